import { ABILITIES, FIRST_MET, multiplyBy, QUALITIES } from './grid.js'
import { gridOf, type Population, type PopulationGrid } from './population.js'
import { type ReviewerParameters, scoreChances } from './reviewer.js'
import type { ReviewScore } from './score.js'

/** How probable it is, after these reviews, that every criterion is met, and that each one is. */
export interface Posterior {
  allMet: number
  met: { criterionId: string; probability: number }[]
}

export interface JudgedReview {
  reviewer: ReviewerParameters
  scores: ReviewScore[]
}

/**
 * The posterior by Bayes' rule. The criteria of one earner share the earner's ability, so that what is seen on one
 * criterion bears on the others. Each review must score each of the criteria once.
 */
export function posteriorMet(population: Population, reviews: JudgedReview[]): Posterior {
  const { allMet, met } = posteriorFrom(weightsOf(reviews), gridOf(population))
  return { allMet, met: criteriaIn(reviews).map((id, index) => ({ criterionId: id, probability: met[index]! })) }
}

const criteriaIn = (reviews: JudgedReview[]) => reviews[0]?.scores.map(({ criterionId }) => criterionId) ?? []

/** For each criterion in the order of the first review: how well each quality fits what the reviews say of it. */
export const weightsOf = (reviews: JudgedReview[]): Float64Array[] =>
  criteriaIn(reviews).map(criterionId => weightOf(criterionId, reviews))

function weightOf(criterionId: string, reviews: JudgedReview[]): Float64Array {
  const weight = new Float64Array(QUALITIES.length).fill(1)
  for (const { reviewer, scores } of reviews)
    for (const score of scores) if (score.criterionId === criterionId) multiplyBy(weight, scoreChances(reviewer, score))
  return weight
}

/** For each ability, the weight of all qualities and of those that meet the criterion. */
export interface Evidence {
  all: Float64Array
  met: Float64Array
}

export const posteriorFrom = (weights: Float64Array[], grid: PopulationGrid): Weighed =>
  weigh(
    weights.map(weight => evidenceOf(weight, grid)),
    grid,
  )

export interface Weighed {
  allMet: number
  met: number[]
  /** How probable these reviews were at all. */
  total: number
}

export function weigh(evidence: Evidence[], grid: PopulationGrid): Weighed {
  const all = evidence.map(each => each.all)
  const total = dot(grid.abilities, all)
  const met = evidence.map((own, index) => dot(grid.abilities, all.with(index, own.met)) / total)
  const allMet = dot(
    grid.abilities,
    evidence.map(own => own.met),
  )
  return { allMet: allMet / total, met, total }
}

/** `weight[quality]` is how well each quality of one criterion fits what was seen of it. */
export function evidenceOf(weight: Float64Array, { qualities }: PopulationGrid): Evidence {
  const [all, met] = [new Float64Array(ABILITIES.length), new Float64Array(ABILITIES.length)]
  for (let ability = 0, cell = 0; ability < all.length; ability++) {
    let [below, above] = [0, 0]
    for (let quality = 0; quality < FIRST_MET; quality++) below += qualities[cell++]! * weight[quality]!
    for (let quality = FIRST_MET; quality < weight.length; quality++) above += qualities[cell++]! * weight[quality]!
    all[ability] = below + above
    met[ability] = above
  }
  return { all, met }
}

function dot(chances: Float64Array, factors: Float64Array[]): number {
  let sum = 0
  for (let ability = 0; ability < chances.length; ability++) {
    let product = chances[ability]!
    for (const factor of factors) product *= factor[ability]!
    sum += product
  }
  return sum
}
