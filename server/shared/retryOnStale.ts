import { Conflict } from './errors.js'

/** Somebody else's write came first; the same work on fresh state may well succeed. */
export class StaleWrite extends Conflict {}

/** Safe because the work reloads and decides afresh each time. */
export async function retryOnStale<T>(work: () => Promise<T>, attempts = 60): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StaleWrite && attempts > 1) return retryOnStale(work, attempts - 1)
    throw error
  }
}
