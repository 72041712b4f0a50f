import { multiplyBy } from './grid.js'
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
    next[criterion]!.map(chances => evidenceOf(weighted(weights[criterion]!, chances), grid)),
  )
  const start = copyOf({ all: grid.abilities, met: grid.abilities })
  evidence.forEach((each, criterion) => {
    if (!ahead.includes(criterion)) product(start, each, start)
  })
  const rooms = open.map(() => copyOf(start))
  return chanceOfError(now.allMet) - expectedError(start, open, 0, rooms) / now.total
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

/** `rooms[n]` is where the evidence after criterion n is put: thousands of small arrays would cost more than the sums. */
function expectedError(so: Evidence, open: Evidence[][], from: number, rooms: Evidence[]): number {
  const isLast = from === open.length - 1
  let error = 0
  for (const branch of open[from]!) {
    if (isLast) error += errorOf(so, branch)
    else error += expectedError(product(so, branch, rooms[from]!), open, from + 1, rooms)
  }
  return error
}

/** The share of this outcome of all criteria that would be decided wrongly. */
function errorOf(so: Evidence, last: Evidence): number {
  let [all, met] = [0, 0]
  for (let ability = 0; ability < so.all.length; ability++) {
    all += so.all[ability]! * last.all[ability]!
    met += so.met[ability]! * last.met[ability]!
  }
  return Math.min(met, all - met)
}

function product(so: Evidence, branch: Evidence, into: Evidence): Evidence {
  for (let ability = 0; ability < so.all.length; ability++) {
    into.all[ability] = so.all[ability]! * branch.all[ability]!
    into.met[ability] = so.met[ability]! * branch.met[ability]!
  }
  return into
}

const copyOf = ({ all, met }: Evidence): Evidence => ({ all: all.slice(), met: met.slice() })

function weighted(weight: Float64Array, chances: Float64Array): Float64Array {
  const values = weight.slice()
  multiplyBy(values, chances)
  return values
}
