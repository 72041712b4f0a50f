import { TooMany } from '../shared/errors.js'

/** Runs the work when it is its turn; throws TooMany when too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

const RETRY_SECONDS = 10

export function takeTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  let running = 0
  const queue: (() => void)[] = []
  return async work => {
    if (running >= atOnce && queue.length >= waiting) throw new TooMany('Too many are waiting', RETRY_SECONDS)
    if (running >= atOnce) await new Promise<void>(resolve => queue.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // The place goes to the next in line, or back.
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
