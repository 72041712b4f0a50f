import { Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import { ORGANIZATION_KINDS, type OrganizationState } from './organization.js'

const organizationSchema = new Schema({
  ...aggregateFields,
  slug: { type: String, required: true },
  name: { type: String, required: true },
  kind: { type: String, enum: ORGANIZATION_KINDS, required: true },
  country: { type: String, required: true },
  description: { type: String, default: '' },
  parentId: String,
  createdAt: { type: Date, required: true },
})
organizationSchema.index({ slug: 1 }, { unique: true })
organizationSchema.index({ parentId: 1, slug: 1 })
organizationSchema.index(...OUTBOX_INDEX)

export interface OrganizationStore extends AggregateStore<OrganizationState> {
  many(ids: string[]): Promise<OrganizationState[]>
  bySlug(slug: string): Promise<OrganizationState | undefined>
  /** Those directly below any of these, by slug. */
  children(parentIds: string[]): Promise<OrganizationState[]>
  /** Those that belong to no other, by slug, after the one with slug `after`. */
  roots(after: string | undefined, limit: number): Promise<OrganizationState[]>
}

export function organizationStore(db: Connection, wake: () => void): OrganizationStore {
  const Organizations = db.model('Organization', organizationSchema)
  const several = async (filter: object, limit = 0) => {
    const found = await Organizations.find(filter).sort({ slug: 1 }).limit(limit).lean()
    return found.map(document => toState<OrganizationState>(document)!)
  }
  return {
    ...aggregateStore<OrganizationState>(Organizations, wake),
    many: ids => several({ _id: { $in: ids } }),
    bySlug: async slug => toState<OrganizationState>(await Organizations.findOne({ slug }).lean()),
    children: parentIds => several({ parentId: { $in: parentIds } }),
    roots: (after, limit) => several({ parentId: null, ...(after && { slug: { $gt: after } }) }, limit),
  }
}
