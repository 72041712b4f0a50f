import type { Decision } from './decision.js'
import { change, decidedName, type Review, type Submission, type SubmissionChange } from './submission.js'

/** At once, or resting until it is told. Nothing happens to what rests but that somebody may look into whose work it is. */
export function decide(
  submission: Submission,
  decision: Decision,
  reviews: Review[],
  tellAt: Date | undefined,
): SubmissionChange {
  const reviewerIds = reviews.map(review => review.reviewerId)
  const decided = { ...submission, resting: { decision, reviewerIds, tellAt: tellAt ?? decision.at } }
  return tellAt ? change(decided, {}, []) : tellDecision(decided, decision.at)
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
