import type { PopulationGrid } from './population.js'
import { posteriorFrom } from './posterior.js'
import { chanceOfError, type NextScore, worthOfReview } from './worth.js'

/** Fewer than two people never decide, and nobody is asked for a sixth opinion (issue 5, section 4). */
export const FEWEST_REVIEWS = 2
export const MOST_REVIEWS = 5

/** One more review is asked for when in so many cases like this it would spare one wrong decision. */
export const WORTH_A_REVIEW = 1 / 24

export interface Standing {
  /** For each criterion and quality, how well it fits the reviews so far. */
  weights: Float64Array[]
  /** What the next reviewer may say of each criterion. */
  next: NextScore[]
  grid: PopulationGrid
  /** How many reviews there are. */
  reviews: number
}

/** Ask another reviewer, or what the posterior says: more reviewers only while it is uncertain and they would help. */
export function nextStep({ weights, next, grid, reviews }: Standing): 'ask' | 'earned' | 'notYet' {
  if (reviews < FEWEST_REVIEWS) return 'ask'
  const { allMet } = posteriorFrom(weights, grid)
  const mayHelp = reviews < MOST_REVIEWS && chanceOfError(allMet) > WORTH_A_REVIEW
  if (mayHelp && worthOfReview(weights, next, grid) > WORTH_A_REVIEW) return 'ask'
  return allMet >= 0.5 ? 'earned' : 'notYet'
}
