import type { Reason } from './eligibility.js'
import { type Evidence, freeze } from './frozen.js'
import { offerReview } from './panel.js'
import { reviewIdAt } from './reviewId.js'
import type { SubmissionStore } from './store.js'
import { type AnchorRef, anchorSubmission, andThen } from './submission.js'

const USUAL_REASONS = (['calibrated', 'otherSchool', 'noConflict', 'language'] as const).map(reason => ({ reason }))

/** Stands where a submission has its earner. */
const NOBODY = 'nobody'

export interface AnchorOffer {
  anchor: AnchorRef
  reviewerId: string
  microCredentialId: string
  microCredentialVersion: number
  evidence: Evidence[]
}

export interface OfferAnchorDeps {
  submissions: SubmissionStore
  now(): Date
}

/** To its reviewer an anchor is a submission like any other until it is locked: the same offer, mail, dates and pages. */
export function offerAnchor({ submissions, now }: OfferAnchorDeps) {
  return async ({ anchor, reviewerId, ...judged }: AnchorOffer): Promise<void> => {
    const nothing = { earnerOrganizationIds: [], selfAssessment: [], carriedOver: [] }
    const claimId = `${anchor.anchorId}-${reviewerId}`
    const frozen = freeze({ ...judged, ...nothing, claimId, number: 1, earnerId: NOBODY })
    const load = (await submissions.loads()).get(reviewerId) ?? 0
    const why: Reason[] = [...USUAL_REASONS, { reason: 'load', count: load }]
    const { state, events } = andThen(anchorSubmission(frozen, anchor, now()), submission =>
      offerReview(submission, reviewIdAt(now()), { personId: reviewerId, why }, now()),
    )
    await submissions.insert(state, events)
  }
}
