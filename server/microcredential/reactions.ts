import type { Announcement } from '../notification/index.js'
import type { DecisionStore } from './decisionStore.js'
import type {
  DesignReviewRequested,
  DraftSentBack,
  MicroCredentialPublished,
  MicroCredentialRetired,
} from './events.js'

/** Two reviewers who agree need no third. */
const REVIEWERS_WHO_AGREE = 2

export interface ReactionDeps {
  decisions: DecisionStore
  notify(announcement: Announcement): Promise<void>
  people(ids: string[]): Promise<Map<string, { name: string }>>
  /** Authors and administrators of the organization. */
  approversOf(organizationId: string): Promise<string[]>
}

interface SubmissionDecided {
  submissionId: string
  microCredentialId: string
  reviewerIds: string[]
}

type AboutDraft = DesignReviewRequested | DraftSentBack | MicroCredentialPublished | MicroCredentialRetired

/** Tells colleagues what waits for them, and keeps count of how reviewers agree. */
export function microCredentialReactions({ decisions, notify, people, approversOf }: ReactionDeps) {
  const tell = async (
    event: AboutDraft,
    personIds: string[],
    said: Pick<Announcement, 'messageKey' | 'values' | 'href'>,
  ) => {
    for (const personId of personIds)
      if (personId !== event.actorId) await notify({ ...said, personId, eventId: event.id, kind: 'review' })
  }
  const nameOf = async (personId: string) => (await people([personId])).get(personId)?.name ?? ''

  return {
    async designReviewRequested(event: DesignReviewRequested) {
      await tell(event, await approversOf(event.organizationId), {
        messageKey: 'microcredential.notice.designReview',
        values: { name: await nameOf(event.actorId), title: event.title },
        href: `/microcredentials/${event.slug}/edit`,
      })
    },
    async draftSentBack(event: DraftSentBack) {
      await tell(event, [event.requesterId], {
        messageKey: 'microcredential.notice.sentBack',
        values: { name: await nameOf(event.actorId), title: event.title, note: event.note },
        href: `/microcredentials/${event.slug}/edit`,
      })
    },
    async microCredentialPublished(event: MicroCredentialPublished) {
      await tell(event, event.authorIds, {
        messageKey: 'microcredential.notice.published',
        values: { title: event.title, version: event.microCredentialVersion },
        href: `/microcredentials/${event.slug}`,
      })
    },
    async microCredentialRetired(event: MicroCredentialRetired) {
      await tell(event, event.authorIds, {
        messageKey: 'microcredential.notice.retired',
        values: { title: event.title, reason: event.reason },
        href: `/microcredentials/${event.slug}`,
      })
    },
    submissionDecided: ({ submissionId, microCredentialId, reviewerIds }: SubmissionDecided) =>
      decisions.record({ submissionId, microCredentialId, agreed: reviewerIds.length <= REVIEWERS_WHO_AGREE }),
  }
}
