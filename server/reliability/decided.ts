import type { Submission } from '../review/index.js'
import type { Rubric } from '../shared/rubric.js'

/** What a decided submission says about reviewing. Only the panel counts: an adjudicator has read the others. */
export interface Decided {
  submissionId: string
  microCredentialId: string
  microCredentialVersion: number
  number: number
  outcome: 'earned' | 'notYet'
  submittedAt: Date
  decidedAt: Date
  reviews: { reviewerId: string; offeredAt: Date; lockedAt: Date }[]
  /** Ranks count from 0, lowest first, and stand in the order of the reviews. */
  criteria: { criterionId: string; required: number; levels: number; ranks: number[] }[]
}

/** One reviewer's levels on an anchor: how many, and how many were the agreed ones. */
export interface AnchorSeen {
  reviewId: string
  reviewerId: string
  microCredentialId: string
  judged: number
  right: number
}

/** Undefined of what nobody has decided, and of anchors and appeals, which are no first judgement of anybody's work. */
export function decidedFrom(submission: Submission, rubric: Rubric): Decided | undefined {
  const { decision, anchor, appeal, id: submissionId, number, submittedAt } = submission
  if (!decision || anchor || appeal) return undefined
  const panel = submission.reviews.filter(({ seat, state }) => seat === 'panel' && state === 'locked')
  const criteria = rubric.flatMap(({ id: criterionId, levels, requiredLevelId }) => {
    const rankOf = (levelId?: string) => levels.findIndex(({ id }) => id === levelId)
    const chosen = panel.map(({ judgements }) => judgements.find(each => each.criterionId === criterionId)?.levelId)
    const ranks = chosen.map(rankOf)
    // What an earlier attempt met was not judged again.
    const wasJudged = ranks.length > 0 && ranks.every(rank => rank >= 0)
    return wasJudged ? [{ criterionId, required: rankOf(requiredLevelId), levels: levels.length, ranks }] : []
  })
  return {
    ...{ submissionId, number, submittedAt, outcome: decision.outcome, decidedAt: decision.at, criteria },
    microCredentialId: submission.microCredentialId,
    microCredentialVersion: submission.microCredentialVersion,
    reviews: panel.map(({ reviewerId, offeredAt, lockedAt }) => ({ reviewerId, offeredAt, lockedAt: lockedAt! })),
  }
}
