/** One thing that somebody did, at its time. */
export interface Moment {
  at: Date
  happens(): Promise<unknown>
  /** Nobody has to hear of it before the next thing happens. */
  quiet?: true
}

interface Playing {
  clock: { now(): Date; set(at: Date): void }
  /** Lets everybody hear of what has happened. */
  deliver(): Promise<void>
  progress(share: number): Promise<void>
}

const SECOND_MS = 1000

/** Lives through all moments in the order of time; no two share an instant, so that ids and lists keep the order. */
export async function play(moments: Moment[], { clock, deliver, progress }: Playing): Promise<void> {
  const inOrder = moments.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  let last = Number.NEGATIVE_INFINITY
  for (const [index, { at, happens, quiet }] of inOrder.entries()) {
    last = Math.max(at.getTime(), last + SECOND_MS)
    clock.set(new Date(last))
    await happens()
    if (!quiet) await deliver()
    await progress((index + 1) / inOrder.length)
  }
  await deliver()
}
