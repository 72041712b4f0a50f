import { Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import type { AuditLine } from './audit.js'

const PAGE_SIZE = 50

const auditSchema = new Schema({
  _id: { type: String, required: true },
  name: { type: String, required: true },
  at: { type: Date, required: true },
  actorId: String,
  reason: String,
  about: { type: Map, of: String },
  /** Every id that the line mentions, so that it is found from any of them. */
  ids: { type: [String], required: true },
})
auditSchema.index({ at: -1, _id: -1 })
auditSchema.index({ ids: 1, at: -1 })

export type AuditStore = ReturnType<typeof auditStore>

export function auditStore(db: Connection) {
  const Lines = db.model('AuditLine', auditSchema)
  return {
    /** Writing the same event's line twice has no effect. */
    async add({ id, ...line }: AuditLine): Promise<void> {
      try {
        await Lines.create({
          _id: id,
          ...line,
          ids: [...Object.values(line.about), ...(line.actorId ? [line.actorId] : [])],
        })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    async search({ id, before }: { id?: string; before?: Date }): Promise<AuditLine[]> {
      const found = await Lines.find({ ...(id && { ids: id }), ...(before && { at: { $lt: before } }) })
        .sort({ at: -1 })
        .limit(PAGE_SIZE)
        .lean()
      return found.map(document => toState<AuditLine>(document)!)
    },
  }
}
