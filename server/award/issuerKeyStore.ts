import { type Connection, Schema } from 'mongoose'
import type { RsaPublicJwk } from '../openbadges/index.js'
import { aggregateFields, aggregateStore, OUTBOX_INDEX } from '../platform/aggregateStore.js'
import type { KeyEvent } from './events.js'

/** One key of one issuer; the secret is sealed, and only who signs opens it. */
export type StoredKey = StoredEd25519Key | StoredRsaKey
/** Signs credentials with an embedded proof. */
export interface StoredEd25519Key extends Stored {
  kind: 'ed25519'
  /** The verification method's id is `${controller}#${publicKeyMultibase}`. */
  publicKeyMultibase: string
}
/** Signs tokens, and badges of OB 2.0. Its id is the address at which it stands. */
export interface StoredRsaKey extends Stored {
  kind: 'rsa'
  publicKeyJwk: RsaPublicJwk
}
interface Stored {
  id: string
  controller: string
  /** Counted from 1 through all keys of a controller; of each kind the highest one signs. */
  number: number
  sealedSecret: string
  createdAt: Date
  /** Brought by the issuer; absent where it was made here. */
  brought?: boolean
  /** It may be in others' hands, and has not counted since then. */
  revoked?: Date
}

const keySchema = new Schema({
  ...aggregateFields,
  // The first keys were kept without one.
  version: { type: Number },
  controller: { type: String, required: true },
  number: { type: Number, required: true },
  /** Absent where the key was made before there were two kinds. */
  kind: { type: String, enum: ['ed25519', 'rsa'] },
  publicKeyMultibase: { type: String },
  publicKeyJwk: { type: Object },
  sealedSecret: { type: String, required: true },
  createdAt: { type: Date, required: true },
  brought: Boolean,
  revoked: Date,
})
keySchema.index(...OUTBOX_INDEX)
// Two processes that start at the same moment agree on one key.
keySchema.index({ controller: 1, number: 1 }, { unique: true })

export interface IssuerKeyStore {
  /** Newest first. */
  of(controller: string): Promise<StoredKey[]>
  /** False when somebody else added the key of that number first. */
  add(key: StoredKey, events?: KeyEvent[]): Promise<boolean>
  /** False when it was revoked before. */
  revoke(id: string, since: Date, event: KeyEvent): Promise<boolean>
  /** All keys of the controllers that come after this one, in the order of their addresses, newest first in each. */
  page(page: { after?: string; limit: number }): Promise<StoredKey[][]>
  /** Every controller that has a key. */
  controllers(): Promise<string[]>
}

export function issuerKeyStore(db: Connection, wake: () => void = () => {}): IssuerKeyStore {
  const Keys = db.model('IssuerKey', keySchema)
  const aggregates = aggregateStore<StoredKey & { version: number }>(Keys, wake)
  const read = async (query: object): Promise<StoredKey[]> => {
    const found = await Keys.find(query).sort({ controller: -1, number: -1 }).lean()
    return found.map(({ _id, __v, version, kind, ...key }) => {
      return { ...key, kind: kind ?? 'ed25519', id: _id } as StoredKey
    })
  }
  return {
    controllers: () => Keys.distinct('controller'),
    of: controller => read({ controller }),
    async page({ after, limit }) {
      // The first key of each stands for all of its.
      const first = { number: 1, ...(after && { controller: { $gt: after } }) }
      const found = await Keys.find(first).select({ controller: 1 }).sort({ controller: 1 }).limit(limit).lean()
      const controllers = found.map(({ controller }) => controller)
      const keys = await read({ controller: { $in: controllers } })
      return controllers.map(controller => keys.filter(key => key.controller === controller))
    },
    add: (key, events = []) => aggregates.insert({ ...key, version: 0 }, events),
    async revoke(id, since, event) {
      const change = { $set: { revoked: since, outboxDue: event.at }, $push: { outbox: event } }
      const { matchedCount } = await Keys.updateOne({ _id: id, revoked: null }, change)
      if (matchedCount > 0) wake()
      return matchedCount > 0
    },
  }
}
