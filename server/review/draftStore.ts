import { type Connection, Schema } from 'mongoose'
import type { LastTyped } from '../shared/editing.js'
import type { Highlight } from './highlight.js'

/** What a reviewer has typed so far; a document of its own, so that saving it never contends with the panel. */
export interface ReviewDraft extends LastTyped {
  judgements: { criterionId: string; levelId?: string; comment: string }[]
  note: string
  /** Pinned one by one, and never by saving what is typed. */
  highlights?: Highlight[]
  savedAt: Date
}

const draftSchema = new Schema({
  _id: { type: String, required: true },
  judgements: Array,
  note: String,
  highlights: Array,
  savedAt: { type: Date, required: true },
  editorId: String,
  typedAt: Date,
})

export interface ReviewDraftStore {
  find(reviewId: string): Promise<ReviewDraft | undefined>
  save(reviewId: string, draft: Omit<ReviewDraft, 'highlights'>): Promise<void>
  saveHighlights(reviewId: string, highlights: Highlight[], savedAt: Date): Promise<void>
}

export function reviewDraftStore(db: Connection): ReviewDraftStore {
  const Drafts = db.model('ReviewDraft', draftSchema)
  return {
    async find(reviewId) {
      const found = await Drafts.findById(reviewId).lean<ReviewDraft & { _id: string; __v: number }>()
      if (!found) return undefined
      const { judgements, note = '', highlights = [], savedAt, editorId, typedAt } = found
      return { judgements, note, highlights, savedAt, ...(editorId && typedAt && { editorId, typedAt }) }
    },
    async save(reviewId, { judgements, note, savedAt, editorId = '' }) {
      const typed = { judgements, note, savedAt, editorId, typedAt: savedAt }
      await Drafts.updateOne({ _id: reviewId }, { $set: typed }, { upsert: true })
    },
    async saveHighlights(reviewId, highlights, savedAt) {
      await Drafts.updateOne({ _id: reviewId }, { $set: { highlights, savedAt } }, { upsert: true })
    },
  }
}
