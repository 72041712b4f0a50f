import type { DomainEvent } from '../shared/events.js'

interface AboutEntry extends DomainEvent {
  entryId: string
  ownerId: string
  communityId: string
}

/** A community may read this entry from now on. */
export interface EntryShared extends AboutEntry {
  name: 'entryShared'
  title: string
}

/** It may not any more: the entry was made private, shared elsewhere or deleted. */
export interface EntryUnshared extends AboutEntry {
  name: 'entryUnshared'
}

export type EntryEvent = EntryShared | EntryUnshared
