import { retryOnStale } from '../shared/retryOnStale.js'
import { deleteEntry } from './entry.js'
import { type JournalStores, standingOf } from './room.js'

export interface OwnEntry {
  entryId: string
  ownerId: string
}

/** The entry and what was typed for it go. What was submitted as evidence was frozen, and stays. */
export function removeEntry(stores: JournalStores) {
  return ({ entryId, ownerId }: OwnEntry): Promise<void> =>
    retryOnStale(async () => {
      const { entry, draft } = await standingOf(stores, entryId, ownerId)
      if (entry) {
        const { state, events } = deleteEntry(entry, stores.clock.now())
        await stores.entries.save(state, events)
      }
      if (draft) await stores.drafts.remove(draft)
    })
}

/** Only what was typed since the entry was last kept goes. */
export function discardDraft(stores: JournalStores) {
  return async ({ entryId, ownerId }: OwnEntry): Promise<void> => {
    const { draft } = await standingOf(stores, entryId, ownerId)
    if (draft) await stores.drafts.remove(draft)
  }
}
