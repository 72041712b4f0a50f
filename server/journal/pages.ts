import { type Artefact, artefactView } from '../artefact/index.js'
import { options } from '../web/formView.js'
import { excerpt, renderMarkdown } from '../web/markdown.js'
import { ENTRY_KINDS, type Entry } from './entry.js'
import type { CommunityChoice } from './room.js'
import type { EntryQuery } from './store.js'
import type { UnfinishedEntry } from './unfinished.js'

const PAGE_LENGTH = 20
export const ENTRIES_READ = PAGE_LENGTH + 1

export interface JournalList {
  entries: Entry[]
  artefacts: Map<string, Artefact>
  unfinished: UnfinishedEntry[]
  tags: string[]
  query: EntryQuery
}

export function journalPage({ entries, artefacts, unfinished, tags, query }: JournalList) {
  const shown = entries.slice(0, PAGE_LENGTH)
  const last = shown.at(-1)
  const isFiltered = Boolean(query.kind || query.tag || query.search)
  return {
    titleKey: 'journal.list.title',
    entries: shown.map(entry => entryLine(entry, artefacts)),
    unfinished: query.before ? [] : unfinished,
    search: query.search ?? '',
    kinds: [
      { value: '', labelKey: 'journal.list.everyKind', selected: !query.kind },
      ...options(ENTRY_KINDS, 'journal.kind', query.kind),
    ],
    tags: tags.map(tag => ({ tag, href: address({ ...query, tag }), isChosen: tag === query.tag })),
    chosenTag: query.tag,
    withoutTagHref: address({ ...query, tag: '' }),
    isFiltered,
    isFirstUse: entries.length === 0 && !isFiltered && !query.before,
    ...(entries.length > PAGE_LENGTH && last && { nextHref: address(query, last.id) }),
  }
}

function entryLine(entry: Entry, artefacts: Map<string, Artefact>) {
  const pictures = entry.artefactIds.flatMap(id => artefacts.get(id) ?? []).map(artefactView)
  return {
    href: `/journal/${entry.id}`,
    title: entry.title,
    excerpt: excerpt(entry.experience || entry.thinkNow || entry.shook || entry.assumed),
    kindKey: `journal.kind.${entry.kind}`,
    happenedAt: noonOf(entry.happenedOn),
    minutes: entry.minutes,
    tags: entry.tags,
    audienceKey: entry.visibility === 'private' ? undefined : `journal.audience.${entry.visibility}`,
    artefactCount: entry.artefactIds.length,
    thumbHref: pictures.find(({ thumbHref }) => thumbHref)?.thumbHref,
  }
}

export interface ReadEntry {
  entry: Entry
  artefacts: Map<string, Artefact>
  author: { name: string; handle: string } | undefined
  community: CommunityChoice | undefined
  isOwn: boolean
  unfinished: UnfinishedEntry | undefined
}

export function entryPage({ entry, artefacts, author, community, isOwn, unfinished }: ReadEntry) {
  return {
    title: entry.title,
    entry: { title: entry.title, minutes: entry.minutes, tags: entry.tags, alignments: entry.alignments },
    kindKey: `journal.kind.${entry.kind}`,
    happenedAt: noonOf(entry.happenedOn),
    experienceHtml: renderMarkdown(entry.experience),
    reflection: (['assumed', 'shook', 'thinkNow'] as const)
      .filter(part => entry[part] !== '')
      .map(part => ({ labelKey: `journal.field.${part}`, textHtml: renderMarkdown(entry[part]) })),
    artefacts: entry.artefactIds.flatMap(id => artefacts.get(id) ?? []).map(artefactView),
    audienceKey: community ? 'journal.entry.inCommunity' : `journal.entry.${entry.visibility}`,
    communityName: community?.name,
    ...(isOwn && { editHref: `/journal/${entry.id}/edit`, deletionHref: `/journal/${entry.id}/deletion`, unfinished }),
    ...(!isOwn && { author }),
  }
}

export function deletionPage(entry: Entry) {
  return {
    titleKey: 'journal.deletion.title',
    textKey: 'journal.deletion.text',
    actionKey: 'journal.deletion.action',
    keepKey: 'journal.deletion.keep',
    name: entry.title,
    action: `/journal/${entry.id}/deletion`,
    backHref: `/journal/${entry.id}`,
  }
}

export function discardPage({ id, title }: UnfinishedEntry) {
  return {
    titleKey: 'journal.discard.title',
    textKey: 'journal.discard.text',
    actionKey: 'journal.discard.action',
    keepKey: 'journal.discard.keep',
    name: title,
    action: `/journal/${id}/discard`,
    backHref: `/journal/${id}/edit`,
  }
}

function address({ kind = '' as never, tag = '', search = '' }: Partial<EntryQuery>, before = ''): string {
  const wanted = Object.entries({ q: search, kind, tag, before }).filter(([, value]) => value !== '')
  return wanted.length === 0 ? '/journal' : `/journal?${new URLSearchParams(wanted)}`
}

/** A day has no hour; noon in the middle of the world's time zones falls on that day in nearly all of them. */
const noonOf = (day: string) => new Date(`${day}T12:00:00Z`)
