import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import type { PersonState } from './person.js'

const identitySchema = new Schema(
  {
    kind: { type: String, enum: ['email'], required: true },
    address: { type: String, required: true },
    folded: { type: String, required: true },
    confirmedAt: { type: Date, required: true },
  },
  { _id: false },
)

const personSchema = new Schema({
  ...aggregateFields,
  handle: { type: String, required: true },
  name: { type: String, required: true },
  identities: { type: [identitySchema], required: true },
  passwordHash: String,
  sessionsSince: { type: Date, required: true },
  language: { type: String, enum: ['en', 'nb'], required: true },
  timeZone: { type: String, required: true },
  teaches: { type: String, default: '' },
  aims: { type: String, default: '' },
  bio: { type: String, default: '' },
  isAdministrator: { type: Boolean, required: true },
  suspension: { type: new Schema({ at: Date, reason: String }, { _id: false }), required: false },
  createdAt: { type: Date, required: true },
})
personSchema.index({ 'identities.folded': 1 }, { unique: true })
personSchema.index({ handle: 1 }, { unique: true })
personSchema.index(...OUTBOX_INDEX)

export interface PersonStore extends AggregateStore<PersonState> {
  count(): Promise<number>
  many(ids: string[]): Promise<PersonState[]>
  byHandle(handle: string): Promise<PersonState | undefined>
  byHandles(handles: string[]): Promise<PersonState[]>
  byFoldedAddress(folded: string): Promise<PersonState | undefined>
  byFoldedAddresses(folded: string[]): Promise<PersonState[]>
  /** Newest first; ids sort by time. */
  page(before: string | undefined, limit: number): Promise<PersonState[]>
}

export function personStore(db: Connection, wake: () => void): PersonStore {
  const People = db.model('Person', personSchema)
  const one = async (filter: object) => toState<PersonState>(await People.findOne(filter).lean())
  const several = async (filter: object, limit = 0) => {
    const found = await People.find(filter).sort({ _id: -1 }).limit(limit).lean()
    return found.map(document => toState<PersonState>(document)!)
  }
  return {
    ...aggregateStore<PersonState>(People, wake),
    count: () => People.estimatedDocumentCount(),
    many: ids => several({ _id: { $in: ids } }),
    byHandle: handle => one({ handle }),
    byHandles: handles => several({ handle: { $in: handles } }),
    byFoldedAddresses: folded => several({ 'identities.folded': { $in: folded } }),
    byFoldedAddress: folded => one({ 'identities.folded': folded }),
    page: (before, limit) => several(before ? { _id: { $lt: before } } : {}, limit),
  }
}
