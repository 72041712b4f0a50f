import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { isDecided, isOpen, type Recognition } from './recognition.js'

const OUTCOMES = ['approved', 'partlyApproved', 'denied']
const STATES = ['matched', 'requested', 'underReview', ...OUTCOMES, 'paused', 'withdrawn', 'reversed']

const recognitionSchema = new Schema({
  ...aggregateFields,
  awardId: { type: String, required: true },
  personId: { type: String, required: true },
  organizationId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  title: { type: String, required: true },
  state: { type: String, enum: STATES, required: true },
  stated: { type: Object, required: true },
  decision: { type: Object },
  openedAt: { type: Date, required: true },
  trace: { type: Array, required: true },
  /** Derived from the state, for the lists below. */
  list: { type: String, enum: ['open', 'decided', 'closed'], required: true },
})
recognitionSchema.index(...OUTBOX_INDEX)
recognitionSchema.index({ awardId: 1, organizationId: 1 }, { unique: true })
recognitionSchema.index({ organizationId: 1, list: 1, _id: 1 })
recognitionSchema.index({ organizationId: 1, list: 1, 'decision.at': -1, _id: -1 })
recognitionSchema.index({ personId: 1 })
recognitionSchema.index({ microCredentialId: 1, state: 1 })

export interface RecognitionStore extends AggregateStore<Recognition> {
  ofAward(awardId: string): Promise<Recognition[]>
  of(awardId: string, organizationId: string): Promise<Recognition | undefined>
  ofPerson(personId: string): Promise<Recognition[]>
  /** Waiting for a decision, the longest first. */
  openIn(organizationId: string, page: { after?: string; limit: number }): Promise<Recognition[]>
  /** Decided or reversed, the newest decision first. */
  decidedIn(organizationId: string, page: { before?: { at: Date; id: string }; limit: number }): Promise<Recognition[]>
  grantedFor(microCredentialId: string): Promise<Recognition[]>
}

/** More than one person or one micro-credential comes to. */
const MOST = 2000

export function recognitionStore(db: Connection, wake: () => void): RecognitionStore {
  const Recognitions = db.model('Recognition', recognitionSchema)
  const base = aggregateStore<Recognition>(Recognitions, wake)
  const read = (documents: unknown[]) => documents.map(document => withoutDerived(toState<Stored>(document)!))
  return {
    async find(id) {
      const found = await base.find(id)
      return found && withoutDerived(found as Stored)
    },
    get: async id => withoutDerived((await base.get(id)) as Stored),
    insert: (state, events) => base.insert(withDerived(state), events),
    save: (state, events) => base.save(withDerived(state), events),
    ofAward: async awardId => read(await Recognitions.find({ awardId }).limit(MOST).lean()),
    async of(awardId, organizationId) {
      return read(await Recognitions.find({ awardId, organizationId }).limit(1).lean())[0]
    },
    ofPerson: async personId => read(await Recognitions.find({ personId }).limit(MOST).lean()),
    async openIn(organizationId, { after, limit }) {
      const query = { organizationId, list: 'open' as const, ...(after && { _id: { $gt: after } }) }
      return read(await Recognitions.find(query).sort({ _id: 1 }).limit(limit).lean())
    },
    async decidedIn(organizationId, { before, limit }) {
      const query = { organizationId, list: 'decided' as const, ...(before && olderThan(before)) }
      return read(await Recognitions.find(query).sort({ 'decision.at': -1, _id: -1 }).limit(limit).lean())
    },
    async grantedFor(microCredentialId) {
      const query = { microCredentialId, state: { $in: ['approved', 'partlyApproved'] } }
      return read(await Recognitions.find(query).limit(MOST).lean())
    },
  }
}

/** Several may have been decided in the same moment. */
const olderThan = ({ at, id }: { at: Date; id: string }) => ({
  $or: [{ 'decision.at': { $lt: at } }, { 'decision.at': at, _id: { $lt: id } }],
})

type Stored = Recognition & { list?: string }

function withDerived(state: Recognition): Recognition {
  return { ...state, list: listOf(state) } as Recognition
}

function listOf(state: Recognition): string {
  if (isOpen(state)) return 'open'
  return isDecided(state) || state.state === 'paused' || state.state === 'reversed' ? 'decided' : 'closed'
}

function withoutDerived({ list: _list, ...state }: Stored): Recognition {
  return state
}
