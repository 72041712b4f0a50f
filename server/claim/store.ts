import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  isDuplicateKey,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { Conflict } from '../shared/errors.js'
import { CLAIM_STATES, type Claim, isUnderWay } from './claim.js'

const claimSchema = new Schema({
  ...aggregateFields,
  personId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  number: { type: Number, required: true },
  state: { type: String, enum: CLAIM_STATES, required: true },
  draft: Object,
  carriedOver: Array,
  challenged: Number,
  startedAt: { type: Date, required: true },
  savedAt: Date,
  // Only while it is under way: one open claim a person and micro-credential.
  openKey: String,
})
claimSchema.index(...OUTBOX_INDEX)
claimSchema.index({ openKey: 1 }, { unique: true, sparse: true })
claimSchema.index({ personId: 1, _id: -1 })

export interface ClaimStore extends AggregateStore<Claim> {
  openOf(personId: string, microCredentialId: string): Promise<Claim | undefined>
  /** Newest first; `before` is a claim's id. */
  ofPerson(personId: string, page: { before?: string; limit: number }): Promise<Claim[]>
}

export function claimStore(db: Connection, wake: () => void): ClaimStore {
  const Claims = db.model('Claim', claimSchema)
  const base = aggregateStore<Claim>(Claims, wake)
  return {
    ...base,
    async find(id) {
      const found = await base.find(id)
      return found && withoutKey(found)
    },
    get: async id => withoutKey(await base.get(id)),
    insert: (state, events) => base.insert(withKey(state), events),
    async save(state, events) {
      try {
        await base.save(withKey(state), events)
      } catch (error) {
        if (isDuplicateKey(error)) throw new Conflict('Another claim on this is under way')
        throw error
      }
    },
    async openOf(personId, microCredentialId) {
      const found = await Claims.findOne({ openKey: keyOf(personId, microCredentialId) }).lean()
      return found ? withoutKey(toState<Claim>(found)!) : undefined
    },
    async ofPerson(personId, { before, limit }) {
      const older = before ? { _id: { $lt: before } } : {}
      const found = await Claims.find({ personId, ...older })
        .sort({ _id: -1 })
        .limit(limit)
        .lean()
      return found.map(document => withoutKey(toState<Claim>(document)!))
    },
  }
}

const keyOf = (personId: string, microCredentialId: string) => `${personId} ${microCredentialId}`

const withKey = (claim: Claim): Claim =>
  isUnderWay(claim) ? ({ ...claim, openKey: keyOf(claim.personId, claim.microCredentialId) } as Claim) : claim

function withoutKey(stored: Claim & { openKey?: string }): Claim {
  const { openKey: _key, ...claim } = stored
  return claim
}
