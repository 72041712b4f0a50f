import { Conflict, NotFound } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { CONCURRING_REVIEWS_NEEDED, type Decision, type Judgement } from './decision.js'
import type { Reason } from './eligibility.js'
import type { ReviewEvent } from './events.js'
import type { FrozenSubmission } from './frozen.js'
import type { Hold } from './hold.js'
import type { PanelWeighing } from './weighing.js'

export const SUBMISSION_STATES = [
  'submitted',
  'checking',
  'incomplete',
  'inReview',
  'agreed',
  'inAdjudication',
  'decided',
  'withdrawn',
  'onHold',
  'denied',
] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export type ReviewState = 'offered' | 'declined' | 'recused' | 'accepted' | 'inProgress' | 'expired' | 'locked'
export type Seat = 'panel' | 'adjudicator'

/** One reviewer's part, from the offer to the locked judgement. Its id is all of a submission that a reviewer sees. */
export interface Review {
  id: string
  reviewerId: string
  seat: Seat
  state: ReviewState
  offeredAt: Date
  answerBy: Date
  /** Why this person was asked. */
  why: Reason[]
  dueAt?: Date
  remindedAt?: Date
  lockedAt?: Date
  judgements: Judgement[]
  /** For the panel only, once all have locked. */
  note: string
}

export interface AnchorRef {
  setId: string
  anchorId: string
}

/** A decided submission before fresh eyes: the same work, read by people who have seen nothing of its claim. */
export interface AppealRef {
  submissionId: string
  /** Who has read something of this claim before, or looked after it. */
  excluded: string[]
}

/** What happened, when and by whom: an event without what the submission itself says. */
export interface Step {
  name: ReviewEvent['name']
  at: Date
  actorId?: string
  reviewId?: string
  reason?: string
}

export interface Submission extends FrozenSubmission, Aggregate {
  state: SubmissionState
  /** Not anybody's: an anchor of a calibration set, mixed into one reviewer's queue. */
  anchor?: AnchorRef
  /** Set where this is an appeal, which its reviewers do not know. */
  appeal?: AppealRef
  submittedAt: Date
  reviews: Review[]
  timeline: Step[]
  /** Locale keys of what the check found missing. */
  problems: string[]
  /** How many reviews are wanted, where the model has asked for more than two. */
  panelSize?: number
  /** What the model was given and said, each time that all of the panel had locked. */
  weighings?: PanelWeighing[]
  /** Who is asked to confirm a "not yet" that the model proposes, and until when. */
  confirmation?: { reviewId: string; by: Date }
  /** Set while nobody eligible could be found for an empty seat. */
  waitingSince?: Date
  decision?: Decision
  /** Decided, and not told yet: what its earner sees is as it was. */
  resting?: Resting
  /** The last time that somebody looked into whose work this is. */
  hold?: Hold
  /** Who opened it to see how its panel does, or moved a seat of it. */
  coordinatorIds?: string[]
}

export interface Resting {
  decision: Decision
  reviewerIds: string[]
  tellAt: Date
}

export type SubmissionChange = Change<Submission, ReviewEvent>

export const submissionIdOf = (claimId: string, number: number): string => `${claimId}-${number}`

export function openSubmission(frozen: FrozenSubmission, at: Date): SubmissionChange {
  const id = submissionIdOf(frozen.claimId, frozen.number)
  const fresh = { reviews: [], timeline: [], problems: [], submittedAt: at, version: 0 }
  return change({ ...frozen, ...fresh, id, state: 'submitted' }, {}, [
    { name: 'submissionSubmitted', at, actorId: frozen.earnerId },
  ])
}

/** What is agreed upon needs no check and is never offered to anybody else. */
export function anchorSubmission(frozen: FrozenSubmission, anchor: AnchorRef, at: Date): SubmissionChange {
  const id = submissionIdOf(frozen.claimId, frozen.number)
  const fresh = { reviews: [], timeline: [], problems: [], submittedAt: at, version: 0 }
  return unchanged({ ...frozen, ...fresh, id, anchor, state: 'inReview' })
}

/** Each decision can be appealed against once. */
export const appealIdOf = (submissionId: string): string => `${submissionId}-appeal`

/** What was frozen and checked then is judged anew, by the ordinary rule. */
export function openAppeal(decided: Submission, excluded: string[], at: Date): SubmissionChange {
  ensureState(decided, 'decided')
  const { claimId, number, earnerId, earnerOrganizationIds, microCredentialId, microCredentialVersion } = decided
  const { evidence, selfAssessment, carriedOver, content, contentDigest } = decided
  const whose = { claimId, number, earnerId, earnerOrganizationIds, microCredentialId, microCredentialVersion }
  const frozen = { ...whose, evidence, selfAssessment, carriedOver, content, contentDigest }
  const fresh = { reviews: [], timeline: [], problems: [], submittedAt: at, version: 0 }
  const appeal = { submissionId: decided.id, excluded }
  return change({ ...frozen, ...fresh, id: appealIdOf(decided.id), appeal, state: 'inReview' }, {}, [
    { name: 'appealOpened', at, actorId: decided.earnerId },
  ])
}

/** A check that was interrupted starts again. */
export function startCheck(submission: Submission, at: Date): SubmissionChange {
  if (submission.state === 'checking') return unchanged(submission)
  ensureState(submission, 'submitted')
  return change(submission, { state: 'checking' }, [{ name: 'checkStarted', at }])
}

/** `problems` are locale keys; none means that reviewers may be asked. */
export function finishCheck(submission: Submission, problems: string[], at: Date): SubmissionChange {
  ensureState(submission, 'checking')
  if (problems.length === 0) return change(submission, { state: 'inReview' }, [{ name: 'submissionFoundComplete', at }])
  return change(submission, { state: 'incomplete', problems }, [{ name: 'submissionFoundIncomplete', at, problems }])
}

export function withdrawSubmission(submission: Submission, earnerId: string, at: Date): SubmissionChange {
  if (submission.earnerId !== earnerId) throw new NotFound('No such submission')
  if (submission.state === 'withdrawn') return unchanged(submission)
  ensureState(submission, 'submitted', 'checking', 'inReview', 'agreed', 'inAdjudication', 'onHold')
  if (isOutOfHands(submission)) throw new Conflict('Two reviewers have finished')
  const name = submission.appeal ? 'appealClosed' : 'submissionWithdrawn'
  return change(submission, { state: 'withdrawn' }, [{ name, at, actorId: earnerId }])
}

/**
 * Nobody takes back what may be decided already, and when that is tells nothing of the outcome: as soon as two have
 * finished. An appeal can only help, and may be given up until the end.
 */
export const isOutOfHands = ({ appeal, reviews }: Submission): boolean =>
  !appeal && reviews.filter(({ state }) => state === 'locked').length >= CONCURRING_REVIEWS_NEEDED

export function ensureState(submission: Submission, ...allowed: SubmissionState[]): void {
  if (!allowed.includes(submission.state))
    throw new Conflict(`A submission that is ${submission.state} does not allow this`)
}

/** What an appeal decides is for the appeal to act upon, not for claims and awards. */
export const decidedName = ({ appeal }: Submission) => (appeal ? 'appealDecided' : 'submissionDecided')

/** Whoever has looked after a submission knows its panel, or whose question stopped it, and does not judge it. */
export const coordinatorsOf = ({ coordinatorIds = [], hold }: Submission): string[] => [
  ...coordinatorIds,
  ...(hold ? [hold.placedBy] : []),
  ...(hold?.settled ? [hold.settled.by] : []),
]

/** Everyone who said yes to reading something of these. */
export const readersOf = (submissions: Submission[]): string[] => [
  ...new Set(
    submissions.flatMap(({ reviews }) =>
      reviews.filter(({ dueAt }) => dueAt !== undefined).map(({ reviewerId }) => reviewerId),
    ),
  ),
]

export const unchanged = (submission: Submission): SubmissionChange => ({ state: submission, events: [] })

type About = 'id' | 'submissionId' | 'claimId' | 'number' | 'earnerId' | 'microCredentialId' | 'microCredentialVersion'
type Without<Event, Key extends keyof ReviewEvent> = Event extends ReviewEvent ? Omit<Event, Key> : never
/** What a rule says of an event; `change` adds what it is about. */
export type Happening = Without<ReviewEvent, About>

/** The new state, its events, and the same happenings kept in the submission's timeline. */
export function change(submission: Submission, patch: Partial<Submission>, happenings: Happening[]): SubmissionChange {
  const { id, claimId, number, earnerId, microCredentialId, microCredentialVersion, timeline } = submission
  const about = { submissionId: id, claimId, number, earnerId, microCredentialId, microCredentialVersion }
  const events = happenings.map(
    (happening, index) => ({ id: `${id}.${timeline.length + index + 1}`, ...about, ...happening }) as ReviewEvent,
  )
  return { state: { ...submission, ...patch, timeline: [...timeline, ...happenings.map(toStep)] }, events }
}

/** Does one thing after another in one change. */
export function andThen(
  before: SubmissionChange,
  next: (submission: Submission) => SubmissionChange,
): SubmissionChange {
  const after = next(before.state)
  return { state: after.state, events: [...before.events, ...after.events] }
}

function toStep(happening: Happening): Step {
  const { name, at, actorId, reviewId, reason } = happening as Happening & Step
  return { name, at, ...(actorId && { actorId }), ...(reviewId && { reviewId }), ...(reason && { reason }) }
}
