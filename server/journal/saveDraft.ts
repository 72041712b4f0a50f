import { newToken } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type Basis, type Draft, isLate, isOvertaken, isWorthKeeping, Overtaken, type Standing } from './draft.js'
import type { EntryFields } from './fields.js'
import { type JournalStores, standingOf } from './room.js'

export interface SaveDraft {
  entryId: string
  ownerId: string
  basis: Basis
  fields: EntryFields
  addedArtefactIds?: string[]
  removedArtefactId?: string
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
  const fields = { ...(isNewest ? save.fields : draft!.fields), artefactIds: artefactsAfter(save, draft) }
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

/** Files arrive beside the words of the same form: only a removal takes one out, not a save that did not know of it. */
function artefactsAfter(
  { basis, fields, addedArtefactIds = [], removedArtefactId }: SaveDraft,
  draft?: Draft,
): string[] {
  const arrived = draft?.editorId === basis.editorId ? draft.fields.artefactIds : []
  const all = new Set([...arrived, ...fields.artefactIds, ...addedArtefactIds])
  return [...all].filter(id => id !== removedArtefactId)
}
