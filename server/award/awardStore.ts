import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  isDuplicateKey,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { insertNew } from '../platform/insertNew.js'
import { earliestId } from '../shared/ids.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import { type Award, type AwardState, entriesOf, isEntrySet, VISIBILITIES, type Visibility } from './award.js'
import { type Completion, submissionOf } from './completion.js'

const STATES: AwardState[] = ['issued', 'active', 'declined', 'expired', 'suspended', 'revoked']

const entrySchema = new Schema(
  { listId: String, index: Number, purpose: { type: String, enum: ['revocation', 'suspension'] } },
  { _id: false },
)

const awardSchema = new Schema({
  ...aggregateFields,
  submissionId: { type: String, required: true },
  earnerId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  slug: { type: String, required: true },
  title: { type: String, required: true },
  organizationId: { type: String, required: true },
  state: { type: String, enum: STATES, required: true },
  visibility: { type: String, enum: VISIBILITIES, required: true },
  evidence: { type: Array, required: true },
  scores: { type: Array, required: true },
  panel: { type: Object, required: true },
  completion: { type: Object },
  completedBefore: { type: Object },
  issuedAt: { type: Date, required: true },
  acceptedAt: Date,
  validUntil: Date,
  revocation: { type: Object },
  shownTo: { type: [String], required: true },
  salt: { type: String, required: true },
  suspension: { type: Object },
  status: { type: entrySchema, required: true },
  former: { type: [entrySchema], default: undefined },
  /** Derived from both of these: no entry is given twice, not even one that only an older copy points to. */
  taken: { type: [String], default: undefined },
  /** The person and the version: of what was reviewed the newest has it, of what was completed the only one. */
  onceKey: String,
  signed: { type: Object, required: true },
})
awardSchema.index(...OUTBOX_INDEX)
// A submission earns one award, however often and by how many processes the decision is delivered.
awardSchema.index({ submissionId: 1 }, { unique: true })
// By completing a programme and by review a person gets one for a version, also by both in the same second.
awardSchema.index({ onceKey: 1 }, { unique: true, sparse: true })
awardSchema.index({ 'completedBefore.submissionId': 1 }, { sparse: true })
awardSchema.index({ taken: 1 }, { unique: true, sparse: true })
// Of the few that say something: most awards are never withdrawn, nor copied again, and cost these indexes nothing.
const WITHDRAWN: AwardState[] = ['revoked', 'suspended']
const isWithdrawn = { partialFilterExpression: { state: { $in: WITHDRAWN } } }
awardSchema.index({ 'status.listId': 1 }, isWithdrawn)
awardSchema.index({ 'former.listId': 1 }, { sparse: true })
awardSchema.index({ earnerId: 1, _id: -1 })
awardSchema.index({ organizationId: 1, _id: -1 })
awardSchema.index({ organizationId: 1 }, isWithdrawn)
awardSchema.index({ microCredentialId: 1, state: 1 })
awardSchema.index({ visibility: 1, _id: 1 }, { partialFilterExpression: { visibility: 'public' } })

export interface AwardStore extends AggregateStore<Award> {
  /** Many at once; they announce nothing. Those that cannot be, for one of their keys is there already, come back. */
  insertNew(awards: Award[]): Promise<Award[]>
  /** Ids by submission, or, of a completion, of what its earner holds of the version by another way. */
  idsOfSubmissions(submissionIds: string[]): Promise<Map<string, string>>
  /** What these people have of this version, in whatever state. */
  ofVersion(personIds: string[], microCredentialId: string, version: number): Promise<HeldVersion[]>
  /** Who got this version since then by another way than this completion. */
  earnersSince(since: Date, completion: Completion): Promise<string[]>
  ofSubmission(submissionId: string): Promise<Award | undefined>
  /** What a person holds of a version: the newest, unless it was revoked. */
  heldBy(earnerId: string, version: Omit<VersionRef, 'organizationId'>): Promise<Award | undefined>
  many(ids: string[]): Promise<Map<string, Award>>
  /** Newest first. */
  ofPerson(personId: string, page: Page & { visibility?: Visibility }): Promise<Award[]>
  ofOrganization(organizationId: string, page: Page): Promise<Award[]>
  /** Ids of an issuer's awards that this key signed, or one that nobody noted; in order. */
  signedWith(keyId: string, organizationId: string, page: { after?: string; limit: number }): Promise<string[]>
  /** Ids of the awards of one version, in order. */
  idsOfVersion(ref: VersionRef, page: { after?: string | undefined; limit: number }): Promise<string[]>
  count(): Promise<number>
  countHeld(microCredentialId: string): Promise<number>
  /** What this person accepted, in the order in which it was issued; `since`: signed after that. */
  acceptedOf(personId: string, page: { since: Date | undefined; skip: number; limit: number }): Promise<Award[]>
  countAcceptedOf(personId: string, since: Date | undefined): Promise<number>
  /** Of the entries in a list that say "no longer", or "not now". */
  setIndexes(listId: string): Promise<number[]>
  takenIndexes(listId: string): Promise<number[]>
  /** Ids of an issuer's awards that are revoked or suspended. */
  revokedIds(organizationId: string): Promise<string[]>
  /** Ids of awards that anyone may find, in order, after the given one. */
  publicIds(page: { after?: string; limit: number }): Promise<string[]>
}

export type HeldVersion = Pick<Award, 'id' | 'earnerId' | 'state'>
/** With its issuer, by which its awards are found in order. */
export type VersionRef = Pick<Award, 'organizationId' | 'microCredentialId' | 'microCredentialVersion'>

export interface Page {
  before?: string
  limit: number
}

export function awardStore(db: Connection, wake: () => void): AwardStore {
  const Awards = db.model('Award', awardSchema)
  const list = async (query: object, { before, limit }: Page) => {
    const page = { ...query, ...(before && { _id: { $lt: before } }) }
    const found = await Awards.find(page).sort({ _id: -1 }).limit(limit).lean()
    return found.map(award => toState<Award>(award)!)
  }
  const base = aggregateStore<Award>(Awards, wake)
  return {
    ...base,
    insert: (award, events) => base.insert(withTaken(withOnceKey(award)), events),
    /** Throws StaleWrite also where somebody else has got the same entry of a list meanwhile. */
    async save(award, events) {
      try {
        await base.save(withTaken(award), events)
      } catch (error) {
        if (isDuplicateKey(error)) throw new StaleWrite('The entry in the status list was taken meanwhile')
        throw error
      }
    },
    async insertNew(many) {
      const documents = many.map(award => ({
        _id: award.id,
        ...award,
        id: undefined,
        outbox: [],
        onceKey: onceKeyOf(award),
        taken: takenBy(award),
      }))
      return (await insertNew(Awards, documents)).map(place => many[place]!)
    },
    async idsOfSubmissions(submissionIds) {
      const keys = ['onceKey', 'completedBefore.submissionId', 'submissionId'] as const
      const found = await Awards.find({ $or: keys.map(key => ({ [key]: { $in: submissionIds } })) })
        .select(Object.fromEntries(keys.map(key => [key, 1])))
        .lean()
      const by = (key: (award: Award) => string | undefined) =>
        found.map((award): [string, string] => [key(award as never) ?? '', award._id])
      const others = [...by(({ onceKey }) => onceKey), ...by(({ completedBefore }) => completedBefore?.submissionId)]
      return new Map([...others, ...by(({ submissionId }) => submissionId)])
    },
    async ofVersion(personIds, microCredentialId, microCredentialVersion) {
      const found = await Awards.find({ earnerId: { $in: personIds }, microCredentialId, microCredentialVersion })
        .select({ earnerId: 1, state: 1 })
        .lean()
      return found.map(({ _id, earnerId, state }) => ({ id: _id, earnerId, state: state as AwardState }))
    },
    async earnersSince(since, { id, organizationId, microCredentialId, microCredentialVersion }) {
      const version = { organizationId, microCredentialId, microCredentialVersion }
      const found = await Awards.find({ ...version, _id: { $gt: earliestId(since) }, 'completion.id': { $ne: id } })
        .select({ earnerId: 1 })
        .lean()
      return found.map(({ earnerId }) => earnerId)
    },
    ofSubmission: async submissionId => toState<Award>(await Awards.findOne({ submissionId }).lean()),
    async heldBy(earnerId, { microCredentialId, microCredentialVersion }) {
      const onceKey = onceKeyOf({ earnerId, microCredentialId, microCredentialVersion })
      return toState<Award>(await Awards.findOne({ onceKey }).lean())
    },
    async many(ids) {
      const found = await Awards.find({ _id: { $in: ids } }).lean()
      return new Map(found.map(award => [award._id, toState<Award>(award)!]))
    },
    ofPerson: (earnerId, { visibility, ...page }) => list({ earnerId, ...(visibility && { visibility }) }, page),
    ofOrganization: (organizationId, page) => list({ organizationId }, page),
    async signedWith(keyId, organizationId, { after, limit }) {
      const found = await Awards.find({
        ...{ organizationId, 'signed.keyId': { $in: [keyId, null] } },
        ...(after && { _id: { $gt: after } }),
      })
        .select({ _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return found.map(({ _id }) => _id)
    },
    async idsOfVersion(ref, { after, limit }) {
      const query = { ...ref, ...(after && { _id: { $gt: after } }) }
      return (await Awards.find(query).select({ _id: 1 }).sort({ _id: 1 }).limit(limit).lean()).map(({ _id }) => _id)
    },
    count: () => Awards.estimatedDocumentCount(),
    countHeld: microCredentialId => Awards.countDocuments({ microCredentialId, state: { $in: ['issued', 'active'] } }),
    async acceptedOf(personId, { since, skip, limit }) {
      const found = await Awards.find(acceptedBy(personId, since)).sort({ _id: 1 }).skip(skip).limit(limit).lean()
      return found.map(award => toState<Award>(award)!)
    },
    countAcceptedOf: (personId, since) => Awards.countDocuments(acceptedBy(personId, since)),
    async setIndexes(listId) {
      const own = { 'status.listId': listId, state: { $in: WITHDRAWN } }
      const found = await Awards.find({ $or: [own, { 'former.listId': listId }] })
        .select({ state: 1, status: 1, former: 1 })
        .lean()
      return found.flatMap(document => {
        const award = document as unknown as Pick<Award, 'state' | 'status' | 'former'>
        return entriesOf(award).flatMap(entry =>
          entry.listId === listId && isEntrySet(award, entry) ? entry.index : [],
        )
      })
    },
    async takenIndexes(listId) {
      const prefix = takenKey({ listId, index: '' })
      const found = await Awards.find({ taken: { $gte: prefix, $lt: `${prefix}:` } })
        .select({ taken: 1, _id: 0 })
        .lean()
      const own = found.flatMap(({ taken = [] }) => taken!.filter(key => key.startsWith(prefix)))
      return own.map(key => Number(key.slice(prefix.length)))
    },
    async revokedIds(organizationId) {
      const query = { organizationId, state: { $in: WITHDRAWN } }
      const found = await Awards.find(query).select({ _id: 1 }).sort({ _id: 1 }).lean()
      return found.map(({ _id }) => _id)
    },
    async publicIds({ after, limit }) {
      const page = { visibility: 'public' as const, ...(after && { _id: { $gt: after } }) }
      const found = await Awards.find(page).select({ _id: 1 }).sort({ _id: 1 }).limit(limit).lean()
      return found.map(({ _id }) => _id)
    },
  }
}

const acceptedBy = (earnerId: string, since: Date | undefined) => ({
  earnerId,
  acceptedAt: { $ne: null },
  ...(since && { 'signed.validFrom': { $gt: since } }),
})

/** The same words as a completion's submission has: what is refused for it is found by it. */
const onceKeyOf = (award: Pick<Award, 'earnerId' | keyof Omit<VersionRef, 'organizationId'>>) =>
  submissionOf(award, award.earnerId)

const withOnceKey = (award: Award): Award => ({ ...award, onceKey: onceKeyOf(award) })
const withTaken = (award: Award): Award & { taken: string[] } => ({ ...award, taken: takenBy(award) })

const takenBy = (award: Award) => entriesOf(award).map(takenKey)
const takenKey = ({ listId, index }: { listId: string; index: number | string }) => `${listId}#${index}`
