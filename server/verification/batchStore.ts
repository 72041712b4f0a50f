import { createHash } from 'node:crypto'
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
  /** Digest of where its batch came from. */
  network: { type: String, required: true },
  /** As long as there is no result. */
  waiting: Boolean,
  tries: { type: Number, required: true },
  result: { type: Object },
  addedAt: { type: Date, required: true },
})
itemSchema.index({ batchId: 1, number: 1 }, { unique: true })
itemSchema.index({ batchId: 1, waiting: 1, tries: 1, number: 1 })
itemSchema.index({ network: 1, waiting: 1, batchId: 1 })
itemSchema.index({ addedAt: 1 }, { expireAfterSeconds: KEPT_HOURS * 3600 })

export interface BatchStore {
  add(batch: { id: string; network: string; at: Date }, items: BatchItem[]): Promise<void>
  /** In the order in which they came. */
  of(batchId: string): Promise<StoredItem[]>
  /** Those that have no result, in the order in which they came; what failed before comes last. */
  waiting(batchId: string, limit: number): Promise<StoredItem[]>
  /** Batches of a network that are not done, the oldest first. */
  underWay(network: string): Promise<string[]>
  /** How often it has been tried, with this time. */
  noteTry(batchId: string, number: number): Promise<number>
  /** What was brought is forgotten as soon as there is a result. */
  keepResult(batchId: string, number: number, result: BatchResult): Promise<void>
}

export function batchStore(db: Connection): BatchStore {
  const Items = db.model('VerificationBatchItem', itemSchema)
  const idOf = (batchId: string, number: number) => `${batchId}-${number}`
  return {
    async add({ id: batchId, network, at: addedAt }, items) {
      const rest = { batchId, addedAt, network: digest(network), waiting: true, tries: 0 }
      await Items.insertMany(items.map((item, i) => ({ ...item, ...rest, _id: idOf(batchId, i + 1), number: i + 1 })))
    },
    async of(batchId) {
      return (await Items.find({ batchId }).select({ text: 0 }).sort({ number: 1 }).lean()) as StoredItem[]
    },
    async waiting(batchId, limit) {
      const found = Items.find({ batchId, waiting: true }).sort({ tries: 1, number: 1 }).limit(limit)
      return (await found.lean()) as StoredItem[]
    },
    async underWay(network) {
      return (await Items.distinct('batchId', { network: digest(network), waiting: true })).sort()
    },
    async noteTry(batchId, number) {
      const tried = { $inc: { tries: 1 } }
      return (
        (await Items.findByIdAndUpdate(idOf(batchId, number), tried, { returnDocument: 'after' }).lean())?.tries ?? 0
      )
    },
    async keepResult(batchId, number, result) {
      const done = { $set: { result }, $unset: { text: 1, recipient: 1, waiting: 1 } }
      await Items.updateOne({ _id: idOf(batchId, number) }, done)
    },
  }
}

/** Which network it is, nobody needs to know; only which belong together. */
const digest = (network: string) => createHash('sha256').update(network).digest('base64url')
