import { normalBelow, normalQuantile } from './normal.js'
import { mean } from './percentiles.js'

/** One anchor score of a reviewer, for an anchor shown as the work of somebody of a group. */
export interface GroupedScore {
  group: string
  /** How many levels it lay below the agreed one; above is negative. */
  below: number
  /** How many the scores of everybody else lay below on this anchor, on average: some work only just reaches its level. */
  usual?: number
}

export interface Leaning {
  group: string
  /** By how many levels the reviewer is harsher on this group than on the others. */
  harsher: number
  /** How probable so much or more is of somebody who treats all alike. */
  chance: number
  found: boolean
  scores: number
}

/** Issue 5, section 4: a difference of 0.4 of a level within 60 scores, with power 0.8 at a false alarm of 0.05. */
const FALSE_ALARM = 0.05
/** Below so many scores in and out of a group nothing is said. */
const FEWEST_SCORES = 10

/**
 * Whether a reviewer is harsher on one group than on the others: for each group a one-sided test of the difference, with
 * what is usual of each anchor as covariate (Fisher's analysis of covariance, 1932). What an anchor is shown with is
 * drawn by lot, so nothing but the group differs. One in twenty who treat all alike is found as well: a finding is a
 * reason to look, never a verdict. Meant to be looked at once, when enough scores are there.
 */
export function leanings(scores: GroupedScore[], falseAlarm = FALSE_ALARM): Leaning[] {
  const groups = [...new Set(scores.map(({ group }) => group))].sort()
  return groups.flatMap(group => {
    const own = centre(scores.filter(score => score.group === group))
    const others = centre(scores.filter(score => score.group !== group))
    if (own.scores.length < FEWEST_SCORES || others.scores.length < FEWEST_SCORES) return []
    const { harsher, chance } = compare(own, others)
    return [{ group, harsher, chance, found: chance < falseAlarm, scores: own.scores.length }]
  })
}

/** The difference that is found four times in five when so many scores are spread evenly over two groups. */
export function detectableLeaning(scores: number, sd: number, power = 0.8, falseAlarm = FALSE_ALARM): number {
  return ((normalQuantile(1 - falseAlarm) + normalQuantile(power)) * 2 * sd) / Math.sqrt(scores)
}

interface Centred {
  below: number
  usual: number
  /** Each score less its group's mean. */
  scores: { below: number; usual: number }[]
}

function centre(scores: GroupedScore[]): Centred {
  const [below, usual] = [mean(scores.map(score => score.below)), mean(scores.map(score => score.usual ?? 0))]
  return {
    below,
    usual,
    scores: scores.map(score => ({ below: score.below - below, usual: (score.usual ?? 0) - usual })),
  }
}

function compare(own: Centred, others: Centred): { harsher: number; chance: number } {
  const within = [...own.scores, ...others.scores]
  const total = (value: (score: { below: number; usual: number }) => number) =>
    within.reduce((sum, score) => sum + value(score), 0)
  const usual2 = total(({ usual }) => usual ** 2)
  const slope = usual2 > 0 ? total(({ below, usual }) => below * usual) / usual2 : 0
  const freedom = within.length - (usual2 > 0 ? 3 : 2)
  const variance = total(({ below, usual }) => (below - slope * usual) ** 2) / freedom
  const apart = own.usual - others.usual
  const harsher = own.below - others.below - slope * apart
  const lever = 1 / own.scores.length + 1 / others.scores.length + (usual2 > 0 ? apart ** 2 / usual2 : 0)
  if (variance === 0) return { harsher, chance: harsher > 0 ? 0 : 1 }
  return { harsher, chance: studentAbove(harsher / Math.sqrt(variance * lever), freedom) }
}

/** The upper tail of Student's t, by its normal approximation (Abramowitz and Stegun 26.7.8). */
const studentAbove = (t: number, freedom: number): number =>
  normalBelow((-t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + t ** 2 / (2 * freedom)))
