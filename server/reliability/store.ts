import { type Connection, Schema } from 'mongoose'
import type { AnchorSeen, Decided } from './decided.js'

const decidedSchema = new Schema({
  _id: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  number: { type: Number, required: true },
  outcome: { type: String, enum: ['earned', 'notYet'], required: true },
  submittedAt: { type: Date, required: true },
  decidedAt: { type: Date, required: true },
  reviews: Array,
  criteria: Array,
})
decidedSchema.index({ microCredentialId: 1, decidedAt: -1 })
decidedSchema.index({ 'reviews.reviewerId': 1, decidedAt: -1 })

const anchorSchema = new Schema({
  _id: { type: String, required: true },
  reviewerId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  judged: { type: Number, required: true },
  right: { type: Number, required: true },
})
anchorSchema.index({ microCredentialId: 1, _id: -1 })

/** So many tell how it is now. */
export const LATEST = 500

/** What reviewing came to: one document for each decided submission and each anchor seen, however often it is told. */
export interface ReliabilityStore {
  keepDecided(decided: Decided): Promise<void>
  keepAnchor(seen: AnchorSeen): Promise<void>
  isEmpty(): Promise<boolean>
  count(microCredentialId: string): Promise<number>
  /** The latest first. */
  decided(microCredentialIds: string[]): Promise<Decided[]>
  decidedBy(reviewerId: string): Promise<Decided[]>
  /** Counts no further than `most`. */
  countBy(reviewerId: string, most: number): Promise<number>
  anchors(microCredentialIds: string[]): Promise<AnchorSeen[]>
}

export function reliabilityStore(db: Connection): ReliabilityStore {
  const DecidedRows = db.model('ReliabilityDecided', decidedSchema)
  const Anchors = db.model('ReliabilityAnchor', anchorSchema)
  const asDecided = ({ _id, __v, ...rest }: { _id: string; __v?: number }) =>
    ({ submissionId: _id, ...rest }) as Decided
  return {
    async keepDecided({ submissionId, ...rest }) {
      await DecidedRows.updateOne({ _id: submissionId }, { $set: rest }, { upsert: true })
    },
    async keepAnchor({ reviewId, ...rest }) {
      await Anchors.updateOne({ _id: reviewId }, { $set: rest }, { upsert: true })
    },
    isEmpty: async () => (await DecidedRows.exists({})) === null,
    count: microCredentialId => DecidedRows.countDocuments({ microCredentialId }),
    async decided(microCredentialIds) {
      const found = DecidedRows.find({ microCredentialId: { $in: microCredentialIds } }).sort({ decidedAt: -1 })
      return (await found.limit(LATEST).lean()).map(asDecided)
    },
    async decidedBy(reviewerId) {
      const found = DecidedRows.find({ 'reviews.reviewerId': reviewerId }).sort({ decidedAt: -1 }).limit(LATEST)
      return (await found.lean()).map(asDecided)
    },
    countBy: (reviewerId, most) => DecidedRows.countDocuments({ 'reviews.reviewerId': reviewerId }).limit(most),
    async anchors(microCredentialIds) {
      const found = Anchors.find({ microCredentialId: { $in: microCredentialIds } })
        .sort({ _id: -1 })
        .limit(LATEST)
      return (await found.lean()).map(({ _id, reviewerId, microCredentialId, judged, right }) => ({
        ...{ reviewId: _id, reviewerId, microCredentialId, judged, right },
      }))
    },
  }
}
