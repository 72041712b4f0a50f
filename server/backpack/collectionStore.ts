import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import { VISIBILITIES } from './broughtBadge.js'
import type { Collection, Item } from './collection.js'

const collectionSchema = new Schema({
  _id: { type: String, required: true },
  personId: { type: String, required: true },
  name: { type: String, required: true },
  description: String,
  visibility: { type: String, enum: VISIBILITIES, required: true },
  items: { type: Array, required: true },
  createdAt: { type: Date, required: true },
})
collectionSchema.index({ personId: 1, _id: 1 })
collectionSchema.index({ visibility: 1, _id: 1 })
collectionSchema.index({ 'items.id': 1 })

export type CollectionStore = ReturnType<typeof collectionStore>

export function collectionStore(db: Connection) {
  const Collections = db.model('BadgeCollection', collectionSchema)
  return {
    find: async (id: string) => toState<Collection>(await Collections.findById(id).lean()),
    /** Oldest first. */
    async ofPerson(personId: string, limit: number): Promise<Collection[]> {
      const found = await Collections.find({ personId }).sort({ _id: 1 }).limit(limit).lean()
      return found.map(each => toState<Collection>(each)!)
    },
    async add({ id, ...collection }: Collection): Promise<void> {
      await Collections.create([{ _id: id, ...collection }])
    },
    async describe(id: string, what: Pick<Collection, 'name' | 'description' | 'visibility'>): Promise<void> {
      await Collections.updateOne({ _id: id }, { $set: what })
    },
    async arrange(id: string, items: Item[]): Promise<void> {
      await Collections.updateOne({ _id: id }, { $set: { items } })
    },
    async remove(id: string): Promise<void> {
      await Collections.deleteOne({ _id: id })
    },
    /** A badge that is gone leaves every collection. */
    async forget(item: Item): Promise<void> {
      await Collections.updateMany({ 'items.id': item.id }, { $pull: { items: item } })
    },
    async publicIds({ after, limit }: { after?: string; limit: number }): Promise<string[]> {
      const page = { visibility: 'public' as const, ...(after && { _id: { $gt: after } }) }
      const found = await Collections.find(page).select({ _id: 1 }).sort({ _id: 1 }).limit(limit).lean()
      return found.map(({ _id }) => _id)
    },
  }
}
