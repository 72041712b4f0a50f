import { evenly, QUALITIES } from './grid.js'
import { chancesOnGrid, type Pool, type ReviewerEstimate } from './reviewer.js'
import type { ReviewScore } from './score.js'

/** Severities and noises that an estimate weighs against each other. */
const SEVERITIES = evenly(-2, 0.1, 41)
const LOG_NOISES = evenly(Math.log(0.15), Math.log(16) / 15, 16)
const POINTS = SEVERITIES.length * LOG_NOISES.length
const SEVERITY_AT = Float64Array.from(
  { length: POINTS },
  (_, point) => SEVERITIES[Math.floor(point / LOG_NOISES.length)]!,
)
const LOG_NOISE_AT = Float64Array.from({ length: POINTS }, (_, point) => LOG_NOISES[point % LOG_NOISES.length]!)

/** For one kind of score: the logarithm of its chance at each point of the grid and each quality. */
export function logChances(kind: Omit<ReviewScore, 'criterionId'>): Float64Array {
  const table = new Float64Array(POINTS * QUALITIES.length)
  for (let point = 0; point < POINTS; point++)
    table.set(
      chancesOnGrid(kind, SEVERITY_AT[point]!, Math.exp(LOG_NOISE_AT[point]!)).map(Math.log),
      point * QUALITIES.length,
    )
  return table
}

/** What is known of one reviewer: means and variances of severity and of log noise. */
export interface ReviewerMoments {
  severity: number
  severityVariance: number
  logNoise: number
  logNoiseVariance: number
}

/** `counts[kind][quality]`: how often this reviewer is expected to have given this kind of score to such work. */
export function momentsOf(counts: (Float64Array | undefined)[], tables: Float64Array[], pool: Pool): ReviewerMoments {
  const logs = logPriors(pool)
  counts.forEach((count, kind) => {
    if (count) addLikelihood(logs, count, tables[kind]!)
  })
  const weights = weightsFrom(logs)
  const [severity, severityVariance] = momentsAt(weights, SEVERITY_AT)
  const [logNoise, logNoiseVariance] = momentsAt(weights, LOG_NOISE_AT)
  return { severity, severityVariance, logNoise, logNoiseVariance }
}

function logPriors({ severityMean, severitySd, noiseMedian, noiseSpread }: Pool): Float64Array {
  const usual = Math.log(noiseMedian)
  const logs = new Float64Array(POINTS)
  for (let point = 0; point < POINTS; point++) {
    const severity = (SEVERITY_AT[point]! - severityMean) / severitySd
    const noise = (LOG_NOISE_AT[point]! - usual) / noiseSpread
    logs[point] = -0.5 * (severity ** 2 + noise ** 2)
  }
  return logs
}

/** Up to a factor, so that nothing overflows. */
function weightsFrom(logs: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (let point = 0; point < POINTS; point++) highest = Math.max(highest, logs[point]!)
  const weights = new Float64Array(POINTS)
  for (let point = 0; point < POINTS; point++) weights[point] = Math.exp(logs[point]! - highest)
  return weights
}

function addLikelihood(logs: Float64Array, count: Float64Array, table: Float64Array): void {
  for (let point = 0, cell = 0; point < POINTS; point++) {
    let sum = 0
    for (let quality = 0; quality < QUALITIES.length; quality++) sum += count[quality]! * table[cell++]!
    logs[point]! += sum
  }
}

function momentsAt(weights: Float64Array, values: Float64Array): [number, number] {
  let [total, first, second] = [0, 0, 0]
  for (let point = 0; point < POINTS; point++) {
    const weight = weights[point]!
    total += weight
    first += weight * values[point]!
    second += weight * values[point]! ** 2
  }
  const mean = first / total
  return [mean, Math.max(0, second / total - mean ** 2)]
}

/** How much a pool weighs that nobody is known of: as if a few typical reviewers had been seen before. */
const SEEN_BEFORE = 5

/** The pool that these reviewers seem drawn from. */
export function poolOf(moments: ReviewerMoments[], before: Pool): Pool {
  const count = moments.length + SEEN_BEFORE
  const mean = (value: (moment: ReviewerMoments) => number, usual: number) =>
    (moments.reduce((sum, moment) => sum + value(moment), 0) + SEEN_BEFORE * usual) / count
  const severityMean = mean(({ severity }) => severity, before.severityMean)
  const logNoise = mean(moment => moment.logNoise, Math.log(before.noiseMedian))
  const severity2 = mean(m => m.severityVariance + (m.severity - severityMean) ** 2, before.severitySd ** 2)
  const logNoise2 = mean(m => m.logNoiseVariance + (m.logNoise - logNoise) ** 2, before.noiseSpread ** 2)
  return {
    severityMean,
    severitySd: Math.sqrt(severity2),
    noiseMedian: Math.exp(logNoise),
    noiseSpread: Math.sqrt(logNoise2),
  }
}

export const estimateFrom = (reviewerId: string, scores: number, moments: ReviewerMoments): ReviewerEstimate => ({
  reviewerId,
  severity: moments.severity,
  severitySd: Math.sqrt(moments.severityVariance),
  noise: Math.exp(moments.logNoise),
  scores,
})
