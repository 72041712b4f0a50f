import { findDrift, mean } from '../rating/index.js'
import type { Rubric } from '../shared/rubric.js'
import { agreementWith, pairsWith } from './agreement.js'
import type { Answer, Calibration } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'

/** Fewer anchors than this are no trend. */
export const ANCHORS_FOR_A_TREND = 3
const GROUP = 5
const UNLIKELY = 0.01
/** A few judgements may agree all by luck; nobody is steadier than this many levels. */
const LEAST_SPREAD = 0.5

/**
 * Whether anchors in the queue show that a reviewer no longer chooses the agreed levels: either they have become
 * harsher or milder step by step (cumulative sums, Page 1954), or a group of five agrees so seldom that chance explains
 * it in less than one case of a hundred (binomial), which finds who has become careless. Each group is looked at once, so
 * that of those who stay as steady as the tolerance asks fewer than one in twenty is recalled within twenty anchors.
 */
export function hasDrifted(calibration: Calibration, set: CalibrationSet, rubric: Rubric): boolean {
  const { seeded, calibratedAt } = calibration
  const since = seeded.filter(({ at }) => calibratedAt && at > calibratedAt)
  if (since.length < ANCHORS_FOR_A_TREND) return false
  return (
    isCareless(since, set, rubric) ||
    findDrift({ ...usualOf(calibration, set, rubric), below: belowAgreed(set, since, rubric) }) !== undefined
  )
}

function isCareless(since: Answer[], { anchors, tolerance }: CalibrationSet, rubric: Rubric): boolean {
  const whole = since.length - (since.length % GROUP)
  const { judgements, exact } = agreementWith(anchors, since.slice(Math.max(0, whole - GROUP), whole), rubric)
  const wanted = Math.min(0.99, tolerance.exactAgreement)
  return judgements > 0 && chanceOfAtMost(Math.round(exact * judgements), judgements, wanted) < UNLIKELY
}

/** How many levels each judgement lay below the agreed one. */
const belowAgreed = ({ anchors }: CalibrationSet, answers: Answer[], rubric: Rubric) =>
  pairsWith(anchors, answers, rubric).map(([given, agreed]) => agreed - given)

/** What was usual of them in the test that they passed. */
function usualOf({ attempts }: Calibration, set: CalibrationSet, rubric: Rubric) {
  const passed = attempts.findLast(({ result }) => result?.passed)
  const below = belowAgreed(set, passed?.answers.filter(({ anchorId }) => passed.test.includes(anchorId)) ?? [], rubric)
  if (below.length === 0) return { usual: 0, sd: LEAST_SPREAD }
  const usual = mean(below)
  const sd = Math.sqrt(mean(below.map(each => (each - usual) ** 2)))
  return { usual, sd: Math.max(LEAST_SPREAD, sd) }
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
