import { CONCURRING_REVIEWS_NEEDED } from './decision.js'
import type { Review, ReviewState, Step, Submission, SubmissionState } from './submission.js'

const HOUR_MS = 3600_000
const DAY_HOURS = 24

/** When a decision that falls now is told; undefined: at once. */
export type TellingAt = (now: Date) => Date | undefined

/**
 * The next of these hours of UTC. A decision that is told in the minute of the last lock tells who was at work then, and
 * at which hours they are awake.
 */
export const tellingAt =
  (hours: number[]): TellingAt =>
  now => {
    const begun = Math.floor(now.getTime() / HOUR_MS)
    const waits = hours.map(hour => (hour - (begun % DAY_HOURS) + DAY_HOURS) % DAY_HOURS || DAY_HOURS)
    return waits.length === 0 ? undefined : new Date((begun + Math.min(...waits)) * HOUR_MS)
  }

/** What happens to a submission otherwise than by its reviewers, or is the decision itself. */
const TOLD_AT_ONCE: Step['name'][] = [
  ...(['submissionSubmitted', 'checkStarted', 'submissionFoundComplete', 'submissionFoundIncomplete'] as const),
  ...(['submissionHeld', 'holdAnswered', 'submissionCleared', 'submissionDenied'] as const),
  ...(['submissionWithdrawn', 'submissionDecided', 'appealOpened', 'appealClosed', 'appealDecided'] as const),
]

/** What each of a reviewer's steps makes of their review. */
const STATE_AFTER: Partial<Record<Step['name'], ReviewState>> = {
  reviewOffered: 'offered',
  reviewAccepted: 'accepted',
  reviewStarted: 'inProgress',
  reviewDeclined: 'declined',
  reviewRecused: 'recused',
  reviewExpired: 'expired',
  reviewLocked: 'locked',
}

/**
 * A submission as its earner knows it: what reviewers did since the last of the hours has not happened yet. A page, or a
 * day to expect an answer by, that changed in the minute would tell whoever looks often enough what a late decision
 * keeps to itself.
 */
export const asToldBy =
  (tells: TellingAt) =>
  ({ resting: _, ...submission }: Submission, now: Date): Submission => {
    const isTold = ({ name, at }: Step) => TOLD_AT_ONCE.includes(name) || (tells(at) ?? at) <= now
    const timeline = submission.timeline.filter(isTold)
    const isAllTold = timeline.length === submission.timeline.length
    const told = isAllTold ? submission : { ...asOf(submission, timeline), timeline }
    return { ...told, state: stateIn(told) }
  }

function asOf({ panelSize: _, confirmation, ...submission }: Omit<Submission, 'resting'>, timeline: Step[]) {
  const further = timeline.filter(({ name }) => name === 'furtherReviewWanted').length
  const isProposed = timeline.some(({ name }) => name === 'notYetProposed')
  return {
    ...submission,
    reviews: submission.reviews.flatMap(review => reviewAsOf(review, timeline)),
    ...(further > 0 && { panelSize: CONCURRING_REVIEWS_NEEDED + further }),
    ...(isProposed && confirmation && { confirmation }),
  }
}

function reviewAsOf({ dueAt, lockedAt, ...review }: Review, timeline: Step[]): Review[] {
  const steps = timeline.filter(({ name, reviewId }) => reviewId === review.id && STATE_AFTER[name])
  const last = steps.at(-1)
  if (!last) return []
  const state = STATE_AFTER[last.name]!
  const isAccepted = steps.some(({ name }) => name === 'reviewAccepted')
  return [
    { ...review, state, ...(isAccepted && dueAt && { dueAt }), ...(state === 'locked' && lockedAt && { lockedAt }) },
  ]
}

/** Agreed upon, and proposed to nobody: to its earner it is being read. */
function stateIn({ state, timeline, confirmation }: Omit<Submission, 'resting'>): SubmissionState {
  const isAdjudicated = timeline.some(({ name }) => name === 'adjudicationOpened')
  const isRead = state === 'inAdjudication' ? !isAdjudicated : state === 'agreed' && !confirmation
  return isRead ? 'inReview' : state
}
