import type { Verdict } from './decision.js'
import { change, decidedName, type Review, type Submission, type SubmissionChange, unchanged } from './submission.js'

/** When an act was that may decide, and when a decision is told; left out: at once. */
export interface Ending {
  at: Date
  tellAt?: Date | undefined
}

/** At once, or resting until it is told. Nothing happens to what rests but that somebody may look into whose work it is. */
export function decide(
  submission: Submission,
  verdict: Verdict,
  reviews: Review[],
  { at, tellAt = at }: Ending,
): SubmissionChange {
  const reviewerIds = reviews.map(review => review.reviewerId)
  const resting = { ...submission, resting: { decision: { ...verdict, at }, reviewerIds, tellAt } }
  return tellAt > at ? unchanged(resting) : tellDecision(resting, at)
}

export function tellDecision({ resting, confirmation: _, ...submission }: Submission, at: Date): SubmissionChange {
  const { decision, reviewerIds } = resting!
  const { outcome, scores, feedback } = decision
  return change(submission, { state: 'decided', decision: { ...decision, at } }, [
    { name: decidedName(submission), at, outcome, scores, reviewerIds, feedback },
  ])
}

export const lockedPanel = (submission: Submission): Review[] =>
  submission.reviews.filter(review => review.seat === 'panel' && review.state === 'locked')

/** A third reader, who sees all reviews, decides. */
export const openAdjudication = ({ confirmation: _, ...submission }: Submission, at: Date): SubmissionChange =>
  change(submission, { state: 'inAdjudication' }, [{ name: 'adjudicationOpened', at }])
