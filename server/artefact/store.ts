import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import { ARTEFACT_KINDS } from './accepted.js'
import type { Artefact } from './artefact.js'

const artefactSchema = new Schema({
  _id: { type: String, required: true },
  ownerId: { type: String, required: true },
  kind: { type: String, enum: ARTEFACT_KINDS, required: true },
  name: { type: String, required: true },
  mediaType: String,
  digest: String,
  length: Number,
  thumbnailDigest: String,
  url: String,
  addedAt: { type: Date, required: true },
})
artefactSchema.index({ ownerId: 1, _id: -1 })
artefactSchema.index({ digest: 1 }, { sparse: true })
artefactSchema.index({ thumbnailDigest: 1 }, { sparse: true })

export interface ArtefactStore {
  add(artefact: Artefact): Promise<void>
  find(id: string): Promise<Artefact | undefined>
  many(ids: string[]): Promise<Map<string, Artefact>>
  /** Newest first. */
  ofOwner(ownerId: string, page: { before?: string; limit: number }): Promise<Artefact[]>
  bytesOf(ownerId: string): Promise<number>
  remove(id: string): Promise<void>
  usesFile(digest: string): Promise<boolean>
}

export function artefactStore(db: Connection): ArtefactStore {
  const Artefacts = db.model('Artefact', artefactSchema)
  return {
    async add({ id, ...artefact }) {
      await Artefacts.create([{ _id: id, ...artefact }])
    },
    find: async id => toState<Artefact>(await Artefacts.findById(id).lean()),
    async many(ids) {
      const found = await Artefacts.find({ _id: { $in: ids } }).lean()
      return new Map(found.map(document => [document._id, toState<Artefact>(document)!]))
    },
    async ofOwner(ownerId, { before, limit }) {
      const older = before ? { _id: { $lt: before } } : {}
      const found = await Artefacts.find({ ownerId, ...older })
        .sort({ _id: -1 })
        .limit(limit)
        .lean()
      return found.map(document => toState<Artefact>(document)!)
    },
    async bytesOf(ownerId) {
      const [sum] = await Artefacts.aggregate<{ bytes: number }>([
        { $match: { ownerId } },
        { $group: { _id: null, bytes: { $sum: '$length' } } },
      ])
      return sum?.bytes ?? 0
    },
    async remove(id) {
      await Artefacts.deleteOne({ _id: id })
    },
    async usesFile(digest) {
      const [asContent, asThumbnail] = await Promise.all([
        Artefacts.exists({ digest }),
        Artefacts.exists({ thumbnailDigest: digest }),
      ])
      return asContent !== null || asThumbnail !== null
    },
  }
}
