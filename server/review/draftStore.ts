import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey } from '../platform/aggregateStore.js'
import type { LastTyped } from '../shared/editing.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import { type Highlight, MOST_HIGHLIGHTS } from './highlight.js'

/** What a reviewer has typed so far; a document of its own, so that saving it never contends with the panel. */
export interface ReviewDraft extends LastTyped {
  judgements: { criterionId: string; levelId?: string; comment: string }[]
  note: string
  /** Pinned one by one, and never by saving what is typed. */
  highlights?: Highlight[]
  /** Absent while there are only pins. */
  savedAt?: Date
}

/** What is saved as it is typed. */
export interface Words extends Pick<ReviewDraft, 'judgements' | 'note' | 'editorId'> {
  savedAt: Date
}

const draftSchema = new Schema({
  _id: { type: String, required: true },
  judgements: Array,
  note: String,
  highlights: Array,
  savedAt: Date,
  editorId: String,
  typedAt: Date,
})

export interface ReviewDraftStore {
  find(reviewId: string): Promise<ReviewDraft | undefined>
  /** In the place of what was typed at that time; undefined where nothing was. Throws StaleWrite. */
  save(reviewId: string, words: Words, replaced: Date | undefined): Promise<void>
  /** One more, each by itself, so that no other is lost. False where it is there already, or there are enough. */
  pin(reviewId: string, highlight: Highlight): Promise<boolean>
  unpin(reviewId: string, highlightId: string): Promise<void>
}

export function reviewDraftStore(db: Connection): ReviewDraftStore {
  const Drafts = db.model('ReviewDraft', draftSchema)

  async function put(query: object, typed: object, upsert: boolean): Promise<boolean> {
    try {
      const { matchedCount, upsertedCount } = await Drafts.updateOne(query, { $set: typed }, { upsert })
      return matchedCount + upsertedCount > 0
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  return {
    async find(reviewId) {
      const found = await Drafts.findById(reviewId).lean<ReviewDraft & { _id: string; __v: number }>()
      if (!found) return undefined
      const { judgements = [], note = '', highlights = [], savedAt, editorId, typedAt } = found
      const typed = { ...(savedAt && { savedAt }), ...(typedAt && { typedAt }), ...(editorId && { editorId }) }
      return { judgements, note, highlights, ...typed }
    },
    async save(reviewId, { judgements, note, savedAt, editorId = '' }, replaced) {
      const typed = { judgements, note, savedAt, editorId, typedAt: savedAt }
      const query = { _id: reviewId, typedAt: replaced ?? { $exists: false } }
      if (!(await put(query, typed, replaced === undefined)))
        throw new StaleWrite(`Draft ${reviewId} was saved meanwhile`)
    },
    async pin(reviewId, highlight) {
      await Drafts.updateOne({ _id: reviewId }, { $setOnInsert: { highlights: [] } }, { upsert: true })
      const isRoom = { [`highlights.${MOST_HIGHLIGHTS - 1}`]: { $exists: false } }
      const isNew = { highlights: { $not: { $elemMatch: placeOf(highlight) } } }
      const query = { _id: reviewId, ...isRoom, ...isNew }
      return (await Drafts.updateOne(query, { $push: { highlights: highlight } })).matchedCount > 0
    },
    async unpin(reviewId, highlightId) {
      await Drafts.updateOne({ _id: reviewId }, { $pull: { highlights: { id: highlightId } } })
    },
  }
}

const placeOf = ({ criterionId, evidenceId, quote, page, seconds }: Highlight) => ({
  ...{ criterionId, evidenceId, quote },
  page: page ?? { $exists: false },
  seconds: seconds ?? { $exists: false },
})
