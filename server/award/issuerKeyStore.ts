import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey } from '../platform/aggregateStore.js'

/** One key of one issuer; the secret is sealed, and only who signs opens it. */
export interface StoredKey {
  /** The verification method's id: `${controller}#${publicKeyMultibase}`. */
  id: string
  controller: string
  /** The first key of a controller is 1; the highest one signs. */
  number: number
  publicKeyMultibase: string
  sealedSecret: string
  createdAt: Date
}

const keySchema = new Schema({
  _id: { type: String, required: true },
  controller: { type: String, required: true },
  number: { type: Number, required: true },
  publicKeyMultibase: { type: String, required: true },
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
      return found.map(({ _id, __v, ...key }) => ({ ...key, id: _id }))
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
