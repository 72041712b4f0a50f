import { gridOf, type Population } from './population.js'
import { type JudgedReview, type Posterior, posteriorFrom, weightsOf } from './posterior.js'
import { type ReviewerParameters, scoreChances } from './reviewer.js'
import type { ReviewScore } from './score.js'
import { nextStep } from './step.js'
import { worthOfReview } from './worth.js'

export interface WeighInput {
  population: Population
  /** At least one; each scores every criterion once. */
  reviews: JudgedReview[]
  /** Who might be asked next, as far as it is known. */
  next: ReviewerParameters
}

export interface Weighing extends Posterior {
  step: 'ask' | 'earned' | 'notYet'
  /** By how much one more review is expected to lower the chance of a wrong decision. */
  worth: number
}

/** All that the model says of the reviews of one submission. The same input always gives the same answer. */
export function weighReviews({ population, reviews, next }: WeighInput): Weighing {
  const [weights, grid] = [weightsOf(reviews), gridOf(population)]
  const scores = reviews[0]!.scores
  const nextScores = scores.map(score => scoresBy(next, score))
  const { allMet, met } = posteriorFrom(weights, grid)
  return {
    step: nextStep({ weights, next: nextScores, grid, reviews: reviews.length }),
    worth: worthOfReview(weights, nextScores, grid),
    allMet,
    met: scores.map(({ criterionId }, index) => ({ criterionId, probability: met[index]! })),
  }
}

const scoresBy = (reviewer: ReviewerParameters, { required, levels }: ReviewScore): Float64Array[] =>
  Array.from({ length: levels }, (_, rank) => scoreChances(reviewer, { rank, required, levels }))
