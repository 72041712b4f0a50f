import { createHash } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'

/** One thing that the OAuth server remembers: a client, a grant, a code, a token, a question that is open. */
export interface OAuthRecord {
  /** JSON, sealed for clients. Never holds the token itself. */
  payload: string
  consumedAt?: Date
}

export interface NewRecord {
  payload: string
  grantId?: string
  personId?: string
  clientId?: string
  expiresAt?: Date
}

/** A person's consent to one app. */
export interface GrantRecord {
  grantId: string
  personId: string
  clientId: string
  payload: string
  createdAt: Date
  lastUsedAt?: Date
}

export const GRANT = 'Grant'
const MOST_GRANTS = 100
const USE_NOTED_EVERY_MS = 60_000

const recordSchema = new Schema({
  _id: { type: String, required: true },
  kind: { type: String, required: true },
  payload: { type: String, required: true },
  grantId: String,
  personId: String,
  clientId: String,
  consumedAt: Date,
  createdAt: Date,
  lastUsedAt: Date,
  expiresAt: Date,
})
recordSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
recordSchema.index({ grantId: 1, kind: 1 }, { sparse: true })
recordSchema.index({ personId: 1, kind: 1, createdAt: -1 }, { sparse: true })

export interface RecordStore {
  find(kind: string, id: string): Promise<OAuthRecord | undefined>
  put(kind: string, id: string, record: NewRecord, now: Date): Promise<void>
  /** False when it was consumed before, or is gone. */
  consume(kind: string, id: string, at: Date): Promise<boolean>
  remove(kind: string, id: string): Promise<void>
  /** The consent itself and all that was issued on it. */
  removeGrant(grantId: string): Promise<void>
  removeOfGrant(grantId: string, kind: string): Promise<void>
  /** Newest first. */
  grantsOf(personId: string): Promise<GrantRecord[]>
  /** False when the consent was taken back. */
  noteUse(grantId: string, at: Date): Promise<boolean>
  /** It no longer expires. */
  keep(kind: string, id: string): Promise<void>
}

/** Ids of codes and tokens are kept as digests: whoever reads the database can use none of them. */
export function recordStore(db: Connection): RecordStore {
  const Records = db.model('OAuthRecord', recordSchema)
  return {
    async find(kind, id) {
      const found = await Records.findById(keyOf(kind, id)).lean()
      return found ? { payload: found.payload, ...(found.consumedAt && { consumedAt: found.consumedAt }) } : undefined
    },
    async put(kind, id, record, now) {
      await Records.updateOne(
        { _id: keyOf(kind, id) },
        { $set: { kind, ...record }, $setOnInsert: { createdAt: now } },
        { upsert: true },
      )
    },
    async consume(kind, id, at) {
      const unused = { _id: keyOf(kind, id), consumedAt: null }
      return (await Records.updateOne(unused, { $set: { consumedAt: at } })).modifiedCount === 1
    },
    async remove(kind, id) {
      await Records.deleteOne({ _id: keyOf(kind, id) })
    },
    async removeGrant(grantId) {
      await Records.deleteMany({ grantId })
    },
    async removeOfGrant(grantId, kind) {
      await Records.deleteMany({ grantId, kind })
    },
    async grantsOf(personId) {
      const found = await Records.find({ personId, kind: GRANT }).sort({ createdAt: -1 }).limit(MOST_GRANTS).lean()
      return found.map(({ grantId, clientId, payload, createdAt, lastUsedAt }) => ({
        ...{ grantId: grantId!, clientId: clientId!, personId, payload, createdAt: createdAt! },
        ...(lastUsedAt && { lastUsedAt }),
      }))
    },
    async noteUse(grantId, at) {
      const grant = { _id: keyOf(GRANT, grantId) }
      const stale = {
        $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: new Date(at.getTime() - USE_NOTED_EVERY_MS) } }],
      }
      const { matchedCount } = await Records.updateOne({ ...grant, ...stale }, { $set: { lastUsedAt: at } })
      return matchedCount === 1 || (await Records.exists(grant)) !== null
    },
    async keep(kind, id) {
      await Records.updateOne({ _id: keyOf(kind, id) }, { $unset: { expiresAt: 1 } })
    },
  }
}

const keyOf = (kind: string, id: string) => `${kind}:${createHash('sha256').update(id).digest('base64url')}`
