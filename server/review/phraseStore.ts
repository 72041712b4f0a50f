import { type Connection, Schema } from 'mongoose'

/** A sentence that a reviewer keeps for another time; nobody else sees it. */
export interface Phrase {
  id: string
  reviewerId: string
  text: string
}

/** What one person looks through. */
export const MOST_PHRASES = 100

const phraseSchema = new Schema({
  _id: { type: String, required: true },
  reviewerId: { type: String, required: true },
  text: { type: String, required: true },
})
phraseSchema.index({ reviewerId: 1, _id: -1 })

export interface PhraseStore {
  /** Newest first. */
  of(reviewerId: string): Promise<Phrase[]>
  add(phrase: Phrase): Promise<void>
  remove(id: string, reviewerId: string): Promise<void>
}

export function phraseStore(db: Connection): PhraseStore {
  const Phrases = db.model('ReviewPhrase', phraseSchema)
  return {
    async of(reviewerId) {
      const found = await Phrases.find({ reviewerId }).sort({ _id: -1 }).limit(MOST_PHRASES).lean()
      return found.map(({ _id, text }) => ({ id: _id, reviewerId, text }))
    },
    async add({ id, ...phrase }) {
      await Phrases.create([{ _id: id, ...phrase }])
    },
    async remove(id, reviewerId) {
      await Phrases.deleteOne({ _id: id, reviewerId })
    },
  }
}
