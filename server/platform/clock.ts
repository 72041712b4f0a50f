export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that only moves when told to: for seeding a past, and for tests. */
export interface SettableClock extends Clock {
  set(at: Date): void
  advance(milliseconds: number): void
}

export function settableClock(start: Date): SettableClock {
  let at = start
  return {
    now: () => new Date(at),
    set: date => {
      at = date
    },
    advance: milliseconds => {
      at = new Date(at.getTime() + milliseconds)
    },
  }
}
