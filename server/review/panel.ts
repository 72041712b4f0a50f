import { Conflict, Forbidden, Invalid, NotFound } from '../shared/errors.js'
import { daysAfter, OFFER_DAYS, REVIEW_DAYS } from './days.js'
import { CONCURRING_REVIEWS_NEEDED } from './decision.js'
import type { Choice } from './eligibility.js'
import {
  change,
  coordinatorsOf,
  ensureState,
  type Happening,
  type Review,
  type ReviewState,
  type Seat,
  type Submission,
  type SubmissionChange,
  unchanged,
} from './submission.js'

export const ANSWERABLE: ReviewState[] = ['offered', 'accepted', 'inProgress']
export const WORKING: ReviewState[] = ['accepted', 'inProgress']
const SEATED: ReviewState[] = ['offered', 'accepted', 'inProgress', 'locked']

/** Whose review it is and where: every act of a reviewer names these. */
export interface ReviewerAct {
  reviewId: string
  reviewerId: string
  at: Date
}

/** How many review at first, or as many more as the model has asked for. */
export const panelSeats = ({ panelSize }: Pick<Submission, 'panelSize'>): number =>
  panelSize ?? CONCURRING_REVIEWS_NEEDED

/** The seat that needs somebody now, and how many of it are empty. */
export function emptySeats(submission: Pick<Submission, 'state' | 'anchor' | 'reviews' | 'panelSize'>): {
  seat: Seat
  count: number
} {
  const seat = submission.state === 'inAdjudication' ? 'adjudicator' : 'panel'
  if (submission.anchor) return { seat, count: submission.reviews.length === 0 ? 1 : 0 }
  const needed = { inReview: panelSeats(submission), inAdjudication: 1 }[submission.state as string] ?? 0
  const taken = submission.reviews.filter(review => review.seat === seat && SEATED.includes(review.state)).length
  return { seat, count: Math.max(0, needed - taken) }
}

export function offerReview(submission: Submission, reviewId: string, choice: Choice, at: Date): SubmissionChange {
  const { seat, count } = emptySeats(submission)
  const { personId: reviewerId, why, askedBy } = choice
  if (count === 0) throw new Conflict('There is no empty seat on this panel')
  if (submission.earnerId === reviewerId) throw new Forbidden('Nobody reviews their own work')
  if (coordinatorsOf(submission).includes(reviewerId)) throw new Forbidden('Whoever looks after a review writes none')
  if (submission.reviews.some(review => review.reviewerId === reviewerId)) throw new Conflict('Already asked')
  const answerBy = daysAfter(at, OFFER_DAYS)
  const { waitingSince, ...seated } = submission
  const review: Review = {
    ...{ id: reviewId, reviewerId, seat, why, state: 'offered' as const },
    ...{ offeredAt: at, answerBy, judgements: [], note: '' },
  }
  return change(seated, { reviews: [...submission.reviews, review] }, [
    { name: 'reviewOffered', at, reviewId, reviewerId, seat, answerBy, ...(askedBy && { actorId: askedBy }) },
  ])
}

/** Nobody eligible: said once, and visible until somebody is found. */
export function waitForReviewers(submission: Submission, at: Date): SubmissionChange {
  if (submission.waitingSince || emptySeats(submission).count === 0) return unchanged(submission)
  return change(submission, { waitingSince: at }, [{ name: 'reviewersWanting', at }])
}

export function acceptReview(submission: Submission, act: ReviewerAct): SubmissionChange {
  const review = ownReview(submission, act)
  if (WORKING.includes(review.state)) return unchanged(submission)
  ensureAllowed(submission, review, ['offered'])
  const dueAt = daysAfter(act.at, REVIEW_DAYS)
  return replaceReview(submission, { ...review, state: 'accepted', dueAt }, [
    { ...happening(review, act), name: 'reviewAccepted', dueAt },
  ])
}

export function declineReview(submission: Submission, act: ReviewerAct & { reason: string }): SubmissionChange {
  const review = ownReview(submission, act)
  if (review.state === 'declined') return unchanged(submission)
  ensureAllowed(submission, review, ['offered'])
  return replaceReview(submission, { ...review, state: 'declined' }, [
    { ...happening(review, act), name: 'reviewDeclined', reason: act.reason },
  ])
}

/** "I think I know whose work this is": not a fault, and remembered, so that they are not asked about it again. */
export function recuseReview(submission: Submission, act: ReviewerAct & { reason: string }): SubmissionChange {
  const review = ownReview(submission, act)
  if (review.state === 'recused') return unchanged(submission)
  if (act.reason.trim() === '') throw new Invalid('A recusal needs a reason', 'reason')
  ensureAllowed(submission, review, ANSWERABLE)
  return replaceReview(submission, { ...review, state: 'recused' }, [
    { ...happening(review, act), name: 'reviewRecused', reason: act.reason },
  ])
}

export function startReview(submission: Submission, act: ReviewerAct): SubmissionChange {
  const review = ownReview(submission, act)
  ensureAllowed(submission, review, WORKING)
  if (review.state === 'inProgress') return unchanged(submission)
  return replaceReview(submission, { ...review, state: 'inProgress' }, [
    { ...happening(review, act), name: 'reviewStarted' },
  ])
}

/** Whoever has a review to answer or to write, or a "not yet" to confirm. */
export const busyReviewers = (submission: Submission): string[] =>
  submission.reviews
    .filter(review => (isOpen(submission) ? ANSWERABLE.includes(review.state) : isToConfirm(submission, review)))
    .map(({ reviewerId }) => reviewerId)

export const isToConfirm = ({ state, confirmation, resting }: Submission, { id }: Review): boolean =>
  state === 'agreed' && !resting && confirmation?.reviewId === id

/** Somebody said yes, and the day has passed. */
export const isLate = ({ state, dueAt }: Review, now: Date): boolean =>
  WORKING.includes(state) && dueAt !== undefined && dueAt < now

export const isOpen = ({ state }: Submission): boolean => state === 'inReview' || state === 'inAdjudication'
export const canWork = (submission: Submission, review: Review): boolean =>
  isOpen(submission) && WORKING.includes(review.state)

/** Throws NotFound for a review that is not this person's: they may not know that it exists. */
export function ownReview(submission: Submission, { reviewId, reviewerId }: Omit<ReviewerAct, 'at'>): Review {
  const review = submission.reviews.find(({ id }) => id === reviewId)
  if (review?.reviewerId !== reviewerId) throw new NotFound('No such review')
  return review
}

export function ensureAllowed(submission: Submission, review: Review, states: ReviewState[]): void {
  ensureState(submission, 'inReview', 'inAdjudication')
  if (!states.includes(review.state)) throw new Conflict(`A review that is ${review.state} does not allow this`)
}

export function replaceReview(submission: Submission, review: Review, happenings: Happening[]): SubmissionChange {
  const reviews = submission.reviews.map(each => (each.id === review.id ? review : each))
  return change(submission, { reviews }, happenings)
}

export const happening = (review: Review, { at }: { at: Date }) => ({
  ...systemHappening(review, at),
  actorId: review.reviewerId,
})

export const systemHappening = ({ id: reviewId, reviewerId, seat }: Review, at: Date) => ({
  at,
  reviewId,
  reviewerId,
  seat,
})
