import type { EntryShared, EntryUnshared } from '../journal/index.js'
import type { NotificationKind } from '../notification/index.js'
import type { Reactions } from '../shared/events.js'
import type { CommunityDeps } from './deps.js'
import type { MembershipInvited, MembershipRequested, Replied, ThreadStarted } from './events.js'
import { canRead, canWrite } from './membership.js'
import { speaking } from './speak.js'

export interface CommunityReactionsDeps extends CommunityDeps {
  notify(announcement: {
    eventId: string
    personId: string
    kind: NotificationKind
    messageKey: string
    values: Record<string, string | number>
    href: string
  }): Promise<void>
}

export function communityReactions(deps: CommunityReactionsDeps): Reactions {
  const { conversation, communities, memberships, notify } = deps
  const nameOf = async (id: string) => (await deps.people([id])).get(id)?.name ?? ''

  /** Tells each of `personIds` who may read there. */
  async function tell(event: ThreadStarted | Replied, personIds: string[], kind: NotificationKind, what: string) {
    const community = await communities.get(event.communityId)
    const thread = await conversation.threads.get(event.threadId)
    const values = { who: await nameOf(event.actorId ?? ''), thread: thread.title, community: community.name }
    const href = `/communities/${community.slug}/threads/${thread.id}`
    for (const personId of personIds) {
      const membership = await memberships.of(community.id, personId)
      if (!canRead(community.visibility, membership)) continue
      await notify({ eventId: event.id, personId, kind, messageKey: `community.notice.${what}`, values, href })
    }
  }

  return {
    async threadStarted(event: ThreadStarted) {
      await tell(event, event.mentionedIds, 'mention', 'mentioned')
    },

    async replied(event: Replied) {
      await conversation.refresh(event.threadId)
      const thread = await conversation.threads.get(event.threadId)
      const involved = new Set([thread.authorId, ...(await conversation.participants(event.threadId))])
      const others = [...involved].filter(id => id !== event.actorId && !event.mentionedIds.includes(id))
      await tell(event, event.mentionedIds, 'mention', 'mentioned')
      await tell(event, others, 'community', 'replied')
    },

    async membershipRequested(event: MembershipRequested) {
      const community = await communities.get(event.communityId)
      const values = { who: await nameOf(event.personId), community: community.name }
      const href = `/communities/${community.slug}/members`
      for (const personId of await memberships.facilitators(community.id))
        await notify({
          eventId: event.id,
          personId,
          kind: 'community',
          messageKey: 'community.notice.requested',
          values,
          href,
        })
    },

    async membershipInvited(event: MembershipInvited) {
      const community = await communities.get(event.communityId)
      const values = { who: await nameOf(event.actorId ?? ''), community: community.name }
      const { personId, id: eventId } = event
      const href = `/communities/${community.slug}`
      await notify({ eventId, personId, kind: 'community', messageKey: 'community.notice.invited', values, href })
    },

    async entryUnshared({ entryId, communityId }: EntryUnshared) {
      await conversation.withdrawEntry(`entry-${entryId}-${communityId}`)
    },

    /** A shared entry opens a thread of its own, once. */
    async entryShared({ entryId, ownerId, communityId, title }: EntryShared) {
      const { slug } = await communities.get(communityId)
      const threadId = `entry-${entryId}-${communityId}`
      if (await conversation.threads.find(threadId)) return
      // Whoever has left the community meanwhile shares nothing into it any more.
      if (!canWrite(await memberships.of(communityId, ownerId))) return
      await speaking(deps).startThread({ slug, authorId: ownerId, title, text: '', entryId, threadId })
    },
  }
}
