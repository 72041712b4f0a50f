import { retryOnStale } from '../shared/retryOnStale.js'
import { passTime } from './deadlines.js'
import type { SubmissionStore } from './store.js'

export interface AttendDeps {
  submissions: SubmissionStore
  offer(submissionId: string): Promise<void>
  now(): Date
}

/** How many submissions one round looks at; the rest come in the next round. */
const ROUND = 500

/** Lets time do its part: reminders, expired offers and reviews, and another try where nobody could be found. */
export function attend({ submissions, offer, now }: AttendDeps) {
  const passTimeFor = (submissionId: string): Promise<void> =>
    retryOnStale(async () => {
      const { state, events } = passTime(await submissions.get(submissionId), now())
      if (events.length > 0) await submissions.save(state, events)
    })

  return async (): Promise<void> => {
    for (const { id } of await submissions.needingAttention(now(), ROUND)) {
      await passTimeFor(id)
      await offer(id)
    }
  }
}
