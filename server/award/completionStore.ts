import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import type { Completion } from './completion.js'

const LATEST_SHOWN = 20

const completionSchema = new Schema({
  ...aggregateFields,
  organizationId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  title: { type: String, required: true },
  programme: { type: String, required: true },
  state: { type: String, enum: ['planned', 'awarding', 'done'], required: true },
  people: { type: [String], required: true },
  awarded: { type: Number, required: true },
  holders: { type: [String], required: true },
  unknown: { type: [String], required: true },
  plannedBy: { type: String, required: true },
  plannedAt: { type: Date, required: true },
})
completionSchema.index(...OUTBOX_INDEX)
completionSchema.index({ organizationId: 1, _id: -1 })

export interface CompletionStore extends AggregateStore<Completion> {
  /** The latest first, without the people in them. */
  latest(organizationId: string): Promise<Pick<Completion, 'id' | 'title' | 'programme' | 'state' | 'plannedAt'>[]>
}

export function completionStore(db: Connection, wake: () => void): CompletionStore {
  const Completions = db.model('Completion', completionSchema)
  return {
    ...aggregateStore<Completion>(Completions, wake),
    async latest(organizationId) {
      const found = await Completions.find({ organizationId })
        .select({ title: 1, programme: 1, state: 1, plannedAt: 1 })
        .sort({ _id: -1 })
        .limit(LATEST_SHOWN)
        .lean()
      return found.map(document => toState<Completion>(document)!)
    },
  }
}
