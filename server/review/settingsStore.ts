import { type Connection, Schema } from 'mongoose'

/** Reviews at a time, unless a reviewer says otherwise. */
export const USUAL_CAPACITY = 3
export const MOST_AT_A_TIME = 20

/** What a reviewer says of the time and the subjects they have. */
export interface ReviewerSettings {
  /** Reviews at a time, 1 to 20. */
  capacity: number
  /** None: the language they read Staffroom in. */
  languages: ('en' | 'nb')[]
  subjects: string[]
  /** Not asked from the start of `from` until the start of `until`. */
  away?: { from: Date; until: Date }
}

export const USUAL_SETTINGS: ReviewerSettings = { capacity: USUAL_CAPACITY, languages: [], subjects: [] }

const settingsSchema = new Schema({
  _id: { type: String, required: true },
  capacity: { type: Number, required: true },
  languages: [String],
  subjects: [String],
  away: Object,
})

export interface ReviewerSettingsStore {
  of(personId: string): Promise<ReviewerSettings>
  /** Has everybody asked for. */
  many(personIds: string[]): Promise<{ get(personId: string): ReviewerSettings }>
  save(personId: string, settings: ReviewerSettings): Promise<void>
}

export function reviewerSettingsStore(db: Connection): ReviewerSettingsStore {
  const Settings = db.model('ReviewerSettings', settingsSchema)
  return {
    async of(personId) {
      const found = await Settings.findById(personId).lean()
      return found ? asSettings(found) : USUAL_SETTINGS
    },
    async many(personIds) {
      const found = await Settings.find({ _id: { $in: personIds } }).lean()
      const byId = new Map(found.map(settings => [settings._id, asSettings(settings)]))
      return { get: personId => byId.get(personId) ?? USUAL_SETTINGS }
    },
    async save(personId, { away, ...rest }) {
      const change = away ? { $set: { ...rest, away } } : { $set: rest, $unset: { away: 1 } }
      await Settings.updateOne({ _id: personId }, change, { upsert: true })
    },
  }
}

function asSettings(stored: object): ReviewerSettings {
  const { capacity, languages, subjects, away } = stored as ReviewerSettings
  return { capacity, languages, subjects, ...(away && { away }) }
}
