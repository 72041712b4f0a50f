import type {
  AwardHiddenFrom,
  AwardReinstated,
  AwardRevoked,
  AwardSuspended,
  AwardVisibilityChanged,
} from '../award/index.js'
import type { RecognitionEvent } from './events.js'
import type { matchAwards } from './matchAwards.js'
import type { Neighbours } from './neighbours.js'

interface MembershipChanged {
  personId: string
  organizationId: string
  roles: string[]
}

export function recognitionReactions({
  neighbours,
  matching,
}: {
  neighbours: Neighbours
  matching: ReturnType<typeof matchAwards>
}) {
  const { notify, organization, offices } = neighbours

  async function followMembership({ personId, organizationId, roles }: MembershipChanged) {
    await matching.matchPerson(personId)
    if (roles.includes('officer')) await matching.matchMembersOf(organizationId)
  }

  async function tellHolder(event: RecognitionEvent, messageKey: string) {
    const { name } = await organization(event.organizationId)
    const values = { title: event.title, organization: name, note: event.note ?? '', ...worthOf(event) }
    await notify({
      eventId: event.id,
      personId: event.personId,
      kind: 'recognition',
      messageKey,
      values,
      href: '/transcript',
    })
  }

  return {
    awardVisibilityChanged: ({ awardId }: AwardVisibilityChanged) => matching.follow(awardId),
    awardHiddenFrom: ({ awardId, fromOrganizationId }: AwardHiddenFrom) =>
      matching.takeBackFrom(awardId, fromOrganizationId),
    awardRevoked: ({ awardId, reason }: AwardRevoked) => matching.reverseAll(awardId, reason),
    awardSuspended: ({ awardId, reason }: AwardSuspended) => matching.pauseAll(awardId, reason),
    awardReinstated: ({ awardId }: AwardReinstated) => matching.resumeAll(awardId),
    membershipBegan: followMembership,
    rolesChanged: followMembership,
    recognitionDecided: (event: RecognitionEvent) => tellHolder(event, `recognition.notice.${event.state}`),
    recognitionUndone: (event: RecognitionEvent) => tellHolder(event, 'recognition.notice.undone'),
    recognitionReversed: (event: RecognitionEvent) => tellHolder(event, 'recognition.notice.reversed'),
    recognitionPaused: (event: RecognitionEvent) => tellHolder(event, 'recognition.notice.paused'),
    recognitionResumed: (event: RecognitionEvent) => tellHolder(event, 'recognition.notice.resumed'),
    async recognitionRequested(event: RecognitionEvent) {
      const { slug, name } = await organization(event.organizationId)
      const href = `/organizations/${slug}/recognition/${event.recognitionId}`
      const values = { title: event.title, organization: name }
      const officers = (await offices()).filter(office => office.organizationId === event.organizationId)
      for (const { personId } of officers)
        await notify({
          eventId: event.id,
          personId,
          kind: 'recognition',
          messageKey: 'recognition.notice.requested',
          values,
          href,
        })
    },
  }
}

const worthOf = ({ hours = 0, credits = 0 }: RecognitionEvent) => ({ hours, credits })
