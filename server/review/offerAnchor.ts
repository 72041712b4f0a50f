import { createHash } from 'node:crypto'
import { exclusionOf, isAway, reasonsFor, type Situation } from './eligibility.js'
import { type Evidence, freeze } from './frozen.js'
import { candidatesFor, type OfferDeps, situationOf } from './offerReviews.js'
import { offerReview } from './panel.js'
import { reviewIdAt } from './reviewId.js'
import { type AnchorRef, anchorSubmission, andThen } from './submission.js'

/** Stands where a submission has its earner. */
const NOBODY = 'nobody'
/** Stands for the schools of a panel that an anchor does not have. */
const ANOTHER_SCHOOL = 'another'

export interface AnchorOffer {
  anchor: AnchorRef
  reviewerId: string
  microCredentialId: string
  microCredentialVersion: number
  evidence: Evidence[]
  /** The submission that it once was, where an earner gave it. */
  submissionId?: string
}

/** `unfit`: never this anchor to this person. `later`: not while they are away or have enough to do. */
export type AnchorOffered = 'offered' | 'unfit' | 'later'

/**
 * To its reviewer an anchor is a submission like any other until it is locked: the same offer, mail, dates and pages,
 * and offered only when and to whom a submission would be, for the same reasons. Harmless to repeat.
 */
export function offerAnchor(deps: OfferDeps) {
  return async ({ anchor, reviewerId, submissionId, ...judged }: AnchorOffer): Promise<AnchorOffered> => {
    const now = deps.now()
    const nothing = { earnerOrganizationIds: [], selfAssessment: [], carriedOver: [] }
    const claimId = `${anchor.anchorId}-${reviewerId}`
    const frozen = freeze({ ...judged, ...nothing, claimId, number: 1, earnerId: NOBODY })
    const fresh = anchorSubmission(frozen, anchor, now)
    const candidates = await candidatesFor(deps)
    const candidate = candidates.find(({ personId }) => personId === reviewerId)
    const given = submissionId === undefined ? fresh.state : await deps.submissions.get(submissionId)
    const situation = await situationOf(deps, given, candidates)
    if (!candidate || exclusionOf(candidate, situation)) return 'unfit'
    if (isAway(candidate, now) || candidate.load >= candidate.capacity) return 'later'
    const why = reasonsFor(candidate, seatedByLot(situation, claimId))
    const { state, events } = andThen(fresh, submission =>
      offerReview(submission, reviewIdAt(now), { personId: reviewerId, why }, now),
    )
    await deps.submissions.insert(state, events)
    return 'offered'
  }
}

/** Half of all reviewers are asked for a second seat, and read that they come from another school than the first. */
function seatedByLot(situation: Situation, lot: string): Situation {
  const isSecond = createHash('sha256').update(`${lot} seat`).digest()[0]! % 2 === 0
  return { ...situation, panelOrganizationIds: isSecond ? [ANOTHER_SCHOOL] : [] }
}
