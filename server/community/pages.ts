import type { RawForm, Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { excerpt, renderMarkdown } from '../web/markdown.js'
import type { Draft, Reply, Thread } from './conversation.js'
import { REPLIES_A_PAGE, THREADS_A_PAGE } from './conversationStore.js'
import type { Member } from './deps.js'
import { canFacilitate, canRead, canWrite, type Membership, VISIBILITIES } from './membership.js'
import { linkMentions } from './mentions.js'
import type { Place } from './place.js'
import { COMMUNITIES_A_PAGE, type Community } from './store.js'

type People = Map<string, Member>

export function communitiesPage(mine: Community[], listed: Community[], query: string) {
  const mineIds = new Set(mine.map(({ id }) => id))
  const others = listed.slice(0, COMMUNITIES_A_PAGE).filter(({ id }) => query !== '' || !mineIds.has(id))
  const last = listed.length > COMMUNITIES_A_PAGE ? listed[COMMUNITIES_A_PAGE - 1] : undefined
  return {
    titleKey: 'community.title',
    query,
    mine: query === '' ? mine.map(communityRow) : [],
    others: others.map(communityRow),
    nothingFound: query !== '' && others.length === 0,
    nextHref: last && query === '' && `/communities?after=${encodeURIComponent(last.name)}`,
  }
}

const communityRow = ({ slug, name, purpose, visibility, language }: Community) => ({
  slug,
  name,
  purpose,
  language,
  visibilityKey: `community.visibility.${visibility}`,
})

export function communityPage(
  place: Place,
  threads: Thread[],
  people: People,
  counts: { members: number },
  query: string,
) {
  const { community, membership } = place
  const shown = threads.slice(0, THREADS_A_PAGE)
  const base = `/communities/${community.slug}`
  return {
    title: community.name,
    ...heading(place),
    description: community.purpose,
    members: counts.members,
    normsHtml: renderMarkdown(community.norms),
    query,
    searched: query !== '',
    mayRead: canRead(community.visibility, membership),
    joinKey: joinKey(place),
    standing: membership && { [membership.standing]: true },
    threads: shown.map(thread => threadRow(thread, people, base)),
    nextHref: threads.length > THREADS_A_PAGE && `${base}?before=${shown.at(-1)!.lastAt.toISOString()}`,
  }
}

function heading({ community, membership }: Place) {
  const { name, slug, purpose, visibility, language } = community
  return {
    community: { name, slug, purpose, language, visibilityKey: `community.visibility.${visibility}` },
    href: `/communities/${slug}`,
    mayWrite: canWrite(membership),
    mayFacilitate: canFacilitate(membership),
  }
}

function joinKey({ community, membership }: Place): string | undefined {
  if (membership?.standing === 'active' || membership?.standing === 'requested') return undefined
  return `community.join.${membership?.standing === 'invited' ? 'accept' : community.visibility}`
}

const threadRow = (thread: Thread, people: People, base: string) => ({
  title: thread.title,
  href: `${base}/threads/${thread.id}`,
  author: people.get(thread.authorId),
  excerpt: excerpt(thread.text),
  isEntry: thread.entryId !== undefined,
  replies: thread.replies,
  lastAt: thread.lastAt,
})

export interface Conversation {
  thread: Thread
  replies: Reply[]
  people: People
  /** Handles that exist among those mentioned. */
  known: Set<string>
  draft: Draft | undefined
}

export function threadPage(place: Place, { thread, replies, people, known, draft }: Conversation, rejected?: Rejected) {
  const base = `/communities/${place.community.slug}/threads/${thread.id}`
  const shown = replies.slice(0, REPLIES_A_PAGE)
  const html = (text: string) => renderMarkdown(linkMentions(text, known))
  return {
    ...heading(place),
    title: thread.title,
    thread: { title: thread.title, at: thread.at, author: people.get(thread.authorId), textHtml: html(thread.text) },
    entryHref: thread.entryId && `/journal/${thread.entryId}`,
    replies: shown.map(reply => ({
      id: reply.id,
      at: reply.at,
      author: people.get(reply.authorId),
      textHtml: html(reply.text),
    })),
    nextHref: replies.length > REPLIES_A_PAGE && `${base}?after=${shown.at(-1)!.id}`,
    ...formView({ text: draft?.text ?? '' }, rejected),
    savedAt: draft?.at,
    replyAction: `${base}/replies`,
    draftAction: `${base}/draft`,
  }
}

export function newThreadPage(place: Place, draft: Draft | undefined, rejected?: Rejected) {
  const base = `/communities/${place.community.slug}/threads`
  return {
    titleKey: 'community.thread.new',
    ...heading(place),
    ...formView({ title: draft?.title ?? '', text: draft?.text ?? '' }, rejected),
    savedAt: draft?.at,
    action: base,
    draftAction: `${base}/draft`,
  }
}

export function communityFormPage(community: Community | undefined, rejected?: Rejected) {
  const stored: RawForm = community ? { ...community } : { visibility: 'open', language: 'en' }
  const form = formView(stored, rejected)
  return {
    titleKey: community ? 'community.form.editTitle' : 'community.form.newTitle',
    ...form,
    isNew: !community,
    action: community ? `/communities/${community.slug}/edit` : '/communities',
    visibilities: options(VISIBILITIES, 'community.visibility', form.values.visibility).map(option => ({
      ...option,
      hintKey: `community.visibilityHint.${option.value}`,
    })),
    languages: options(['en', 'nb'], 'community.language', form.values.language),
  }
}

export function membersPage(
  place: Place,
  active: Membership[],
  requested: Membership[],
  people: People,
  rejected?: Rejected,
) {
  const view = (memberships: Membership[]) =>
    memberships.flatMap(({ personId, role, since }) => {
      const person = people.get(personId)
      return person ? [{ ...person, roleKey: `community.role.${role}`, since }] : []
    })
  return {
    titleKey: 'community.members.title',
    ...heading(place),
    ...formView({}, rejected),
    members: view(active),
    requests: canFacilitate(place.membership) ? view(requested) : [],
  }
}
