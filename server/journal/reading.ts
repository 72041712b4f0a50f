import { NotFound, Unauthenticated } from '../shared/errors.js'
import { type Entry, mayRead } from './entry.js'
import type { Neighbours } from './room.js'
import type { EntryStore } from './store.js'

export interface ReadingDeps extends Pick<Neighbours, 'mayReadCommunity'> {
  entries: EntryStore
}

/** Throws as if the entry were not there when it is not for this person. */
export function readEntry({ entries, mayReadCommunity }: ReadingDeps) {
  return async (id: string, personId: string | undefined): Promise<Entry> => {
    const entry = await entries.find(id)
    if (entry && (await isReadable(entry, personId, mayReadCommunity))) return entry
    throw personId ? new NotFound(`No entry ${id}`) : new Unauthenticated('Sign in to read this')
  }
}

/** Whether someone may see an artefact because it is in an entry that they may read. */
export function mayOpenArtefact({ entries, mayReadCommunity }: ReadingDeps) {
  return async (personId: string | undefined, artefactId: string): Promise<boolean> => {
    for (const entry of await entries.withArtefact(artefactId))
      if (await isReadable(entry, personId, mayReadCommunity)) return true
    return false
  }
}

async function isReadable(
  entry: Entry,
  personId: string | undefined,
  mayReadCommunity: Neighbours['mayReadCommunity'],
): Promise<boolean> {
  const { communityId } = entry
  const isOpenToThem = communityId !== undefined && (await mayReadCommunity(personId, communityId))
  return mayRead(entry, personId, isOpenToThem)
}
