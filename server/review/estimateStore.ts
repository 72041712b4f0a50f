import { type Connection, Schema } from 'mongoose'
import type { ReviewerEstimate } from '../rating/index.js'
import type { KeptEstimates } from './weighing.js'

/** Kept for good: what was decided by them is computed again from them. */
const estimatesSchema = new Schema({
  _id: { type: String, required: true },
  at: { type: Date, required: true },
  model: { type: String, required: true },
  population: { type: Object, required: true },
  pool: { type: Object, required: true },
  reviewers: { type: Array, required: true },
})

type Stored = Omit<KeptEstimates, 'id' | 'reviewers'> & { _id: string; reviewers: ReviewerEstimate[] }

export interface EstimateStore {
  keep(estimates: KeptEstimates): Promise<void>
  /** Ids sort by time. */
  latest(): Promise<KeptEstimates | undefined>
}

export function estimateStore(db: Connection): EstimateStore {
  const Kept = db.model('ReviewerEstimates', estimatesSchema)
  return {
    async keep({ id, reviewers, ...rest }) {
      await Kept.create({ _id: id, ...rest, reviewers: [...reviewers.values()] })
    },
    async latest() {
      const [found] = await Kept.find().sort({ _id: -1 }).limit(1).lean<Stored[]>()
      if (!found) return undefined
      const { _id: id, at, model, population, pool, reviewers } = found
      return { id, at, model, population, pool, reviewers: new Map(reviewers.map(each => [each.reviewerId, each])) }
    },
  }
}
