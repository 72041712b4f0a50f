import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import { type Basis, isOvertaken, Overtaken, type Standing } from './draft.js'
import { changeEntry, type Entry, type EntryContent, startEntry } from './entry.js'
import { differences, fieldsOf } from './fields.js'
import { type JournalStores, standingOf } from './room.js'

export interface KeepEntry {
  entryId: string
  ownerId: string
  basis: Basis
  content: EntryContent
}

/** The draft becomes the entry. Throws Overtaken when another tab wrote meanwhile. */
export function keepEntry(stores: JournalStores) {
  return (keep: KeepEntry): Promise<Entry> =>
    retryOnStale(async () => {
      const standing = await standingOf(stores, keep.entryId, keep.ownerId)
      if (wasKeptAlready(keep, standing)) return standing.entry!
      if (isOvertaken(keep.basis, standing)) throw new Overtaken(standing)
      const entry = await write(stores, standing, keep)
      if (standing.draft) await stores.drafts.remove(standing.draft)
      return entry
    })
}

/** The button was pressed twice, or the answer to the first press was lost. */
function wasKeptAlready({ content }: KeepEntry, { entry, draft }: Standing): boolean {
  return entry !== undefined && draft === undefined && differences(fieldsOf(content), fieldsOf(entry)).length === 0
}

async function write({ entries, clock }: JournalStores, { entry }: Standing, keep: KeepEntry): Promise<Entry> {
  const now = clock.now()
  if (entry) {
    const { state, events } = changeEntry(entry, keep.content, now)
    await entries.save(state, events)
    return state
  }
  const { state, events } = startEntry(keep.entryId, keep.ownerId, keep.content, now)
  if (!(await entries.insert(state, events))) throw new StaleWrite(`Entry ${keep.entryId} was kept meanwhile`)
  return state
}
