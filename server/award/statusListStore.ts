import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'
import type { SignedDocument, StatusPurpose } from './award.js'

/** One list of an issuer. It is signed anew when `revision` has moved past the one that was signed. */
export interface StatusList {
  id: string
  organizationId: string
  number: number
  /** Revocation where it is left out. */
  purpose?: StatusPurpose
  revision: number
  signed?: SignedDocument & { revision: number }
}

const listSchema = new Schema({
  _id: { type: String, required: true },
  organizationId: { type: String, required: true },
  number: { type: Number, required: true },
  purpose: { type: String, enum: ['revocation', 'suspension'] },
  revision: { type: Number, required: true },
  signed: { type: Object },
})
listSchema.index({ organizationId: 1, number: 1 }, { unique: true })

/** The first lists say nothing of their purpose. */
const NOT_SUSPENSION = { $ne: 'suspension' } as const

export interface StatusListStore {
  find(id: string): Promise<StatusList | undefined>
  latest(organizationId: string, purpose?: StatusPurpose): Promise<StatusList | undefined>
  /** Does nothing when there is such a list already. */
  add(list: StatusList): Promise<void>
  /** What the list says has changed. */
  touch(id: string): Promise<void>
  /** Ids of all lists of an issuer. */
  of(organizationId: string): Promise<string[]>
  keepSigned(id: string, signed: NonNullable<StatusList['signed']>): Promise<void>
}

/** `changed` hears of every list that says something else from now on. */
export function statusListStore(db: Connection, changed: (id: string) => void = () => {}): StatusListStore {
  const Lists = db.model('StatusList', listSchema)
  return {
    find: async id => toState<StatusList>(await Lists.findById(id).lean()),
    async latest(organizationId, purpose) {
      const query = { organizationId, ...(purpose && { purpose: purpose === 'revocation' ? NOT_SUSPENSION : purpose }) }
      return toState<StatusList>(await Lists.findOne(query).sort({ number: -1 }).lean())
    },
    async add({ id, ...list }) {
      try {
        await Lists.create([{ _id: id, ...list }])
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    async touch(id) {
      await Lists.updateOne({ _id: id }, { $inc: { revision: 1 } })
      changed(id)
    },
    async of(organizationId) {
      const found = await Lists.find({ organizationId }).select({ _id: 1 }).lean()
      return found.map(({ _id }) => _id)
    },
    /** A slower signer of an older revision must not put its list over a newer one. */
    async keepSigned(id, signed) {
      const isNewer = { $or: [{ signed: null }, { 'signed.revision': { $lt: signed.revision } }] }
      await Lists.updateOne({ _id: id, ...isNewer }, { $set: { signed } })
    },
  }
}
