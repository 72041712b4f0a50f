import { type Connection, Schema } from 'mongoose'
import type { FileReading } from './reading.js'

/** What was read in one file, kept so that nobody waits for it twice. */
export interface StoredReading extends Omit<FileReading, 'clean'> {
  /** Names the file, what was replaced in it, and the rules it was read by. */
  key: string
  digest: string
  clean?: { digest: string; length: number }
  usedAt: Date
}

const readingSchema = new Schema({
  _id: { type: String, required: true },
  digest: { type: String, required: true },
  passages: Array,
  notes: [String],
  clean: Object,
  cleanDigest: String,
  usedAt: { type: Date, required: true },
})
readingSchema.index({ cleanDigest: 1 }, { sparse: true })
readingSchema.index({ digest: 1 })
readingSchema.index({ usedAt: 1 })

export interface ReadingStore {
  many(keys: string[]): Promise<Map<string, StoredReading>>
  keep(reading: StoredReading): Promise<void>
  /** Any reading of a file with these bytes, or whose copy has them. */
  ofBytes(digest: string): Promise<StoredReading | undefined>
  unusedSince(before: Date, limit: number): Promise<StoredReading[]>
  forget(key: string): Promise<void>
}

export function readingStore(db: Connection): ReadingStore {
  const Readings = db.model('PreflightReading', readingSchema)
  const read = (document: unknown): StoredReading => {
    const { _id, __v, cleanDigest: _digest, ...rest } = document as Record<string, unknown>
    return { ...rest, key: _id } as unknown as StoredReading
  }
  return {
    async many(keys) {
      const found = await Readings.find({ _id: { $in: keys } }).lean()
      return new Map(found.map(document => [document._id, read(document)]))
    },
    async keep({ key, ...reading }) {
      const set = { ...reading, ...(reading.clean && { cleanDigest: reading.clean.digest }) }
      await Readings.updateOne({ _id: key }, { $set: set }, { upsert: true })
    },
    async ofBytes(digest) {
      const found =
        (await Readings.findOne({ cleanDigest: digest }).lean()) ?? (await Readings.findOne({ digest }).lean())
      return found ? read(found) : undefined
    },
    async unusedSince(before, limit) {
      const found = await Readings.find({ usedAt: { $lt: before } })
        .select('-passages')
        .sort({ usedAt: 1 })
        .limit(limit)
        .lean()
      return found.map(read)
    },
    async forget(key) {
      await Readings.deleteOne({ _id: key })
    },
  }
}
