import { QUALITIES } from './grid.js'
import { normalBelow } from './normal.js'
import { type ReviewScore, stretchOf } from './score.js'

/** What the model needs to know of a reviewer. All in levels. */
export interface ReviewerParameters {
  /** How far below the pool's agreed levels they tend to see work; negative: above. */
  severity: number
  /** The standard error of the severity. */
  severitySd: number
  /** How far one score strays from the next on the same work (a standard deviation); small is consistent. */
  noise: number
}

export interface ReviewerEstimate extends ReviewerParameters {
  reviewerId: string
  /** How many scores it rests on, anchors included. */
  scores: number
}

/** How the reviewers of a pool differ; the estimate of one is drawn towards it, the more so the less is known. */
export interface Pool {
  severityMean: number
  severitySd: number
  /** Noise is lognormal. */
  noiseMedian: number
  noiseSpread: number
}

export const UNKNOWN_POOL: Pool = { severityMean: 0, severitySd: 0.5, noiseMedian: 0.6, noiseSpread: 0.4 }

/** Someone without a single score is taken for a typical reviewer, of unknown severity. */
export const unknownReviewer = (reviewerId: string, pool: Pool): ReviewerEstimate => ({
  reviewerId,
  severity: pool.severityMean,
  severitySd: pool.severitySd,
  noise: pool.noiseMedian,
  scores: 0,
})

/** One score in two hundred is a slip that says nothing; so that no single score can settle a decision. */
const SLIP = 0.005

/**
 * For each quality, the chance that this reviewer gives this score: the ordered probit of McKelvey and Zavoina (1975).
 * What is not known of the severity counts as noise.
 */
export function scoreChances(reviewer: ReviewerParameters, score: Omit<ReviewScore, 'criterionId'>): Float64Array {
  const { severity, severitySd, noise } = reviewer
  return chancesOnGrid(score, severity, Math.hypot(noise, severitySd))
}

export function chancesOnGrid(score: Omit<ReviewScore, 'criterionId'>, severity: number, spread: number): Float64Array {
  const [low, high] = stretchOf(score)
  const chances = new Float64Array(QUALITIES.length)
  for (let index = 0; index < chances.length; index++) {
    const seen = QUALITIES[index]! - severity
    const chance = normalBelow((high - seen) / spread) - normalBelow((low - seen) / spread)
    chances[index] = (1 - SLIP) * chance + SLIP / score.levels
  }
  return chances
}
