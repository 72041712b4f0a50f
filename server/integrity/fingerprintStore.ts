import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import type { Fingerprint } from './fingerprint.js'

const fingerprintSchema = new Schema({
  _id: { type: String, required: true },
  submissionId: { type: String, required: true },
  earnerId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  pieceId: { type: String, required: true },
  digest: String,
  signature: Array,
  picture: String,
  keys: [String],
})
fingerprintSchema.index({ keys: 1, _id: -1 })

/** Of one piece, the newest: what everybody has in common is no copy, and must not make this slow. */
const MOST_CANDIDATES = 100

export interface FingerprintStore {
  keep(fingerprints: Fingerprint[]): Promise<void>
  /** Pieces of others that share a key. */
  candidatesFor(fingerprint: Fingerprint): Promise<Fingerprint[]>
}

export function fingerprintStore(db: Connection): FingerprintStore {
  const Fingerprints = db.model('Fingerprint', fingerprintSchema)
  return {
    async keep(fingerprints) {
      for (const { id, ...rest } of fingerprints)
        await Fingerprints.updateOne({ _id: id }, { $set: rest }, { upsert: true })
    },
    async candidatesFor({ keys, earnerId }) {
      if (keys.length === 0) return []
      const found = await Fingerprints.find({ keys: { $in: keys }, earnerId: { $ne: earnerId } })
        .sort({ _id: -1 })
        .limit(MOST_CANDIDATES)
        .lean()
      return found.map(document => toState<Fingerprint>(document)!)
    },
  }
}
