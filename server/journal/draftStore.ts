import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import type { Draft } from './draft.js'

const draftSchema = new Schema(
  {
    _id: { type: String, required: true },
    ownerId: { type: String, required: true },
    version: { type: String, required: true },
    editorId: { type: String, default: '' },
    sequence: { type: Number, required: true },
    fields: { texts: Object, artefactIds: [String] },
    savedAt: { type: Date, required: true },
  },
  { minimize: false },
)
draftSchema.index({ ownerId: 1, savedAt: -1 })

export interface DraftStore {
  find(id: string): Promise<Draft | undefined>
  /** In the place of the one with version `replaced`; '' when there was none. Throws StaleWrite. */
  save(draft: Draft, replaced: string): Promise<void>
  /** Unless it was saved again meanwhile. */
  remove(draft: Draft): Promise<void>
  /** Newest first. */
  ofOwner(ownerId: string, limit: number): Promise<Draft[]>
}

export function draftStore(db: Connection): DraftStore {
  const Drafts = db.model('EntryDraft', draftSchema)

  async function insert({ id, ...draft }: Draft): Promise<void> {
    try {
      await Drafts.create([{ _id: id, ...draft }])
    } catch (error) {
      if (isDuplicateKey(error)) throw new StaleWrite(`Draft ${id} was begun meanwhile`)
      throw error
    }
  }

  async function replace({ id, ...draft }: Draft, replaced: string): Promise<void> {
    const { matchedCount } = await Drafts.updateOne({ _id: id, version: replaced }, { $set: draft })
    if (matchedCount === 0) throw new StaleWrite(`Draft ${id} was saved meanwhile`)
  }

  return {
    find: async id => toState<Draft>(await Drafts.findById(id).lean()),
    save: (draft, replaced) => (replaced === '' ? insert(draft) : replace(draft, replaced)),
    async remove({ id, version }) {
      await Drafts.deleteOne({ _id: id, version })
    },
    async ofOwner(ownerId, limit) {
      const found = await Drafts.find({ ownerId }).sort({ savedAt: -1 }).limit(limit).lean()
      return found.map(document => toState<Draft>(document)!)
    },
  }
}
