import type { ArtefactRoom } from '../artefact/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import { addEntry } from './addEntry.js'
import { draftStore } from './draftStore.js'
import { keepEntry } from './keepEntry.js'
import { mayOpenArtefact, readEntry } from './reading.js'
import { discardDraft, removeEntry } from './removeEntry.js'
import type { CommunityChoice } from './room.js'
import { journalRoutes } from './routes.js'
import { saveDraft } from './saveDraft.js'
import { entryStore } from './store.js'
import { nextSteps } from './unfinished.js'

export type { Entry, EntryAlignment, EntryContent, EntryKind, Visibility } from './entry.js'
export type { EntryEvent, EntryShared, EntryUnshared } from './events.js'
export type { CommunityChoice } from './room.js'

export interface JournalDeps {
  db: Connection
  clock: Clock
  wake(): void
  artefact: Pick<ArtefactRoom, 'many' | 'addFile' | 'addLink' | 'remove'>
  /** Who wrote it, for those who read an entry of somebody else. */
  person(id: string): Promise<{ name: string; handle: string } | undefined>
  /** The communities that this person may share an entry into. */
  communitiesOf(personId: string): Promise<CommunityChoice[]>
  mayReadCommunity(personId: string | undefined, communityId: string): Promise<boolean>
}

const MOST_LISTED = 100

export function createJournal(deps: JournalDeps) {
  const entries = entryStore(deps.db, deps.wake)
  const stores = { entries, drafts: draftStore(deps.db), clock: deps.clock }
  const reading = { entries, mayReadCommunity: deps.mayReadCommunity }
  const add = addEntry(stores)
  return {
    many: entries.many,
    /** Kept ones, by the day they happened, newest first; `before` is the id of the last that was seen. */
    entriesOf: (personId: string, page: { before?: string; limit?: number } = {}) =>
      entries.ofOwner(personId, { limit: MOST_LISTED, ...page }),
    addEntry: add,
    capture: (personId: string, text: string) => add({ ownerId: personId, experience: text }),
    mayOpenArtefact: mayOpenArtefact(reading),
    nextSteps: nextSteps(stores),
    routes: journalRoutes({
      ...deps,
      ...stores,
      add,
      read: readEntry(reading),
      saveDraft: saveDraft(stores),
      keep: keepEntry(stores),
      remove: removeEntry(stores),
      discard: discardDraft(stores),
    }),
  }
}
export type Journal = ReturnType<typeof createJournal>
