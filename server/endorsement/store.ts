import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  isDuplicateKey,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import { type Endorsement, type Endorser, MOST_ENDORSEMENTS, STATES } from './endorsement.js'
import { keyOf, type Subject } from './subject.js'

const endorsementSchema = new Schema({
  ...aggregateFields,
  subject: { type: Object, required: true },
  title: { type: String, required: true },
  askedBy: { type: String, required: true },
  endorser: { type: Object, required: true },
  message: { type: String },
  state: { type: String, enum: STATES, required: true },
  askedAt: { type: Date, required: true },
  answerBy: { type: Date, required: true },
  statement: { type: Object },
  hidden: { type: Boolean, required: true },
  endedAt: Date,
  untrustedSince: Date,
  isByOwner: Boolean,
  // Derived from what stands above, to be found by.
  subjectKey: { type: String, required: true },
  onceKey: { type: String, default: undefined },
  entryKey: { type: String, default: undefined },
})
endorsementSchema.index(...OUTBOX_INDEX)
endorsementSchema.index({ subjectKey: 1, _id: -1 })
endorsementSchema.index({ askedBy: 1, _id: -1 })
endorsementSchema.index({ 'endorser.id': 1, state: 1, _id: -1 })
endorsementSchema.index({ 'statement.by': 1, _id: -1 }, { sparse: true })
endorsementSchema.index({ 'statement.signatoryId': 1, state: 1 }, { sparse: true })
endorsementSchema.index({ 'statement.signed.keyId': 1, _id: 1 }, { sparse: true })
endorsementSchema.index({ state: 1, answerBy: 1 })
endorsementSchema.index({ 'endorser.known': 1 }, { sparse: true })
// Nobody is asked twice about one thing while they have not answered, or after they have.
endorsementSchema.index({ onceKey: 1 }, { unique: true, sparse: true })
endorsementSchema.index({ entryKey: 1 }, { unique: true, sparse: true })

const OPEN = ['asked', 'given'] as const

export interface Page {
  before?: string | undefined
  limit: number
}

export interface EndorsementStore extends AggregateStore<Endorsement> {
  /** Given, and withdrawn since. Newest first. */
  onSubject(subject: Subject, limit: number): Promise<Endorsement[]>
  /** In force and not hidden, oldest first. */
  shownOn(subject: Subject): Promise<Endorsement[]>
  /** Asked for and given. */
  countOn(subject: Subject): Promise<number>
  askedBy(personId: string, page: Page): Promise<Endorsement[]>
  /** Waiting for an answer by one of these people or organizations. */
  waitingFor(endorserIds: string[], limit: number): Promise<Endorsement[]>
  /** Signed by this person, be it for an organization. */
  signedBy(personId: string, page: Page): Promise<Endorsement[]>
  /** What a signatory has withdrawn: the entries in their list, and since when. */
  withdrawnOf(signatoryId: string): Promise<{ index: number; at: Date }[]>
  signedWith(keyId: string, page: { after?: string; limit: number }): Promise<Endorsement[]>
  /** How many that stand were signed with this key. */
  countSignedWith(keyId: string): Promise<number>
  /** Those of them from this day on, the newest first. */
  signedWithSince(keyId: string, since: Date, limit: number): Promise<Endorsement[]>
  /** What was asked of guests at these addresses, and what they signed. */
  byGuests(known: string[], limit: number): Promise<Endorsement[]>
  /** Still asked, although the time for an answer is over. */
  overdue(now: Date, limit: number): Promise<Endorsement[]>
}

export function endorsementStore(db: Connection, wake: () => void): EndorsementStore {
  const Endorsements = db.model('Endorsement', endorsementSchema)
  const base = aggregateStore<Endorsement>(Endorsements, wake)
  const derived = (endorsement: Endorsement) => ({ ...endorsement, ...keysOf(endorsement) })
  const list = async (query: object, { before, limit }: Page): Promise<Endorsement[]> => {
    const page = { ...query, ...(before && { _id: { $lt: before } }) }
    return (await Endorsements.find(page).sort({ _id: -1 }).limit(limit).lean()).map(plain)
  }
  const maybe = (document: unknown) => (document ? plain(document) : undefined)
  return {
    get: async id => plain(await base.get(id)),
    find: async id => maybe(await base.find(id)),
    insert: (endorsement, events) => base.insert(derived(endorsement), events),
    /** Throws StaleWrite also where somebody else has got the same entry of a status list meanwhile. */
    async save(endorsement, events) {
      try {
        await base.save(derived(endorsement), events)
      } catch (error) {
        if (isDuplicateKey(error)) throw new StaleWrite('The entry in the status list was taken meanwhile')
        throw error
      }
    },
    onSubject: (subject, limit) =>
      list({ subjectKey: keyOf(subject), state: { $in: ['given', 'withdrawn'] } }, { limit }),
    async shownOn(subject) {
      const query = { subjectKey: keyOf(subject), state: 'given' as const, hidden: false }
      return (await Endorsements.find(query).sort({ _id: 1 }).limit(MOST_ENDORSEMENTS).lean()).map(plain)
    },
    countOn: subject => Endorsements.countDocuments({ subjectKey: keyOf(subject), state: { $in: ['asked', 'given'] } }),
    askedBy: (personId, page) => list({ askedBy: personId }, page),
    waitingFor: (ids, limit) => list({ 'endorser.id': { $in: ids }, state: 'asked' }, { limit }),
    signedBy: (personId, page) => list({ 'statement.by': personId }, page),
    async withdrawnOf(signatoryId) {
      const query = { 'statement.signatoryId': signatoryId, state: 'withdrawn' as const }
      const found = await Endorsements.find(query).select({ 'statement.index': 1, endedAt: 1 }).lean()
      return found.map(document => {
        const { statement, endedAt } = document as unknown as Endorsement
        return { index: statement!.index, at: endedAt! }
      })
    },
    async signedWith(keyId, { after, limit }) {
      const query = { 'statement.signed.keyId': keyId, ...(after && { _id: { $gt: after } }) }
      return (await Endorsements.find(query).sort({ _id: 1 }).limit(limit).lean()).map(plain)
    },
    countSignedWith: keyId => Endorsements.countDocuments({ 'statement.signed.keyId': keyId, state: 'given' }),
    signedWithSince: (keyId, since, limit) =>
      list({ 'statement.signed.keyId': keyId, state: 'given', 'statement.at': { $gte: since } }, { limit }),
    async byGuests(known, limit) {
      const query = { 'endorser.known': { $in: known }, 'endorser.kind': 'guest', state: { $in: OPEN } }
      return (await Endorsements.find(query).limit(limit).lean()).map(plain)
    },
    async overdue(now, limit) {
      return (
        await Endorsements.find({ state: 'asked', answerBy: { $lt: now } })
          .limit(limit)
          .lean()
      ).map(plain)
    },
  }
}

function keysOf({ subject, state, endorser, statement }: Endorsement) {
  const isOnce = state === 'asked' || state === 'given' || state === 'declined'
  return {
    subjectKey: keyOf(subject),
    ...(isOnce && { onceKey: `${keyOf(subject)} ${endorserKey(endorser)}` }),
    ...(statement && { entryKey: `${statement.signatoryId}#${statement.index}` }),
  }
}

/** Asked by address and asked by handle are two: otherwise the second request would tell whose address it is. */
const endorserKey = (endorser: Endorser) =>
  'known' in endorser ? `address:${endorser.known}` : `${endorser.kind}:${endorser.id}`

function plain(document: unknown): Endorsement {
  const state = '_id' in (document as object) ? toState<Endorsement>(document)! : (document as Endorsement)
  const { subjectKey, onceKey, entryKey, ...endorsement } = state as Endorsement & Record<string, unknown>
  return endorsement as unknown as Endorsement
}
