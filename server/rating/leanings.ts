import { normalBelow, normalQuantile } from './normal.js'
import { mean } from './percentiles.js'
import { anchorsOf } from './togetherness.js'

/** One criterion of an anchor, as one reviewer scored it. An anchor is met in one of two versions, drawn by lot. */
export interface GroupedScore {
  anchorId: string
  /** Whether the version had the signs of the group, or those of somebody else. */
  isOfGroup: boolean
  /** How many levels the score lay below the agreed one; above is negative. */
  below: number
  /** How many the scores of everybody else lay below, on average: some work only just reaches its level. */
  usual: number
}

export interface Leaning {
  /** By how many levels the reviewer is harsher on the group than on others. */
  harsher: number
  /** How much harsher somebody who treats all alike seems by chance in one case of twenty. */
  byChance: number
  /** How probable so much or more is of somebody who treats all alike. */
  chance: number
  found: boolean
  scores: number
}

/** Issue 5, section 4: a difference of 0.4 of a level within 60 scores, with power 0.8 at a false alarm of 0.05. */
export const SCORES_FOR_A_LOOK = 60
const FALSE_ALARM = 0.05
/** Below so many scores of either version nothing is said. */
const FEWEST_SCORES = 10

/**
 * Whether a reviewer is harsher on one group, named beforehand: a one-sided test of the difference between the two
 * versions, with what is usual of each score as covariate (Fisher's analysis of covariance, 1932). Which version they
 * meet is drawn by lot, so nothing but the group differs. `together` says how far scores of one anchor hang together:
 * they then tell less than as many single ones, by the design effect of Kish (1965). One in twenty who treat all alike
 * is found as well: a finding is a reason to talk, never a verdict. Meant to be looked at once.
 */
export function leaningOf(scores: GroupedScore[], together = 0): Leaning | undefined {
  const own = centre(scores.filter(({ isOfGroup }) => isOfGroup))
  const others = centre(scores.filter(({ isOfGroup }) => !isOfGroup))
  if (own.scores.length < FEWEST_SCORES || others.scores.length < FEWEST_SCORES) return undefined
  return { ...compare(own, others, designEffect(scores, together)), scores: scores.length }
}

/** The difference that is found four times in five when so many scores are spread evenly over two versions. */
export function detectableLeaning(scores: number, sd: number, power = 0.8, falseAlarm = FALSE_ALARM): number {
  return ((normalQuantile(1 - falseAlarm) + normalQuantile(power)) * 2 * sd) / Math.sqrt(scores)
}

function designEffect(scores: GroupedScore[], together: number): number {
  const size = anchorsOf(scores).reduce((sum, own) => sum + own.length ** 2, 0) / scores.length
  return 1 + (size - 1) * together
}

interface Centred {
  below: number
  usual: number
  /** Each score less its version's mean. */
  scores: { below: number; usual: number }[]
}

function centre(scores: GroupedScore[]): Centred {
  const [below, usual] = [mean(scores.map(score => score.below)), mean(scores.map(score => score.usual))]
  return { below, usual, scores: scores.map(score => ({ below: score.below - below, usual: score.usual - usual })) }
}

function compare(own: Centred, others: Centred, effect: number): Omit<Leaning, 'scores'> {
  const within = [...own.scores, ...others.scores]
  const total = (value: (score: { below: number; usual: number }) => number) =>
    within.reduce((sum, score) => sum + value(score), 0)
  const usual2 = total(({ usual }) => usual ** 2)
  const slope = usual2 > 0 ? total(({ below, usual }) => below * usual) / usual2 : 0
  const lost = usual2 > 0 ? 3 : 2
  const variance = total(({ below, usual }) => (below - slope * usual) ** 2) / (within.length - lost)
  const apart = own.usual - others.usual
  const harsher = own.below - others.below - slope * apart
  const lever = 1 / own.scores.length + 1 / others.scores.length + (usual2 > 0 ? apart ** 2 / usual2 : 0)
  return judge(harsher, Math.sqrt(variance * lever * effect), within.length / effect - lost)
}

function judge(harsher: number, error: number, freedom: number): Omit<Leaning, 'scores'> {
  const byChance = error * studentQuantile(FALSE_ALARM, freedom)
  const chance = error === 0 ? Number(harsher <= 0) : studentAbove(harsher / error, freedom)
  return { harsher, byChance, chance, found: chance < FALSE_ALARM }
}

/** The upper tail of Student's t, by its normal approximation (Abramowitz and Stegun 26.7.8). */
const studentAbove = (t: number, freedom: number): number =>
  normalBelow((-t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + t ** 2 / (2 * freedom)))

/** The t above which that share lies: the approximation above, the other way round. */
function studentQuantile(share: number, freedom: number): number {
  const z = normalQuantile(1 - share)
  return z / Math.sqrt((1 - 1 / (4 * freedom)) ** 2 - z ** 2 / (2 * freedom))
}
