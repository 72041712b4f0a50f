import { type Connection, Schema } from 'mongoose'
import { type BatchItem, type BatchResult, KEPT_HOURS, type StoredItem } from './batch.js'

const itemSchema = new Schema({
  _id: { type: String, required: true },
  batchId: { type: String, required: true },
  number: { type: Number, required: true },
  name: { type: String, required: true },
  recipient: String,
  url: String,
  text: String,
  unreadable: String,
  result: { type: Object },
  addedAt: { type: Date, required: true },
})
itemSchema.index({ batchId: 1, number: 1 }, { unique: true })
itemSchema.index({ addedAt: 1 }, { expireAfterSeconds: KEPT_HOURS * 3600 })

export interface BatchStore {
  add(batchId: string, items: BatchItem[], at: Date): Promise<void>
  /** In the order in which they came. */
  of(batchId: string): Promise<StoredItem[]>
  find(batchId: string, number: number): Promise<StoredItem | undefined>
  /** What was brought is forgotten as soon as there is a result. */
  keepResult(batchId: string, number: number, result: BatchResult): Promise<void>
}

export function batchStore(db: Connection): BatchStore {
  const Items = db.model('VerificationBatchItem', itemSchema)
  const idOf = (batchId: string, number: number) => `${batchId}-${number}`
  return {
    async add(batchId, items, addedAt) {
      const stored = items.map((item, i) => ({ ...item, _id: idOf(batchId, i + 1), batchId, number: i + 1, addedAt }))
      await Items.insertMany(stored)
    },
    async of(batchId) {
      return (await Items.find({ batchId }).select({ text: 0 }).sort({ number: 1 }).lean()) as StoredItem[]
    },
    async find(batchId, number) {
      return ((await Items.findById(idOf(batchId, number)).lean()) ?? undefined) as StoredItem | undefined
    },
    async keepResult(batchId, number, result) {
      await Items.updateOne({ _id: idOf(batchId, number) }, { $set: { result }, $unset: { text: 1, recipient: 1 } })
    },
  }
}
