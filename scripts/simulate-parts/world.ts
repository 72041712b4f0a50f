import { drawBelow, normalDraw, type Random, seededRandom } from '../../server/rating/index.js'
import type { Habit } from '../../server/review/figures.js'

/** The reference population of issue 5, section 4. */
export const CRITERIA = 4
export const LEVELS = 4
/** Levels are cut at 1.5, 2.5 and 3.5; a criterion is met from 2.5, which is the third level, counted from 0. */
export const REQUIRED = 2
const LINE = 2.5
const ABILITY = { mean: 3.2, sd: 0.7 }
const CRITERION_SD = 0.5
export const REVIEWERS = 120
const SEVERITY_SD = 0.35
const NOISE = { median: 0.5, sigma: 0.3 }
export const ANCHORS = 10
export const MOST_REVIEWS = 5

export type { Habit }

export interface Reviewer {
  severity: number
  noise: number
  habit: Habit
  /** Which way a drifting one drifts. */
  direction: 1 | -1
}

export interface World {
  random: Random
  reviewers: Reviewer[]
  /** True qualities, one row a submission. Only the truth and the reviewers' eyes know them. */
  qualities: Float64Array[]
}

export interface Population {
  seed: number
  submissions: number
  habit?: Habit
  /** The share of reviewers with that habit. */
  share?: number
}

export function createWorld({ seed, submissions, habit = 'steady', share = 0 }: Population): World {
  const random = seededRandom(seed)
  const reviewers = Array.from({ length: REVIEWERS }, (_, index) => ({
    severity: SEVERITY_SD * normalDraw(random),
    noise: NOISE.median * Math.exp(NOISE.sigma * normalDraw(random)),
    habit: index < share * REVIEWERS ? habit : ('steady' as const),
    direction: index % 2 === 0 ? (1 as const) : (-1 as const),
  }))
  return { random, reviewers, qualities: Array.from({ length: submissions }, () => work(random)) }
}

export function work(random: Random): Float64Array {
  const ability = ABILITY.mean + ABILITY.sd * normalDraw(random)
  return Float64Array.from({ length: CRITERIA }, () => ability + CRITERION_SD * normalDraw(random))
}

export const isEarned = (quality: Float64Array): boolean => quality.every(each => each >= LINE)

/** The level, from 0, that a quality stands for. */
export const levelOf = (quality: number): number => Math.min(LEVELS - 1, Math.max(0, Math.floor(quality - 0.5)))

/** How far drifting reviewers have come at the end, in levels; and how often careless ones do not read. */
const DRIFT = 1
const UNREAD = 0.5

/** What a reviewer gives; `progress` is how much of the period has passed, 0 while they are calibrated. */
export function judge(reviewer: Reviewer, quality: Float64Array, progress: number, random: Random): number[] {
  const { habit, noise, direction } = reviewer
  const isCalibration = progress === 0
  if (habit === 'colluding' && !isCalibration) return [...quality].map(() => LEVELS - 1)
  if (habit === 'careless' && !isCalibration && random() < UNREAD)
    return [...quality].map(() => drawBelow(random, LEVELS))
  const severity = reviewer.severity + (habit === 'drifting' ? direction * DRIFT * progress : 0)
  return [...quality].map(each => levelOf(each - severity + noise * normalDraw(random)))
}
