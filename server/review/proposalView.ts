import type { Rubric } from '../shared/rubric.js'
import { isToConfirm } from './panel.js'
import { pathOf } from './subject.js'
import type { Review, Submission } from './submission.js'

/** From which chance on a criterion is called what; the last holds whatever is less. */
const LIKELIHOODS = [
  [0.95, 'almostCertain'],
  [0.65, 'likely'],
  [0.35, 'open'],
  [0.05, 'unlikely'],
  [0, 'almostExcluded'],
] as const

export const likelihoodOf = (probability: number): string => LIKELIHOODS.find(([from]) => probability >= from)![1]

/** What the model says of the reviews, in words and numbers, and the question to whoever is asked to confirm. */
export function proposalView(submission: Submission, review: Review, toJudge: Rubric) {
  const weighing = submission.weighings?.at(-1)
  if (!weighing) return {}
  return {
    weighing: {
      count: weighing.reviewers.length,
      percent: inHundred(weighing.allMet),
      criteria: weighing.met.map(({ criterionId, probability }) => ({
        name: toJudge.find(({ id }) => id === criterionId)?.name,
        wordsKey: `review.proposal.likelihood.${likelihoodOf(probability)}`,
        percent: inHundred(probability),
      })),
    },
    question: isToConfirm(submission, review) && { action: pathOf(review), by: submission.confirmation!.by },
  }
}

/** Never nought nor a hundred: the model is never certain. */
const inHundred = (probability: number): number => Math.min(99, Math.max(1, Math.round(100 * probability)))
