import { type Connection, Schema } from 'mongoose'

const draftSchema = new Schema({
  _id: { type: String, required: true },
  values: { type: Object, required: true },
  savedAt: { type: Date, required: true },
  editorId: String,
})

export interface AppealDraft {
  /** By the name of the field. */
  values: Record<string, string>
  savedAt: Date
  /** The form that saved it last. */
  editorId?: string
}

/** Reasons that are being written: one draft a decision. */
export interface AppealDraftStore {
  find(submissionId: string): Promise<AppealDraft | undefined>
  save(submissionId: string, draft: AppealDraft): Promise<void>
  forget(submissionId: string): Promise<void>
}

export function appealDraftStore(db: Connection): AppealDraftStore {
  const Drafts = db.model('AppealDraft', draftSchema)
  return {
    async find(submissionId) {
      const found = await Drafts.findById(submissionId).lean()
      if (!found) return undefined
      const { values, savedAt, editorId } = found
      return { values: values as Record<string, string>, savedAt, ...(editorId && { editorId }) }
    },
    async save(submissionId, draft) {
      await Drafts.updateOne({ _id: submissionId }, { $set: draft }, { upsert: true })
    },
    async forget(submissionId) {
      await Drafts.deleteOne({ _id: submissionId })
    },
  }
}
