import { type Connection, Schema } from 'mongoose'

/** What a reviewer has typed so far; a document of its own, so that saving it never contends with the panel. */
export interface ReviewDraft {
  judgements: { criterionId: string; levelId?: string; comment: string }[]
  note: string
  savedAt: Date
}

const draftSchema = new Schema({
  _id: { type: String, required: true },
  judgements: Array,
  note: String,
  savedAt: { type: Date, required: true },
})

export interface ReviewDraftStore {
  find(reviewId: string): Promise<ReviewDraft | undefined>
  save(reviewId: string, draft: ReviewDraft): Promise<void>
}

export function reviewDraftStore(db: Connection): ReviewDraftStore {
  const Drafts = db.model('ReviewDraft', draftSchema)
  return {
    async find(reviewId) {
      const found = await Drafts.findById(reviewId).lean<ReviewDraft & { _id: string; __v: number }>()
      if (!found) return undefined
      const { judgements, note, savedAt } = found
      return { judgements, note, savedAt }
    },
    async save(reviewId, draft) {
      await Drafts.updateOne({ _id: reviewId }, { $set: draft }, { upsert: true })
    },
  }
}
