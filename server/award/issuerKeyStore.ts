import { type Connection, Schema } from 'mongoose'
import type { RsaPublicJwk } from '../openbadges/index.js'
import { isDuplicateKey } from '../platform/aggregateStore.js'

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
}

const keySchema = new Schema({
  _id: { type: String, required: true },
  controller: { type: String, required: true },
  number: { type: Number, required: true },
  /** Absent where the key was made before there were two kinds. */
  kind: { type: String, enum: ['ed25519', 'rsa'] },
  publicKeyMultibase: { type: String },
  publicKeyJwk: { type: Object },
  sealedSecret: { type: String, required: true },
  createdAt: { type: Date, required: true },
})
// Two processes that start at the same moment agree on one key.
keySchema.index({ controller: 1, number: 1 }, { unique: true })

export interface IssuerKeyStore {
  /** Newest first. */
  of(controller: string): Promise<StoredKey[]>
  /** False when somebody else added the key of that number first. */
  add(key: StoredKey): Promise<boolean>
}

export function issuerKeyStore(db: Connection): IssuerKeyStore {
  const Keys = db.model('IssuerKey', keySchema)
  return {
    async of(controller) {
      const found = await Keys.find({ controller }).sort({ number: -1 }).lean()
      return found.map(({ _id, __v, kind, ...key }) => ({ ...key, kind: kind ?? 'ed25519', id: _id }) as StoredKey)
    },
    async add({ id, ...key }) {
      try {
        await Keys.create([{ _id: id, ...key }])
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
  }
}
