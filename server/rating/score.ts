/**
 * One level chosen for one criterion, as statistics read it. Ranks count from 0, lowest first; the criterion is met
 * from rank `required` upwards; `levels` is how many there are.
 */
export interface ReviewScore {
  criterionId: string
  rank: number
  required: number
  levels: number
}

/** One reviewer's scores of one submission. */
export interface RatedReview {
  reviewerId: string
  scores: ReviewScore[]
}

/** All reviews that one submission got. */
export interface RatedSubmission {
  reviews: RatedReview[]
}

/** One reviewer's score of one criterion of an anchor, whose level experts agreed on. */
export interface AnchorScore extends ReviewScore {
  reviewerId: string
  agreedRank: number
}

/** Two scores of the same kind: same levels, same line. */
export const kindOf = ({ rank, required, levels }: Omit<ReviewScore, 'criterionId'>): string =>
  `${rank} ${required} ${levels}`

/**
 * The stretch of quality that a rank stands for, in levels above the line: the line between not met and met is 0, the
 * rank that is just met reaches from 0 to 1; the lowest and the highest rank have no end.
 */
export function stretchOf({ rank, required, levels }: Omit<ReviewScore, 'criterionId'>): [number, number] {
  return [
    rank === 0 ? Number.NEGATIVE_INFINITY : rank - required,
    rank === levels - 1 ? Number.POSITIVE_INFINITY : rank + 1 - required,
  ]
}
