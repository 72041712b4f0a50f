import { exactAgreement, mean, median, type Pair } from '../rating/index.js'
import type { AnchorSeen, Decided } from './decided.js'
import { anchorsTogether, type Figure, shown } from './figures.js'

const DAY_MS = 24 * 3600 * 1000

/** How somebody, or everybody, reviews. */
export interface ReviewerFigures {
  reviews: number
  /** Share of judgements at the level that the other reviewer chose. */
  same: Figure<number>
  /** Share of judgements on the same side of the line between met and not met. */
  sameSide: Figure<number>
  /** How many levels above (or, negative, below) the other reviewer, on average. */
  leaning: Figure<number>
  anchors: Figure<number>
  /** Days from being asked to having locked. */
  days: Figure<number>
}

/** Of one reviewer, or of everybody: then each pair counts from both sides, and nobody leans. */
export function reviewerFigures(decided: Decided[], anchors: AnchorSeen[], reviewerId?: string): ReviewerFigures {
  const isMeant = (id: string) => reviewerId === undefined || id === reviewerId
  const compared = decided.flatMap(each => comparisonsIn(each, isMeant))
  const reviews = decided.flatMap(each => each.reviews.filter(review => isMeant(review.reviewerId)))
  const seen = anchorsTogether(anchors.filter(anchor => isMeant(anchor.reviewerId)))
  const together = decided.filter(each => each.reviews.length > 1 && each.reviews.some(r => isMeant(r.reviewerId)))
  const days = reviews.map(({ offeredAt, lockedAt }) => (lockedAt.getTime() - offeredAt.getTime()) / DAY_MS)
  return {
    reviews: reviews.length,
    same: shown(together.length, () => exactAgreement(compared.map(({ pair }) => pair))),
    sameSide: shown(together.length, () => mean(compared.map(({ isSameSide }) => Number(isSameSide)))),
    leaning: shown(together.length, () => mean(compared.map(({ pair: [own, other] }) => own - other))),
    anchors: shown(seen.count, () => seen.right / seen.judged),
    days: shown(days.length, () => median(days)),
  }
}

function comparisonsIn({ reviews, criteria }: Decided, isMeant: (reviewerId: string) => boolean) {
  const places = reviews.flatMap(({ reviewerId }, place) => (isMeant(reviewerId) ? [place] : []))
  return criteria.flatMap(({ ranks, required }) =>
    places.flatMap(place =>
      ranks.flatMap((other, at) => {
        const own = ranks[place]!
        const pair: Pair = [own, other]
        return at === place ? [] : [{ pair, isSameSide: own >= required === other >= required }]
      }),
    ),
  )
}
