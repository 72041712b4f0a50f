import { retryOnStale } from '../shared/retryOnStale.js'
import { acceptReview, declineReview, type ReviewerAct, recuseReview } from './panel.js'
import type { SubmissionStore } from './store.js'
import type { Submission, SubmissionChange } from './submission.js'

export interface AnswerDeps {
  submissions: SubmissionStore
  now(): Date
}

type Act = Omit<ReviewerAct, 'at'>

/** A reviewer says yes, not now, or "I should not judge this". */
export function answerOffer({ submissions, now }: AnswerDeps) {
  const onReview = (act: Act, rule: (submission: Submission, at: Date) => SubmissionChange): Promise<void> =>
    retryOnStale(async () => {
      const { state, events } = rule(await submissions.withReview(act.reviewId), now())
      if (events.length > 0) await submissions.save(state, events)
    })
  return {
    accept: (act: Act) => onReview(act, (submission, at) => acceptReview(submission, { ...act, at })),
    decline: (act: Act & { reason: string }) =>
      onReview(act, (submission, at) => declineReview(submission, { ...act, at })),
    recuse: (act: Act & { reason: string }) =>
      onReview(act, (submission, at) => recuseReview(submission, { ...act, at })),
  }
}
