import { type CompiledScores, compile } from './compiled.js'
import { type Chances, expect } from './expectation.js'
import { gridOf, type Population, UNKNOWN_POPULATION } from './population.js'
import { type Pool, type ReviewerEstimate, scoreChances, UNKNOWN_POOL, unknownReviewer } from './reviewer.js'
import { estimateFrom, logChances, momentsOf, poolOf } from './reviewerGrid.js'
import type { AnchorScore, RatedSubmission } from './score.js'

/** Names the rules by which estimates and posteriors are computed; a decision records it. */
export const MODEL = 'ordered-thresholds-1'

export interface Estimates {
  model: typeof MODEL
  population: Population
  pool: Pool
  reviewers: Map<string, ReviewerEstimate>
}

export interface Scores {
  anchors: AnchorScore[]
  submissions: RatedSubmission[]
  /** The estimates of last time: a better place to start from. */
  before?: Estimates
  /** How often to go back and forth between scores and reviewers. */
  rounds?: number
}

export const NO_ESTIMATES: Estimates = {
  model: MODEL,
  population: UNKNOWN_POPULATION,
  pool: UNKNOWN_POOL,
  reviewers: new Map(),
}

const ROUNDS = 8

/**
 * Each reviewer's severity and consistency, and how earners' work is spread, from anchors and from reviews of the same
 * work. Latent quality behind ordered levels with raters of their own severity is Linacre's many-facet model (1989);
 * normal thresholds and rater noise follow Johnson (1996, "On Bayesian analysis of multirater ordinal data"); going
 * back and forth between what work was worth and what raters are like is Dawid and Skene's EM (1979). Time grows in
 * proportion to the scores.
 */
export function estimateReviewers({ anchors, submissions, before = NO_ESTIMATES, rounds = ROUNDS }: Scores): Estimates {
  const scores = compile(submissions, anchors)
  const tables = scores.kinds.map(logChances)
  let estimates = before
  for (let round = 0; round < rounds; round++) estimates = improve(estimates, scores, tables)
  return estimates
}

export const estimateOf = ({ reviewers, pool }: Estimates, reviewerId: string): ReviewerEstimate =>
  reviewers.get(reviewerId) ?? unknownReviewer(reviewerId, pool)

function improve(estimates: Estimates, scores: CompiledScores, tables: Float64Array[]): Estimates {
  const grid = gridOf(estimates.population)
  const { counts, population } = expect(scores, chancesOf(estimates, scores), grid, UNKNOWN_POPULATION)
  const moments = counts.map(own => momentsOf(own, tables, estimates.pool))
  const reviewers = scores.reviewerIds.map((reviewerId, index) =>
    estimateFrom(reviewerId, total(counts[index]!), moments[index]!),
  )
  return {
    model: MODEL,
    population,
    pool: poolOf(moments, UNKNOWN_POOL),
    reviewers: new Map(reviewers.map(reviewer => [reviewer.reviewerId, reviewer])),
  }
}

const chancesOf = (estimates: Estimates, { reviewerIds, kinds }: CompiledScores): Chances =>
  reviewerIds.map(id => kinds.map(kind => scoreChances(estimateOf(estimates, id), kind)))

const total = (counts: (Float64Array | undefined)[]): number =>
  Math.round(counts.reduce((sum, count) => sum + (count?.reduce((of, value) => of + value, 0) ?? 0), 0))
