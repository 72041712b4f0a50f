import type { Decision } from './decision.js'
import { change, decidedName, type Review, type Submission, type SubmissionChange } from './submission.js'

export function decide(submission: Submission, decision: Decision, reviews: Review[]): SubmissionChange {
  const { outcome, scores, feedback, at } = decision
  const reviewerIds = reviews.map(review => review.reviewerId)
  return change(submission, { state: 'decided', decision }, [
    { name: decidedName(submission), at, outcome, scores, reviewerIds, feedback },
  ])
}

export const lockedPanel = (submission: Submission): Review[] =>
  submission.reviews.filter(review => review.seat === 'panel' && review.state === 'locked')

/** A third reader, who sees all reviews, decides. */
export const openAdjudication = ({ confirmation: _, ...submission }: Submission, at: Date): SubmissionChange =>
  change(submission, { state: 'inAdjudication' }, [{ name: 'adjudicationOpened', at }])
