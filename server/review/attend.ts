import { retryOnStale } from '../shared/retryOnStale.js'
import { passTime } from './deadlines.js'
import type { SubmissionStore } from './store.js'

export interface AttendDeps {
  submissions: SubmissionStore
  offer(submissionIds: string[]): Promise<void>
  now(): Date
}

/** How many submissions one round looks at: far more than ever wait at once, so that none waits behind the others. */
const ROUND = 10_000

/** Lets time do its part: reminders, expired offers and reviews, and another try where nobody could be found. */
export function attend({ submissions, offer, now }: AttendDeps) {
  const passTimeFor = (submissionId: string): Promise<void> =>
    retryOnStale(async () => {
      const { state, events } = passTime(await submissions.get(submissionId), now())
      if (events.length > 0) await submissions.save(state, events)
    })

  return async (): Promise<void> => {
    const failures: unknown[] = []
    const ids = await submissions.needingAttention(now(), ROUND)
    for (const id of ids) await passTimeFor(id).catch(error => failures.push(error))
    await offer(ids).catch(error => failures.push(error))
    // One that cannot be helped does not keep the round from the others, but the round has failed all the same.
    if (failures.length > 0) throw failures[0]
  }
}
