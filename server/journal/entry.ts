import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { EntryEvent } from './events.js'

export const ENTRY_KINDS = [
  'reading',
  'conversation',
  'visit',
  'observation',
  'webinar',
  'experiment',
  'student-work',
  'course',
  'other',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export type Visibility = 'private' | 'community' | 'public'

export interface EntryAlignment {
  name: string
  url: string
}

/** What a person writes of what they learned, and for whom. Texts are Markdown. */
export interface EntryContent {
  kind: EntryKind
  title: string
  experience: string
  assumed: string
  shook: string
  thinkNow: string
  /** Effort. */
  minutes?: number
  tags: string[]
  alignments: EntryAlignment[]
  visibility: Visibility
  communityId?: string
  artefactIds: string[]
  /** A day, `2026-03-02`: no hour, no time zone. */
  happenedOn: string
}

export interface Entry extends EntryContent, Aggregate {
  ownerId: string
  /** A deleted entry keeps nothing but its id, so that an old form or a late autosave cannot bring it back. */
  state: 'kept' | 'deleted'
  createdAt: Date
  updatedAt: Date
}

type EntryChange = Change<Entry, EntryEvent>

export function startEntry(id: string, ownerId: string, content: EntryContent, at: Date): EntryChange {
  const state: Entry = { ...content, id, ownerId, version: 1, state: 'kept', createdAt: at, updatedAt: at }
  return { state, events: sharingEvents(undefined, state, at) }
}

export function changeEntry(entry: Entry, content: EntryContent, at: Date): EntryChange {
  const { id, ownerId, version, state, createdAt } = entry
  const changed: Entry = { ...content, id, ownerId, version, state, createdAt, updatedAt: at }
  return { state: changed, events: sharingEvents(entry, changed, at) }
}

export function deleteEntry(entry: Entry, at: Date): EntryChange {
  const { id, ownerId, version, createdAt, happenedOn } = entry
  const nothing = { kind: 'other', title: '', experience: '', assumed: '', shook: '', thinkNow: '' } as const
  const deleted: Entry = {
    ...{ ...nothing, tags: [], alignments: [], artefactIds: [], visibility: 'private', happenedOn },
    ...{ id, ownerId, version, state: 'deleted', createdAt, updatedAt: at },
  }
  return { state: deleted, events: sharingEvents(entry, deleted, at) }
}

/** `mayReadCommunity`: whether this person may read the community that the entry is shared into. */
export function mayRead(entry: Entry, personId: string | undefined, mayReadCommunity: boolean): boolean {
  if (entry.state === 'deleted') return false
  if (entry.ownerId === personId || entry.visibility === 'public') return true
  return entry.visibility === 'community' && mayReadCommunity
}

const audience = (entry: Entry | undefined) => (entry?.visibility === 'community' ? entry.communityId : undefined)

function sharingEvents(before: Entry | undefined, after: Entry, at: Date): EntryEvent[] {
  const [from, to] = [audience(before), audience(after)]
  if (from === to) return []
  const { id: entryId, ownerId } = after
  const about = { at, actorId: ownerId, entryId, ownerId }
  return [
    ...(from ? [{ ...about, id: newId(at), name: 'entryUnshared' as const, communityId: from }] : []),
    ...(to ? [{ ...about, id: newId(at), name: 'entryShared' as const, communityId: to, title: after.title }] : []),
  ]
}
