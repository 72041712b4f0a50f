import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { NotFound } from '../shared/errors.js'
import { attentionAt } from './deadlines.js'
import { busyReviewers } from './panel.js'
import { type Resting, SUBMISSION_STATES, type Submission, type SubmissionState } from './submission.js'

const reviewSchema = new Schema(
  {
    id: { type: String, required: true },
    reviewerId: { type: String, required: true },
    seat: { type: String, enum: ['panel', 'adjudicator'], required: true },
    state: { type: String, required: true },
    offeredAt: { type: Date, required: true },
    answerBy: { type: Date, required: true },
    why: Array,
    dueAt: Date,
    remindedAt: Date,
    lockedAt: Date,
    judgements: Array,
    note: String,
  },
  { _id: false, id: false },
)

const submissionSchema = new Schema({
  ...aggregateFields,
  claimId: { type: String, required: true },
  number: { type: Number, required: true },
  earnerId: { type: String, required: true },
  earnerOrganizationIds: [String],
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  evidence: Array,
  selfAssessment: Array,
  carriedOver: Array,
  content: { type: String, required: true },
  contentDigest: { type: String, required: true },
  state: { type: String, enum: SUBMISSION_STATES, required: true },
  anchor: Object,
  appeal: Object,
  submittedAt: { type: Date, required: true },
  reviews: [reviewSchema],
  timeline: Array,
  problems: [String],
  waitingSince: Date,
  panelSize: Number,
  weighings: { type: Array, default: undefined },
  confirmation: Object,
  decision: Object,
  resting: Object,
  hold: Object,
  coordinatorIds: { type: [String], default: undefined },
  // Derived from the state on every write, so that the queries below have an index.
  attentionAt: Date,
  busyReviewers: [String],
})
submissionSchema.index(...OUTBOX_INDEX)
submissionSchema.index({ claimId: 1, number: 1 })
submissionSchema.index({ earnerId: 1 })
submissionSchema.index({ 'reviews.id': 1 })
submissionSchema.index({ 'reviews.reviewerId': 1, submittedAt: -1 })
submissionSchema.index({ 'evidence.digest': 1 }, { sparse: true })
submissionSchema.index({ 'evidence.thumbnailDigest': 1 }, { sparse: true })
submissionSchema.index({ 'hold.answers.file.digest': 1 }, { sparse: true })
submissionSchema.index({ busyReviewers: 1 })
submissionSchema.index({ microCredentialId: 1, state: 1, submittedAt: 1 })
submissionSchema.index({ microCredentialId: 1, state: 1, 'decision.at': -1 })
submissionSchema.index({ attentionAt: 1 }, { sparse: true })
submissionSchema.index({ state: 1, submittedAt: -1 })

/** What can be said of a submission under way without reading it. */
export type OpenSubmission = Pick<
  Submission,
  'id' | 'earnerId' | 'state' | 'submittedAt' | 'waitingSince' | 'panelSize' | 'reviews' | 'anchor'
> & { resting?: Pick<Resting, 'tellAt'> }
const REVIEW_FIELDS = ['reviewerId', 'seat', 'state', 'answerBy', 'dueAt', 'lockedAt'].map(name => `reviews.${name}`)
const OPEN_FIELDS = [
  ...['earnerId', 'state', 'submittedAt', 'waitingSince', 'panelSize', 'resting.tellAt'],
  ...REVIEW_FIELDS,
]

/** What the model learns from: who judged what by which rubric. */
export type DecidedReviews = Pick<Submission, 'microCredentialId' | 'microCredentialVersion' | 'reviews' | 'anchor'>

export interface SubmissionStore extends AggregateStore<Submission> {
  /** Throws NotFound. */
  withReview(reviewId: string): Promise<Submission>
  /** Its attempts, oldest first; appeals are none. */
  ofClaim(claimId: string): Promise<Submission[]>
  /** All there are, by id: the next ones after this. */
  after(id: string, limit: number): Promise<Submission[]>
  /** Newest first. */
  ofReviewer(reviewerId: string, page: { before?: Date; limit: number }): Promise<Submission[]>
  /** Those that the reviewer has to answer or to write. */
  waitingFor(reviewerId: string): Promise<Submission[]>
  /** How many open reviews each of these people has. */
  loads(): Promise<Map<string, number>>
  /** Ids, the longest waiting first. */
  needingAttention(now: Date, limit: number): Promise<string[]>
  keepsFile(digest: string): Promise<boolean>
  /** Those under way for one micro-credential, the longest waiting first, without evidence or judgements. */
  openFor(microCredentialId: string, limit: number): Promise<OpenSubmission[]>
  /** When the last decided ones were submitted and decided, newest first. */
  decidedFor(microCredentialId: string, limit: number): Promise<{ submittedAt: Date; decidedAt: Date }[]>
  /** The reviews of what was decided last. */
  lastDecided(limit: number): Promise<DecidedReviews[]>
  /** Whose work this person has reviewed since then: at most a thousand, the latest. */
  reviewedBy(reviewerId: string, since: Date): Promise<string[]>
  /** Everyone who ever recused themselves from this earner's work. */
  recusedFrom(earnerId: string): Promise<string[]>
}

export function submissionStore(db: Connection, wake: () => void): SubmissionStore {
  const Submissions = db.model('Submission', submissionSchema)
  const base = aggregateStore<Submission>(Submissions, wake)
  const read = (documents: unknown[]) => documents.map(document => withoutDerived(toState<Stored>(document)!))

  return {
    ...base,
    async find(id) {
      const found = await base.find(id)
      return found && withoutDerived(found as Stored)
    },
    async get(id) {
      return withoutDerived((await base.get(id)) as Stored)
    },
    insert: (state, events) => base.insert(withDerived(state), events),
    save: (state, events) => base.save(withDerived(state), events),
    async withReview(reviewId) {
      const [found] = read(await Submissions.find({ 'reviews.id': reviewId }).limit(1).lean())
      if (!found) throw new NotFound('No such review')
      return found
    },
    async ofClaim(claimId) {
      const query = { claimId, appeal: { $exists: false } }
      return read(await Submissions.find(query).sort({ number: 1 }).limit(100).lean())
    },
    after: async (id, limit) =>
      read(
        await Submissions.find({ _id: { $gt: id } })
          .sort({ _id: 1 })
          .limit(limit)
          .lean(),
      ),
    async ofReviewer(reviewerId, { before, limit }) {
      const older = before ? { submittedAt: { $lt: before } } : {}
      const query = { 'reviews.reviewerId': reviewerId, ...older }
      return read(await Submissions.find(query).sort({ submittedAt: -1 }).limit(limit).lean())
    },
    waitingFor: async reviewerId => read(await Submissions.find({ busyReviewers: reviewerId }).limit(100).lean()),
    async loads() {
      const busy = await Submissions.find({ busyReviewers: { $gt: '' } })
        .select('busyReviewers')
        .lean<{ busyReviewers: string[] }[]>()
      return countEach(busy.flatMap(submission => submission.busyReviewers))
    },
    async needingAttention(now, limit) {
      const due = Submissions.find({ attentionAt: { $lte: now } })
      const found = await due.sort({ attentionAt: 1 }).limit(limit).select('_id').lean()
      return found.map(({ _id }) => _id)
    },
    async keepsFile(digest) {
      const [asContent, asThumbnail, asAnswer] = await Promise.all([
        Submissions.exists({ 'evidence.digest': digest }),
        Submissions.exists({ 'evidence.thumbnailDigest': digest }),
        Submissions.exists({ 'hold.answers.file.digest': digest }),
      ])
      return asContent !== null || asThumbnail !== null || asAnswer !== null
    },
    async openFor(microCredentialId, limit) {
      // State by state, so that the index serves the order too.
      const inState = (state: SubmissionState) =>
        Submissions.find({ microCredentialId, state, anchor: { $exists: false } })
          .sort({ submittedAt: 1 })
          .limit(limit)
          .select(OPEN_FIELDS)
          .lean()
      const documents = (await Promise.all(OPEN_STATES.map(inState))).flat()
      const found = documents.map(document => toState<OpenSubmission>(document)!)
      return found.sort((one, other) => one.submittedAt.getTime() - other.submittedAt.getTime()).slice(0, limit)
    },
    async decidedFor(microCredentialId, limit) {
      const query = { microCredentialId, state: 'decided' as const, anchor: { $exists: false } }
      const newest = Submissions.find(query).sort({ 'decision.at': -1 }).limit(limit)
      const found = await newest
        .select('submittedAt decision.at')
        .lean<Pick<Submission, 'submittedAt' | 'decision'>[]>()
      return found.map(({ submittedAt, decision }) => ({ submittedAt, decidedAt: decision!.at }))
    },
    async lastDecided(limit) {
      const decided = Submissions.find({ state: 'decided' }).sort({ submittedAt: -1 }).limit(limit)
      const fields = 'microCredentialId microCredentialVersion anchor reviews.reviewerId reviews.seat reviews.state'
      return decided.select(`${fields} reviews.judgements`).lean<DecidedReviews[]>()
    },
    async reviewedBy(reviewerId, since) {
      const query = { 'reviews.reviewerId': reviewerId, submittedAt: { $gte: since } }
      const found = await Submissions.find(query)
        .sort({ submittedAt: -1 })
        .limit(1000)
        .select('earnerId reviews')
        .lean()
      const locked = (reviews: { reviewerId: string; state: string }[]) =>
        reviews.some(review => review.reviewerId === reviewerId && review.state === 'locked')
      return found.filter(({ reviews }) => locked(reviews)).map(({ earnerId }) => earnerId)
    },
    async recusedFrom(earnerId) {
      const found = read(await Submissions.find({ earnerId }).select('reviews').limit(1000).lean())
      const reviews = found.flatMap(submission => submission.reviews)
      return reviews.filter(review => review.state === 'recused').map(review => review.reviewerId)
    },
  }
}

const OPEN_STATES: SubmissionState[] = ['inReview', 'agreed', 'inAdjudication', 'onHold']

type Stored = Submission & { attentionAt?: Date; busyReviewers?: string[] }

function withDerived(state: Submission): Submission {
  const at = attentionAt(state)
  return { ...state, ...(at && { attentionAt: at }), busyReviewers: busyReviewers(state) } as Submission
}

function withoutDerived({ attentionAt: _attention, busyReviewers: _busy, ...state }: Stored): Submission {
  return state
}

function countEach(ids: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
