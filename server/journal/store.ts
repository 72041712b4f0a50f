import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { ENTRY_KINDS, type Entry, type EntryKind } from './entry.js'
import { searchedWords, wordsOf } from './search.js'

const entrySchema = new Schema({
  ...aggregateFields,
  ownerId: { type: String, required: true },
  state: { type: String, enum: ['kept', 'deleted'], required: true },
  kind: { type: String, enum: ENTRY_KINDS, required: true },
  title: String,
  experience: String,
  assumed: String,
  shook: String,
  thinkNow: String,
  minutes: Number,
  tags: [String],
  alignments: [new Schema({ name: String, url: String }, { _id: false })],
  visibility: { type: String, enum: ['private', 'community', 'public'], required: true },
  communityId: String,
  artefactIds: [String],
  happenedOn: { type: String, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  words: { type: [String], select: false },
})
const newestFirst = { happenedOn: -1, _id: -1 } as const
entrySchema.index({ ownerId: 1, state: 1, ...newestFirst })
entrySchema.index({ ownerId: 1, tags: 1, ...newestFirst })
entrySchema.index({ ownerId: 1, words: 1 })
entrySchema.index({ artefactIds: 1 })
entrySchema.index(...OUTBOX_INDEX)

export interface EntryQuery {
  /** The id of the last entry that was seen. */
  before?: string
  limit: number
  kind?: EntryKind
  tag?: string
  search?: string
}

export interface EntryStore extends AggregateStore<Entry> {
  /** Kept ones, by the day they happened, newest first. */
  ofOwner(ownerId: string, query: EntryQuery): Promise<Entry[]>
  many(ids: string[]): Promise<Map<string, Entry>>
  withArtefact(artefactId: string): Promise<Entry[]>
  /** The tags that a person uses most. */
  tagsOf(ownerId: string, limit: number): Promise<string[]>
}

const MOST_WITH_ARTEFACT = 50

export function entryStore(db: Connection, wake: () => void): EntryStore {
  const Entries = db.model('Entry', entrySchema)
  const aggregate = aggregateStore<Entry>(Entries, wake)
  const withWords = (entry: Entry) => ({ ...entry, words: wordsOf(entry) })
  const read = (documents: object[]) => documents.map(document => toState<Entry>(document)!)

  async function olderThan(id: string | undefined): Promise<object> {
    const last = id && (await Entries.findById(id).select('happenedOn').lean())
    if (!last) return {}
    const { happenedOn } = last
    return { $or: [{ happenedOn: { $lt: happenedOn } }, { happenedOn, _id: { $lt: id } }] }
  }

  return {
    ...aggregate,
    insert: (entry, events) => aggregate.insert(withWords(entry), events),
    save: (entry, events) => aggregate.save(withWords(entry), events),
    async ofOwner(ownerId, { before, limit, kind, tag, search = '' }) {
      const words = searchedWords(search).map(word => new RegExp(`^${word}`))
      const filters = [
        { ...(kind && { kind }) },
        { ...(tag && { tags: tag }) },
        ...words.map(word => ({ words: word })),
      ]
      const found = await Entries.find({ ownerId, state: 'kept', $and: [await olderThan(before), ...filters] })
        .sort(newestFirst)
        .limit(limit)
        .lean()
      return read(found)
    },
    async many(ids) {
      const found = read(await Entries.find({ _id: { $in: ids }, state: 'kept' }).lean())
      return new Map(found.map(entry => [entry.id, entry]))
    },
    async withArtefact(artefactId) {
      return read(await Entries.find({ artefactIds: artefactId }).limit(MOST_WITH_ARTEFACT).lean())
    },
    async tagsOf(ownerId, limit) {
      const found = await Entries.aggregate<{ _id: string }>([
        { $match: { ownerId, state: 'kept' } },
        { $unwind: '$tags' },
        { $group: { _id: '$tags', count: { $sum: 1 } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: limit },
      ])
      return found.map(({ _id }) => _id)
    },
  }
}
