import { newToken } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type Basis, type Draft, isLate, isOvertaken, isWorthKeeping, Overtaken, type Standing } from './draft.js'
import { type EntryFields, withArtefacts } from './fields.js'
import { type JournalStores, standingOf } from './room.js'

export interface SaveDraft {
  entryId: string
  ownerId: string
  basis: Basis
  fields: EntryFields
  /** Added just now: they stay even when newer words have overtaken this form on its way. */
  addedArtefactIds?: string[]
}

export interface SavedDraft {
  savedAt: Date
  /** '' when nothing stands there: what was typed is what the entry says already. */
  version: string
  fields: EntryFields
}

/** Keeps what was typed, valid or not. Throws Overtaken instead of writing over words from another tab. */
export function saveDraft(stores: JournalStores) {
  return (save: SaveDraft): Promise<SavedDraft> =>
    retryOnStale(async () => {
      const standing = await standingOf(stores, save.entryId, save.ownerId)
      if (isOvertaken(save.basis, standing)) throw new Overtaken(standing)
      return await put(stores, standing, save)
    })
}

async function put({ drafts, clock }: JournalStores, { entry, draft }: Standing, save: SaveDraft): Promise<SavedDraft> {
  const isNewest = !isLate(save.basis, draft)
  const fields = withArtefacts(isNewest ? save.fields : draft!.fields, save.addedArtefactIds ?? [])
  const savedAt = clock.now()
  if (!isWorthKeeping(fields, entry)) {
    if (draft) await drafts.remove(draft)
    return { savedAt, version: '', fields }
  }
  const { editorId } = save.basis
  const sequence = isNewest ? save.basis.sequence : draft!.sequence
  const next: Draft = {
    id: save.entryId,
    ownerId: save.ownerId,
    version: newToken(),
    editorId,
    sequence,
    fields,
    savedAt,
  }
  await drafts.save(next, draft?.version ?? '')
  return { savedAt, version: next.version, fields }
}
