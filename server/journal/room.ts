import type { Artefact } from '../artefact/index.js'
import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import type { Standing } from './draft.js'
import type { DraftStore } from './draftStore.js'
import type { EntryStore } from './store.js'

/** What the use cases of this room work with. */
export interface JournalStores {
  entries: EntryStore
  drafts: DraftStore
  clock: Clock
}

export interface CommunityChoice {
  id: string
  name: string
}

/** What the journal needs of its neighbours. */
export interface Neighbours {
  artefacts(ids: string[]): Promise<Map<string, Artefact>>
  /** The communities that this person may share an entry into. */
  communitiesOf(personId: string): Promise<CommunityChoice[]>
  mayReadCommunity(personId: string | undefined, communityId: string): Promise<boolean>
}

/** What this person has under an id, be it nothing yet. Throws NotFound when it is somebody else's, or deleted. */
export async function standingOf({ entries, drafts }: JournalStores, id: string, ownerId: string): Promise<Standing> {
  const [entry, draft] = await Promise.all([entries.find(id), drafts.find(id)])
  const isForeign = [entry, draft].some(found => found && found.ownerId !== ownerId)
  if (isForeign || entry?.state === 'deleted') throw new NotFound(`No entry ${id}`)
  return { ...(entry && { entry }), ...(draft && { draft }) }
}
