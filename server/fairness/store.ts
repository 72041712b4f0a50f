import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { LOOK_STATES, type Look } from './look.js'

const lookSchema = new Schema({
  ...aggregateFields,
  setId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  group: { type: String, required: true },
  reviewerId: { type: String, required: true },
  at: { type: Date, required: true },
  scores: { type: Number, required: true },
  harsher: { type: Number, required: true },
  byChance: { type: Number, required: true },
  chance: { type: Number, required: true },
  found: { type: Boolean, required: true },
  state: { type: String, enum: LOOK_STATES, required: true },
  steps: Array,
})
lookSchema.index(...OUTBOX_INDEX)
lookSchema.index({ microCredentialId: 1, at: -1 })
lookSchema.index({ reviewerId: 1, at: -1 })
lookSchema.index({ setId: 1 })

/** So many tell how it is now. */
const LATEST = 200
const MOST_OF_A_SET = 20_000

export interface LookStore extends AggregateStore<Look> {
  /** The latest of each first. */
  of(microCredentialIds: string[]): Promise<Look[]>
  ofReviewer(reviewerId: string): Promise<Look[]>
  idsOf(setId: string): Promise<Set<string>>
}

export function lookStore(db: Connection, wake: () => void): LookStore {
  const Looks = db.model('FairnessLook', lookSchema)
  const latest = async (query: object) => {
    const found = await Looks.find(query).sort({ at: -1 }).limit(LATEST).lean()
    return found.map(document => toState<Look>(document)!)
  }
  return {
    ...aggregateStore<Look>(Looks, wake),
    of: async microCredentialIds =>
      (await Promise.all(microCredentialIds.map(microCredentialId => latest({ microCredentialId })))).flat(),
    ofReviewer: reviewerId => latest({ reviewerId }),
    async idsOf(setId) {
      const found = await Looks.find({ setId }).select('_id').limit(MOST_OF_A_SET).lean()
      return new Set(found.map(({ _id }) => _id))
    },
  }
}
