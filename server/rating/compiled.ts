import { type AnchorScore, kindOf, type RatedSubmission, type ReviewScore } from './score.js'

/** Scores as numbers, for a pass over many of them: who scored (an index), and which kind of score it was (an index). */
export interface CompiledScores {
  reviewerIds: string[]
  kinds: Omit<ReviewScore, 'criterionId'>[]
  submissions: CompiledSubmission[]
  anchors: CompiledAnchor[]
}

/** How often a reviewer gave this kind of score to anchors of that level. */
export interface CompiledAnchor {
  reviewer: number
  kind: number
  agreedKind: number
  times: number
}

/** One list a criterion: reviewer and kind by turns. */
export type CompiledSubmission = Int32Array[]

export function compile(submissions: RatedSubmission[], anchors: AnchorScore[]): CompiledScores {
  const [reviewers, kinds] = [numbering(), numbering()]
  const known: Omit<ReviewScore, 'criterionId'>[] = []
  const kindIndex = ({ rank, required, levels }: Omit<ReviewScore, 'criterionId'>) => {
    const index = kinds.of(kindOf({ rank, required, levels }))
    known[index] ??= { rank, required, levels }
    return index
  }
  const compiled = {
    submissions: submissions.map(submission => compileOne(submission, reviewers.of, kindIndex)),
    anchors: countAnchors(
      anchors.map(score => ({
        reviewer: reviewers.of(score.reviewerId),
        kind: kindIndex(score),
        agreedKind: kindIndex({ ...score, rank: score.agreedRank }),
      })),
    ),
  }
  return { ...compiled, reviewerIds: reviewers.texts, kinds: known }
}

function compileOne(
  { reviews }: RatedSubmission,
  reviewerOf: (id: string) => number,
  kindOf: (score: ReviewScore) => number,
): CompiledSubmission {
  const criteria = new Map<string, number[]>()
  for (const { reviewerId, scores } of reviews) {
    const reviewer = reviewerOf(reviewerId)
    for (const score of scores) {
      const list = criteria.get(score.criterionId) ?? []
      list.push(reviewer, kindOf(score))
      criteria.set(score.criterionId, list)
    }
  }
  return [...criteria.values()].map(list => Int32Array.from(list))
}

function countAnchors(anchors: Omit<CompiledAnchor, 'times'>[]): CompiledAnchor[] {
  const counted = new Map<string, CompiledAnchor>()
  for (const anchor of anchors) {
    const key = `${anchor.reviewer} ${anchor.kind} ${anchor.agreedKind}`
    const known = counted.get(key)
    counted.set(key, { ...anchor, times: (known?.times ?? 0) + 1 })
  }
  return [...counted.values()]
}

function numbering() {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  return {
    texts,
    of(text: string): number {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, texts.length)
      return texts.push(text) - 1
    },
  }
}
