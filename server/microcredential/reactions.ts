import type { Announcement } from '../notification/index.js'
import type {
  DesignReviewRequested,
  DraftSentBack,
  MicroCredentialPublished,
  MicroCredentialRetired,
} from './events.js'

export interface ReactionDeps {
  notify(announcement: Announcement): Promise<void>
  people(ids: string[]): Promise<Map<string, { name: string }>>
  /** Authors and administrators of the organization. */
  approversOf(organizationId: string): Promise<string[]>
}

type AboutDraft = DesignReviewRequested | DraftSentBack | MicroCredentialPublished | MicroCredentialRetired

/** Tells colleagues what waits for them. */
export function microCredentialReactions({ notify, people, approversOf }: ReactionDeps) {
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
  }
}
