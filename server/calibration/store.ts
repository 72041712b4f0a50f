import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import type { Calibration } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'

const setSchema = new Schema(
  {
    ...aggregateFields,
    microCredentialId: { type: String, required: true },
    microCredentialVersion: { type: Number, required: true },
    rubricDigest: { type: String, required: true },
    state: { type: String, enum: ['draft', 'open', 'closed'], required: true },
    tolerance: { type: Object, required: true },
    seedRate: { type: Number, required: true },
    pauseDays: { type: Number, required: true },
    group: String,
    anchors: Array,
  },
  { minimize: false },
)
setSchema.index(...OUTBOX_INDEX)
setSchema.index({ microCredentialId: 1, rubricDigest: 1 }, { unique: true })
setSchema.index({ state: 1, _id: 1 })
setSchema.index({ 'anchors.evidence.digest': 1 }, { sparse: true })
setSchema.index({ 'anchors.submissionId': 1 }, { sparse: true })

const calibrationSchema = new Schema({
  ...aggregateFields,
  setId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  rubricDigest: { type: String, required: true },
  reviewerId: { type: String, required: true },
  attempts: Array,
  calibratedAt: Date,
  lapse: Object,
  pausedAt: Date,
  drawn: { type: Array, default: undefined },
  offered: { type: [String], default: undefined },
  lastReviewAt: Date,
  seeded: Array,
})
calibrationSchema.index(...OUTBOX_INDEX)
calibrationSchema.index({ setId: 1, calibratedAt: 1 })
calibrationSchema.index({ reviewerId: 1 })
calibrationSchema.index({ microCredentialId: 1, 'lapse.why': 1, 'lapse.at': -1 })

/** An earner's word that reviewers may learn from a decided submission of theirs. */
export interface Gift {
  submissionId: string
  earnerId: string
  microCredentialId: string
  rubricDigest: string
  givenAt: Date
}

const giftSchema = new Schema({
  _id: { type: String, required: true },
  earnerId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  rubricDigest: { type: String, required: true },
  givenAt: { type: Date, required: true },
})
giftSchema.index({ microCredentialId: 1, rubricDigest: 1, givenAt: 1 })

export interface CalibrationStores {
  sets: AggregateStore<CalibrationSet> & {
    forRubric(microCredentialId: string, rubricDigest: string): Promise<CalibrationSet | undefined>
    /** At most a hundred. */
    open(): Promise<CalibrationSet[]>
    /** Whatever their state, by id: at most a hundred after this one. */
    after(id: string): Promise<CalibrationSet[]>
    many(ids: string[]): Promise<Map<string, CalibrationSet>>
    withSubmission(submissionId: string): Promise<CalibrationSet | undefined>
    keepsFile(digest: string): Promise<boolean>
  }
  calibrations: AggregateStore<Calibration> & {
    ofReviewer(reviewerId: string): Promise<Calibration[]>
    ofSet(setId: string): Promise<Calibration[]>
    /** Who may review by this set. */
    calibratedIn(setId: string): Promise<Set<string>>
    /** Recalled because their levels had moved, the latest of each micro-credential first. */
    drifted(microCredentialIds: string[]): Promise<Calibration[]>
  }
  gifts: {
    find(submissionId: string): Promise<Gift | undefined>
    give(gift: Gift): Promise<void>
    takeBack(submissionId: string): Promise<void>
    /** Oldest first, at most a hundred. */
    forRubric(microCredentialId: string, rubricDigest: string): Promise<Gift[]>
  }
}

const MOST_SETS = 100
const MOST_REVIEWERS = 5000

export function calibrationStores(db: Connection, wake: () => void): CalibrationStores {
  const Sets = db.model('CalibrationSet', setSchema)
  const Calibrations = db.model('Calibration', calibrationSchema)
  const Gifts = db.model('CalibrationGift', giftSchema)
  const setsIn = (documents: unknown[]) => documents.map(document => toState<CalibrationSet>(document)!)
  const calibrationsIn = (documents: unknown[]) => documents.map(document => toState<Calibration>(document)!)

  return {
    sets: {
      ...aggregateStore<CalibrationSet>(Sets),
      forRubric: async (microCredentialId, rubricDigest) =>
        toState<CalibrationSet>(await Sets.findOne({ microCredentialId, rubricDigest }).lean()),
      open: async () => setsIn(await Sets.find({ state: 'open' }).sort({ _id: 1 }).limit(MOST_SETS).lean()),
      after: async id =>
        setsIn(
          await Sets.find({ _id: { $gt: id } })
            .sort({ _id: 1 })
            .limit(MOST_SETS)
            .lean(),
        ),
      async many(ids) {
        const found = setsIn(await Sets.find({ _id: { $in: ids } }).lean())
        return new Map(found.map(set => [set.id, set]))
      },
      withSubmission: async submissionId =>
        toState<CalibrationSet>(await Sets.findOne({ 'anchors.submissionId': submissionId }).lean()),
      keepsFile: async digest => (await Sets.exists({ 'anchors.evidence.digest': digest })) !== null,
    },
    calibrations: {
      ...aggregateStore<Calibration>(Calibrations, wake),
      ofReviewer: async reviewerId => calibrationsIn(await Calibrations.find({ reviewerId }).limit(MOST_SETS).lean()),
      ofSet: async setId => calibrationsIn(await Calibrations.find({ setId }).limit(MOST_REVIEWERS).lean()),
      async calibratedIn(setId) {
        const query = Calibrations.find({ setId, calibratedAt: { $gt: new Date(0) } }).limit(MOST_REVIEWERS)
        const found = await query.select('reviewerId').lean<{ reviewerId: string }[]>()
        return new Set(found.map(({ reviewerId }) => reviewerId))
      },
      async drifted(ids) {
        const latest = (microCredentialId: string) =>
          Calibrations.find({ microCredentialId, 'lapse.why': 'drift' })
            .sort({ 'lapse.at': -1 })
            .limit(MOST_SETS)
            .lean()
        return calibrationsIn((await Promise.all(ids.map(latest))).flat())
      },
    },
    gifts: {
      async find(submissionId) {
        const found = await Gifts.findById(submissionId).lean()
        return found ? asGift(found) : undefined
      },
      async give({ submissionId, ...rest }) {
        await Gifts.updateOne({ _id: submissionId }, { $setOnInsert: rest }, { upsert: true })
      },
      async takeBack(submissionId) {
        await Gifts.deleteOne({ _id: submissionId })
      },
      async forRubric(microCredentialId, rubricDigest) {
        const found = Gifts.find({ microCredentialId, rubricDigest }).sort({ givenAt: 1 }).limit(MOST_SETS)
        return (await found.lean()).map(asGift)
      },
    },
  }
}

const asGift = ({
  _id,
  earnerId,
  microCredentialId,
  rubricDigest,
  givenAt,
}: Omit<Gift, 'submissionId'> & { _id: string }) => ({
  submissionId: _id,
  ...{ earnerId, microCredentialId, rubricDigest, givenAt },
})
