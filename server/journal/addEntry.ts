import { newId } from '../shared/ids.js'
import { type Entry, type EntryContent, startEntry } from './entry.js'
import type { JournalStores } from './room.js'
import { dayIn, titleFrom } from './words.js'

export type AddEntry = Partial<EntryContent> & { ownerId: string; experience: string; at?: Date }

/** An entry that is whole already: a quick capture, or one that another room or the demo brings. */
export function addEntry({ entries, clock }: JournalStores) {
  return async ({ ownerId, at = clock.now(), ...given }: AddEntry): Promise<Entry> => {
    const content: EntryContent = {
      ...{ kind: 'other', title: titleFrom(given.experience), assumed: '', shook: '', thinkNow: '' },
      ...{ tags: [], alignments: [], artefactIds: [], visibility: 'private', happenedOn: dayIn('UTC', at) },
      ...given,
    }
    const { state, events } = startEntry(newId(at), ownerId, content, at)
    await entries.insert(state, events)
    return state
  }
}
