import type { Rubric } from '../shared/rubric.js'
import { agreementWith } from './agreement.js'
import type { Calibration } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'

/** Fewer anchors than this are no trend. */
export const ANCHORS_FOR_A_TREND = 3
const ANCHORS_LOOKED_AT = 5
const UNLIKELY = 0.05

/**
 * Whether the last anchors in the queue show that a reviewer no longer chooses the agreed levels: exact agreement over
 * the last five is so far below the tolerance that chance explains it in less than one case of twenty (binomial).
 */
export function hasDrifted({ seeded, calibratedAt }: Calibration, set: CalibrationSet, rubric: Rubric): boolean {
  const since = seeded.filter(({ at }) => calibratedAt && at > calibratedAt).slice(-ANCHORS_LOOKED_AT)
  if (since.length < ANCHORS_FOR_A_TREND) return false
  const { judgements, exact } = agreementWith(set.anchors, since, rubric)
  return (
    chanceOfAtMost(Math.round(exact * judgements), judgements, Math.min(0.99, set.tolerance.exactAgreement)) < UNLIKELY
  )
}

/** Of `count` independent judgements, each right with `share`: the chance of `most` right ones or fewer. */
export function chanceOfAtMost(most: number, count: number, share: number): number {
  let [term, sum] = [(1 - share) ** count, 0]
  for (let right = 0; right <= most; right++) {
    sum += term
    term *= ((count - right) / (right + 1)) * (share / (1 - share))
  }
  return Math.min(1, sum)
}
