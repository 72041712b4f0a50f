import { Schema } from 'mongoose'
import { aggregateFields, aggregateStore, OUTBOX_INDEX, toState } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import { VISIBILITIES, type Visibility } from './membership.js'

const PAGE_SIZE = 24
const MOST_AT_HOME = 100

export interface Community {
  id: string
  version: number
  slug: string
  name: string
  /** One or two sentences; Markdown from `norms` on. */
  purpose: string
  norms: string
  visibility: Visibility
  language: 'en' | 'nb'
  organizationId?: string
  foundedAt: Date
}

const communitySchema = new Schema({
  ...aggregateFields,
  slug: { type: String, required: true },
  name: { type: String, required: true },
  purpose: { type: String, required: true },
  norms: { type: String, default: '' },
  visibility: { type: String, enum: VISIBILITIES, required: true },
  language: { type: String, required: true },
  organizationId: String,
  foundedAt: { type: Date, required: true },
})
communitySchema.index({ slug: 1 }, { unique: true })
communitySchema.index({ name: 1 })
communitySchema.index({ organizationId: 1, name: 1 })
communitySchema.index({ name: 'text', purpose: 'text' })
communitySchema.index(...OUTBOX_INDEX)

export type CommunityStore = ReturnType<typeof communityStore>

export function communityStore(db: Connection, wake: () => void) {
  const Communities = db.model('Community', communitySchema)
  const listed = { visibility: { $in: ['open', 'request'] satisfies Visibility[] } }
  return {
    ...aggregateStore<Community>(Communities, wake),
    count: (): Promise<number> => Communities.estimatedDocumentCount(),
    async bySlug(slug: string): Promise<Community | undefined> {
      return toState<Community>(await Communities.findOne({ slug }).lean())
    },
    async many(ids: string[]): Promise<Community[]> {
      const found = await Communities.find({ _id: { $in: ids } })
        .sort({ name: 1 })
        .lean()
      return found.map(document => toState<Community>(document)!)
    },
    /** Those with their home in one of these organizations, by name. */
    async atHome(organizationIds: string[]): Promise<Community[]> {
      const found = await Communities.find({ organizationId: { $in: organizationIds } })
        .sort({ name: 1 })
        .limit(MOST_AT_HOME)
        .lean()
      return found.map(document => toState<Community>(document)!)
    },
    /** Those that anybody may know of, by name; `after` is the last name of the page before. */
    async listed(after?: string): Promise<Community[]> {
      const found = await Communities.find({ ...listed, ...(after && { name: { $gt: after } }) })
        .sort({ name: 1 })
        .limit(PAGE_SIZE + 1)
        .lean()
      return found.map(document => toState<Community>(document)!)
    },
    async search(words: string): Promise<Community[]> {
      const found = await Communities.find({ ...listed, $text: { $search: words } })
        .limit(PAGE_SIZE)
        .lean()
      return found.map(document => toState<Community>(document)!)
    },
  }
}

export const COMMUNITIES_A_PAGE = PAGE_SIZE
