import { createHash } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import type { HostConnection } from './connection.js'

const connectionSchema = new Schema({
  _id: { type: String, required: true },
  personId: { type: String, required: true },
  host: { type: Object, required: true },
  state: { type: String, enum: ['pending', 'connected', 'broken'], required: true },
  stateDigest: String,
  /** Client, verifier and tokens: sealed. */
  secrets: { type: String, required: true, select: false },
  createdAt: { type: Date, required: true },
  connectedAt: Date,
  nextSyncAt: Date,
  lastSync: Object,
  forgetAt: Date,
  /** Who renews its tokens has it until then. */
  leasedUntil: Date,
})
connectionSchema.index({ personId: 1, _id: -1 })
connectionSchema.index({ stateDigest: 1 }, { sparse: true })
connectionSchema.index({ nextSyncAt: 1 }, { sparse: true })
connectionSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })

const registrationSchema = new Schema({
  _id: { type: String, required: true },
  /** The client as the host knows us: sealed. */
  client: { type: String, required: true },
  createdAt: { type: Date, required: true },
})

export type HostStore = ReturnType<typeof hostStore>

export function hostStore(db: Connection) {
  const Connections = db.model('HostConnection', connectionSchema)
  const Registrations = db.model('HostRegistration', registrationSchema)
  const state = (found: unknown) => toState<HostConnection>(found)
  return {
    find: async (id: string) => state(await Connections.findById(id).lean()),
    byState: async (personId: string, secret: string) =>
      state(await Connections.findOne({ stateDigest: digest(secret), personId, state: 'pending' }).lean()),
    async ofPerson(personId: string, limit: number): Promise<HostConnection[]> {
      const found = await Connections.find({ personId }).sort({ _id: -1 }).limit(limit).lean()
      return found.map(each => state(each)!)
    },
    async add({ id, ...connection }: HostConnection, secrets: string, forgetAt: Date): Promise<void> {
      await Connections.create([{ _id: id, ...connection, secrets, forgetAt }])
    },
    async secrets(id: string): Promise<string | undefined> {
      return (await Connections.findById(id).select({ secrets: 1 }).lean())?.secrets
    },
    /** False when the answer was taken before: each counts once. */
    async complete(id: string, secrets: string, at: Date): Promise<boolean> {
      const done = { state: 'connected' as const, secrets, connectedAt: at, nextSyncAt: at }
      const end = { $set: done, $unset: { stateDigest: 1, forgetAt: 1 } }
      return (await Connections.updateOne({ _id: id, state: 'pending' }, end)).modifiedCount === 1
    },
    async keepSecrets(id: string, secrets: string): Promise<void> {
      await Connections.updateOne({ _id: id }, { $set: { secrets } })
    },
    async noteSync(id: string, lastSync: HostConnection['lastSync'], nextSyncAt: Date): Promise<void> {
      await Connections.updateOne({ _id: id }, { $set: { lastSync, nextSyncAt } })
    },
    /** Where these are still its secrets: else somebody has got others meanwhile. */
    async markBroken(id: string, secrets: string): Promise<void> {
      await Connections.updateOne({ _id: id, secrets }, { $set: { state: 'broken' }, $unset: { nextSyncAt: 1 } })
    },
    /** False when somebody else is renewing its tokens. */
    async lease(id: string, now: Date, until: Date): Promise<boolean> {
      const free = { _id: id, $or: [{ leasedUntil: { $exists: false } }, { leasedUntil: { $lte: now } }] }
      return (await Connections.updateOne(free, { $set: { leasedUntil: until } })).matchedCount === 1
    },
    async release(id: string): Promise<void> {
      await Connections.updateOne({ _id: id }, { $unset: { leasedUntil: 1 } })
    },
    /** The one that has waited longest; nobody else takes it before `until`. */
    async takeDue(now: Date, until: Date): Promise<HostConnection | undefined> {
      const due = { state: 'connected' as const, nextSyncAt: { $lte: now } }
      const leased = { $set: { nextSyncAt: until } }
      return state(await Connections.findOneAndUpdate(due, leased, { sort: { nextSyncAt: 1 } }).lean())
    },
    async remove(id: string): Promise<void> {
      await Connections.deleteOne({ _id: id })
    },
    /** How a host knows us, if we registered there since. */
    async registration(key: string, since: Date): Promise<string | undefined> {
      const found = await Registrations.findOne({ _id: key, createdAt: { $gt: since } }).lean()
      return found?.client
    },
    async keepRegistration(key: string, client: string, createdAt: Date): Promise<void> {
      await Registrations.replaceOne({ _id: key }, { client, createdAt }, { upsert: true })
    },
  }
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')
