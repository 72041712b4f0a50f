import type { GroupedScore } from './leanings.js'
import { mean } from './percentiles.js'

/**
 * How alike the scores of one anchor are, beyond what is usual of that anchor: the intraclass correlation of one-way
 * analysis of variance (Fisher 1925) over all reviewers together, from 0. One reviewer alone shows too little of it.
 */
export function togetherness(reviewers: GroupedScore[][]): number {
  const sums = { between: 0, betweenFreedom: 0, within: 0, withinFreedom: 0 }
  for (const scores of reviewers) addVariation(sums, scores)
  const { between, betweenFreedom, within, withinFreedom } = sums
  if (betweenFreedom === 0 || withinFreedom === 0) return 0
  const [mostly, rest] = [between / betweenFreedom, within / withinFreedom]
  const size = 1 + withinFreedom / (betweenFreedom + reviewers.length)
  return Math.max(0, (mostly - rest) / (mostly + (size - 1) * rest))
}

interface Variation {
  between: number
  betweenFreedom: number
  within: number
  withinFreedom: number
}

function addVariation(sums: Variation, scores: GroupedScore[]): void {
  const apart = (own: GroupedScore[]) => mean(own.map(({ below, usual }) => below - usual))
  const [anchors, centre] = [anchorsOf(scores), apart(scores)]
  sums.betweenFreedom += anchors.length - 1
  sums.withinFreedom += scores.length - anchors.length
  for (const own of anchors) {
    const middle = apart(own)
    sums.between += own.length * (middle - centre) ** 2
    for (const { below, usual } of own) sums.within += (below - usual - middle) ** 2
  }
}

/** The scores of each anchor together. */
export function anchorsOf(scores: GroupedScore[]): GroupedScore[][] {
  const anchors = new Map<string, GroupedScore[]>()
  for (const score of scores) anchors.set(score.anchorId, [...(anchors.get(score.anchorId) ?? []), score])
  return [...anchors.values()]
}
