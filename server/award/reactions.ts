import type { Announcement } from '../notification/index.js'
import type { CompletionEvent } from './completion.js'
import type {
  AwardIssued,
  AwardReinstated,
  AwardReviewed,
  AwardRevoked,
  AwardSignedAnew,
  AwardSuspended,
  KeyEvent,
} from './events.js'
import type { EarnedDecision } from './issueAward.js'

export interface AwardReactionsDeps {
  issue(decision: EarnedDecision): Promise<void>
  notify(announcement: Announcement): Promise<void>
  touchListsOf(awardId: string): Promise<void>
  prepareIssuer(organizationId: string): Promise<void>
  afterRevocation(event: KeyEvent): Promise<void>
  afterStart(event: CompletionEvent): Promise<void>
  afterForgetting(event: CompletionEvent): Promise<void>
}

export const awardReactions = ({
  issue,
  notify,
  touchListsOf,
  prepareIssuer,
  afterRevocation,
  afterStart,
  afterForgetting,
}: AwardReactionsDeps) => ({
  issuerKeyRevoked: afterRevocation,
  completionStarted: afterStart,
  completionForgotten: afterForgetting,
  awardSignedAnew: (event: AwardSignedAnew) =>
    notify({ ...toHolder(event), messageKey: 'award.notice.signedAnew', values: { title: event.title } }),
  async submissionDecided(decision: EarnedDecision & { outcome: 'earned' | 'notYet' }) {
    if (decision.outcome === 'earned') await issue(decision)
  },
  /** A decision that did not stand: earned all the same. */
  appealOverturned: (decision: EarnedDecision) => issue(decision),
  /** Whoever publishes will issue: the keys are there, and published, before the first award is. */
  microCredentialPublished: ({ organizationId }: { organizationId: string }) => prepareIssuer(organizationId),
  awardIssued: (event: AwardIssued) =>
    notify({ ...toHolder(event), messageKey: 'award.notice.issued', values: { title: event.title } }),
  awardReviewed: (event: AwardReviewed) =>
    notify({ ...toHolder(event), messageKey: 'award.notice.reviewed', values: { title: event.title } }),
  async awardRevoked(event: AwardRevoked) {
    await touchListsOf(event.awardId)
    const values = { title: event.title, reason: event.reason }
    await notify({ ...toHolder(event), messageKey: 'award.notice.revoked', values })
  },
  async awardSuspended(event: AwardSuspended) {
    await touchListsOf(event.awardId)
    const values = { title: event.title, reason: event.reason }
    await notify({ ...toHolder(event), messageKey: 'award.notice.suspended', values })
  },
  async awardReinstated(event: AwardReinstated) {
    await touchListsOf(event.awardId)
    await notify({ ...toHolder(event), messageKey: 'award.notice.reinstated', values: { title: event.title } })
  },
})

type ForHolder = AwardIssued | AwardReviewed | AwardRevoked | AwardSuspended | AwardReinstated | AwardSignedAnew

function toHolder({ id, earnerId, awardId }: ForHolder) {
  return { eventId: id, personId: earnerId, kind: 'award' as const, href: `/badges/${awardId}` }
}
