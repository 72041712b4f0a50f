import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'

/** Who signs, or is endorsed, under an address of their own that stays when a handle or a name changes. */
export interface Signatory {
  id: string
  kind: 'person' | 'organization' | 'guest'
  /** Of the person, the organization, or the one endorsement that a guest signed. */
  of: string
  createdAt: Date
  /** A guest's, as they gave them. */
  name?: string
  standing?: string
  /** Of the guest's address, which was confirmed by its link. */
  domain?: string
}

const signatorySchema = new Schema({
  _id: { type: String, required: true },
  kind: { type: String, enum: ['person', 'organization', 'guest'], required: true },
  of: { type: String, required: true },
  createdAt: { type: Date, required: true },
  name: String,
  standing: String,
  domain: String,
})
signatorySchema.index({ of: 1 }, { unique: true })

export interface SignatoryStore {
  find(id: string): Promise<Signatory | undefined>
  of(ofId: string): Promise<Signatory | undefined>
  /** The one that is there already, if there is one. */
  add(signatory: Signatory): Promise<Signatory>
  /** What a guest says of themselves, as long as they have not signed. */
  describe(id: string, description: Pick<Signatory, 'name' | 'standing' | 'domain'>): Promise<void>
}

export function signatoryStore(db: Connection): SignatoryStore {
  const Signatories = db.model('Signatory', signatorySchema)
  const of = async (ofId: string) => toState<Signatory>(await Signatories.findOne({ of: ofId }).lean())
  return {
    of,
    find: async id => toState<Signatory>(await Signatories.findById(id).lean()),
    async add({ id, ...signatory }) {
      try {
        await Signatories.create([{ _id: id, ...signatory }])
        return { id, ...signatory }
      } catch (error) {
        const known = isDuplicateKey(error) ? await of(signatory.of) : undefined
        if (!known) throw error
        return known
      }
    },
    describe: async (id, description) => void (await Signatories.updateOne({ _id: id }, { $set: description })),
  }
}
