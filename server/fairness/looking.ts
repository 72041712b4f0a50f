import type { Comparison, VersionScore } from '../calibration/index.js'
import { type GroupedScore, type Leaning, leaningOf, mean, SCORES_FOR_A_LOOK, togetherness } from '../rating/index.js'

/** Before so many others have met the anchors nobody can say what is usual. */
export const FEWEST_COLLEAGUES = 5

/**
 * All looks that reviewers' scores allow by now. Each is at sixty scores of its own, at the end of the anchor that
 * completes them, and nothing is looked at in between: so that each look is wrong about somebody who treats all alike
 * once in twenty, and not more often the longer one looks.
 */
export function looksAt({ reviewers }: Comparison, reviewerIds: Iterable<string>): Map<string, Leaning[]> {
  if (reviewers.size <= FEWEST_COLLEAGUES) return new Map()
  const grouped = groupedScores(reviewers)
  const together = togetherness([...grouped.values()])
  const looks = (id: string) => blocksOf(grouped.get(id) ?? []).flatMap(block => leaningOf(block, together) ?? [])
  return new Map([...reviewerIds].map(id => [id, looks(id)]))
}

function blocksOf<Score extends { anchorId: string }>(scores: Score[]): Score[][] {
  const blocks: Score[][] = []
  let open: Score[] = []
  for (const [index, score] of scores.entries()) {
    open.push(score)
    const endsAnchor = scores[index + 1]?.anchorId !== score.anchorId
    if (!endsAnchor || open.length < SCORES_FOR_A_LOOK) continue
    blocks.push(open)
    open = []
  }
  return blocks
}

/** Each score beside what is usual of it: how everybody else scored the same, in whichever version. */
function groupedScores(reviewers: Map<string, VersionScore[]>): Map<string, GroupedScore[]> {
  const sums = sumsOf([...reviewers.values()].flat())
  const overall = mean([...reviewers.values()].flat().map(({ below }) => below))
  const usual = (score: VersionScore) => {
    const { sum, count } = sums.get(keyOf(score))!
    return count > 1 ? (sum - score.below) / (count - 1) : overall
  }
  const grouped = (score: VersionScore): GroupedScore => ({
    ...{ anchorId: score.anchorId, isOfGroup: score.isVariant, below: score.below, usual: usual(score) },
  })
  return new Map([...reviewers].map(([id, scores]) => [id, scores.map(grouped)]))
}

function sumsOf(scores: VersionScore[]): Map<string, { sum: number; count: number }> {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const score of scores) {
    const { sum, count } = sums.get(keyOf(score)) ?? { sum: 0, count: 0 }
    sums.set(keyOf(score), { sum: sum + score.below, count: count + 1 })
  }
  return sums
}

const keyOf = ({ anchorId, criterionId }: VersionScore) => `${anchorId} ${criterionId}`
