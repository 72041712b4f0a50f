import { multiplyBy, sum } from './grid.js'
import type { PopulationGrid } from './population.js'
import { type Evidence, evidenceOf, type Weighed, weigh } from './posterior.js'

/** How probable it is that the likelier outcome is the wrong one. */
export const chanceOfError = (allMet: number): number => Math.min(allMet, 1 - allMet)

/** Beyond so many possible reviews only the most doubtful criteria are thought ahead for: they multiply with each. */
const REVIEWS_AHEAD = 1024

/** For one criterion: for each level that the next reviewer may choose, its chance at each quality. */
export type NextScore = Float64Array[]

/**
 * By how much one more review is expected to lower the chance of error (the expected value of sample information,
 * Raiffa and Schlaifer 1961): the mean over all reviews that the next reviewer may write.
 * `weights[c][quality]`: how well it fits the reviews of criterion c so far.
 */
export function worthOfReview(weights: Float64Array[], next: NextScore[], grid: PopulationGrid): number {
  const evidence = weights.map(weight => evidenceOf(weight, grid))
  const now = weigh(evidence, grid)
  const ahead = mostDoubtful(now, next)
  const open = ahead.map(criterion =>
    next[criterion]!.map(chances => evidenceOf(product(weights[criterion]!, chances), grid)),
  )
  const start = { all: grid.abilities.slice(), met: grid.abilities.slice() }
  evidence.forEach((each, criterion) => {
    if (!ahead.includes(criterion)) multiply(start, each)
  })
  return chanceOfError(now.allMet) - expectedError(start, open, 0) / now.total
}

function mostDoubtful({ met }: Weighed, next: NextScore[]): number[] {
  const doubt = met.map((probability, criterion) => ({ criterion, error: chanceOfError(probability) }))
  const ordered = doubt.sort((one, other) => other.error - one.error).map(({ criterion }) => criterion)
  let reviews = 1
  return ordered.filter(criterion => {
    reviews *= next[criterion]!.length
    return reviews <= REVIEWS_AHEAD
  })
}

function expectedError(so: Evidence, open: Evidence[][], from: number): number {
  if (from === open.length) {
    const [right, total] = [sum(so.met), sum(so.all)]
    return Math.min(right, total - right)
  }
  let error = 0
  for (const branch of open[from]!) {
    const next = { all: so.all.slice(), met: so.met.slice() }
    multiply(next, branch)
    error += expectedError(next, open, from + 1)
  }
  return error
}

function multiply(so: Evidence, by: Evidence): void {
  multiplyBy(so.all, by.all)
  multiplyBy(so.met, by.met)
}

function product(values: Float64Array, factors: Float64Array): Float64Array {
  const products = values.slice()
  multiplyBy(products, factors)
  return products
}
