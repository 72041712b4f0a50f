import type { Announcement } from '../notification/index.js'
import type { AwardIssued, AwardRevoked } from './events.js'
import type { EarnedDecision } from './issueAward.js'

export interface AwardReactionsDeps {
  issue(decision: EarnedDecision): Promise<void>
  notify(announcement: Announcement): Promise<void>
  touchListOf(awardId: string): Promise<void>
  prepareIssuer(organizationId: string): Promise<void>
}

export const awardReactions = ({ issue, notify, touchListOf, prepareIssuer }: AwardReactionsDeps) => ({
  async submissionDecided(decision: EarnedDecision & { outcome: 'earned' | 'notYet' }) {
    if (decision.outcome === 'earned') await issue(decision)
  },
  /** Whoever publishes will issue: the keys are there, and published, before the first award is. */
  microCredentialPublished: ({ organizationId }: { organizationId: string }) => prepareIssuer(organizationId),
  awardIssued: (event: AwardIssued) =>
    notify({ ...toHolder(event), messageKey: 'award.notice.issued', values: { title: event.title } }),
  async awardRevoked(event: AwardRevoked) {
    await touchListOf(event.awardId)
    const values = { title: event.title, reason: event.reason }
    await notify({ ...toHolder(event), messageKey: 'award.notice.revoked', values })
  },
})

function toHolder({ id, earnerId, awardId }: AwardIssued | AwardRevoked) {
  return { eventId: id, personId: earnerId, kind: 'award' as const, href: `/badges/${awardId}` }
}
