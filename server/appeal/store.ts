import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { APPEAL_STATES, type Appeal, type AppealState } from './appeal.js'

const appealSchema = new Schema({
  ...aggregateFields,
  submissionId: { type: String, required: true },
  claimId: { type: String, required: true },
  number: { type: Number, required: true },
  earnerId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  grounds: Array,
  state: { type: String, enum: APPEAL_STATES, required: true },
  filedAt: { type: Date, required: true },
  panelAt: Date,
  withdrawnAt: Date,
  ruling: Object,
})
appealSchema.index(...OUTBOX_INDEX)
appealSchema.index({ claimId: 1, number: 1 })
appealSchema.index({ earnerId: 1, microCredentialId: 1 })
appealSchema.index({ microCredentialId: 1, state: 1, _id: -1 })
appealSchema.index({ state: 1 })

export type AppealCounts = Record<AppealState, number>

export interface AppealStore extends AggregateStore<Appeal> {
  /** Oldest first. */
  ofClaim(claimId: string): Promise<Appeal[]>
  /** Those in which a fresh panel has ruled, the latest of each outcome first. */
  ruledOn(microCredentialId: string, limit: number): Promise<Appeal[]>
  /** All of one person about one micro-credential, on whichever claim. */
  ofPerson(earnerId: string, microCredentialId: string): Promise<Appeal[]>
  /** How many are in each state: of one micro-credential, or of all. */
  counts(microCredentialId?: string): Promise<AppealCounts>
}

export function appealStore(db: Connection, wake: () => void): AppealStore {
  const Appeals = db.model('Appeal', appealSchema)
  return {
    ...aggregateStore<Appeal>(Appeals, wake),
    async ofClaim(claimId) {
      const found = await Appeals.find({ claimId }).sort({ number: 1 }).limit(100).lean()
      return found.map(document => toState<Appeal>(document)!)
    },
    async ruledOn(microCredentialId, limit) {
      const each = (['overturned', 'upheld'] as const).map(state =>
        Appeals.find({ microCredentialId, state }).sort({ _id: -1 }).limit(limit).lean(),
      )
      return (await Promise.all(each)).flat().map(document => toState<Appeal>(document)!)
    },
    async ofPerson(earnerId, microCredentialId) {
      const found = await Appeals.find({ earnerId, microCredentialId }).limit(100).lean()
      return found.map(document => toState<Appeal>(document)!)
    },
    async counts(microCredentialId) {
      const among = microCredentialId ? { microCredentialId } : {}
      const counts = APPEAL_STATES.map(async state => [state, await Appeals.countDocuments({ ...among, state })])
      return Object.fromEntries(await Promise.all(counts)) as AppealCounts
    },
  }
}
