import type { Clock } from '../platform/clock.js'

const KEPT_MS = 1_000
const MOST = 1_000

export interface Recently<T> {
  of(id: string): Promise<T | undefined>
  /** What is kept of it no longer counts. */
  forget(id: string): void
}

/**
 * Reads something at most once a second, for what strangers ask for again and again. A change made here counts at once;
 * one made by another process, a second later at the most.
 */
export function recently<T>(clock: Clock, read: (id: string) => Promise<T | undefined>): Recently<T> {
  const kept = new Map<string, { value: T | undefined; at: number }>()
  let changes = 0

  async function readAnew(id: string): Promise<T | undefined> {
    const before = changes
    const value = await read(id)
    // A change that came while we read may not be in what we read.
    if (changes === before) keep(id, value)
    return value
  }

  function keep(id: string, value: T | undefined): void {
    if (kept.size >= MOST) kept.clear()
    kept.set(id, { value, at: clock.now().getTime() })
  }

  return {
    of(id) {
      const known = kept.get(id)
      const isFresh = known !== undefined && clock.now().getTime() - known.at < KEPT_MS
      return isFresh ? Promise.resolve(known.value) : readAnew(id)
    },
    forget(id) {
      changes++
      kept.delete(id)
    },
  }
}
