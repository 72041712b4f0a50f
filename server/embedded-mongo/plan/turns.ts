import { MongoFailure } from '../errors.js'

/** Comes instead of a document when an operation has had its turn: whoever can wait lets others have theirs. */
export const PAUSE = Symbol('pause')
export type Pause = typeof PAUSE
export type Pausing<T> = Iterable<T | Pause>

/** How long one operation may keep the thread to itself. */
const TURN_MILLIS = 8
const STEPS_BETWEEN_LOOKS = 31

/** The time of one operation: when it has had its turn, and when it has taken too long altogether. */
export class TimeLimit {
  private steps = 0
  private turnEnds: number | undefined

  /** `until` is a time as `performance.now()` gives it. */
  constructor(private until: number) {}

  /** Starts anew, for the next batch of a cursor. */
  restart(until: number): void {
    this.until = until
    this.turnEnds = undefined
  }

  /** Counts a step. Answers whether the turn is over; throws MaxTimeMSExpired when the time is. */
  check(): boolean {
    if ((++this.steps & STEPS_BETWEEN_LOOKS) !== 0) return false
    const now = performance.now()
    if (now > this.until) throw new MongoFailure(50, 'operation exceeded time limit')
    this.turnEnds ??= now + TURN_MILLIS
    if (now < this.turnEnds) return false
    this.turnEnds = undefined
    return true
  }
}

/** The items, with a pause among them whenever the turn is over. */
export function* withPauses<T>(items: Iterable<T>, limit: TimeLimit): Generator<T | Pause> {
  for (const item of items) {
    if (limit.check()) yield PAUSE
    yield item
  }
}

/** Hands on what becomes of each item, one after another. */
export function* through<T, R>(items: Pausing<T>, change: (item: T) => Pausing<R>): Generator<R | Pause> {
  for (const item of items) {
    if (item === PAUSE) yield PAUSE
    else yield* change(item)
  }
}

/** Takes in all items before anything is handed on. */
export const gather = <T>(items: Pausing<T>, take: (item: T) => void): Generator<Pause> =>
  through(items, item => {
    take(item)
    return []
  })

/** Resolves when everyone who was waiting has been served. */
export const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Visits all, turn by turn. */
export async function visitInTurns<T>(items: Pausing<T>, visit: (item: T) => void): Promise<void> {
  for (const item of items) {
    if (item === PAUSE) await nextTurn()
    else visit(item)
  }
}
