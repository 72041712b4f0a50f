import { Conflict, Forbidden, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type Candidate, exclusionOf, isAway, type Reason, reasonsFor, type Situation } from './eligibility.js'
import { isImpartial } from './hold.js'
import { candidatesFor, choiceByName, type OfferDeps, offerReviews, situationOf } from './offerReviews.js'
import { emptySeats, isLate, isOpen, offerReview, replaceReview } from './panel.js'
import { reviewIdAt } from './reviewId.js'
import { andThen, type Review, type Submission, type SubmissionChange, unchanged } from './submission.js'

/** So many names are shown: whoever looks for somebody else than these knows more than the list does. */
const MOST_CHOICES = 12

export interface Move {
  submissionId: string
  coordinatorId: string
  /** Whose seat is freed; undefined where one is empty. */
  reviewId?: string
  /** Who is asked; undefined for whoever is next by the usual rules. */
  reviewerId?: string
}

/** Somebody who could be asked, and what speaks for it. */
export interface Choosable {
  personId: string
  reasons: Reason['reason'][]
  load: number
  capacity: number
}

/** Nobody loses what they are writing in time: only what is unanswered or late goes on to somebody else. */
export const isMovable = (review: Review, now: Date): boolean => review.state === 'offered' || isLate(review, now)

/** Frees a seat on a coordinator's word; time would do the same later. */
export function takeBack(
  submission: Submission,
  { reviewId, coordinatorId, at }: { reviewId: string; coordinatorId: string; at: Date },
): SubmissionChange {
  const review = submission.reviews.find(({ id }) => id === reviewId)
  if (!review) throw new NotFound('No such review')
  if (!isImpartial(submission, coordinatorId)) throw new Forbidden('Whoever has a part in it has no say in it')
  if (review.state === 'expired') return unchanged(submission)
  if (!isOpen(submission) || !isMovable(review, at)) throw new Conflict('This review is not late')
  const { id, reviewerId, seat } = review
  return replaceReview(submission, { ...review, state: 'expired' }, [
    { name: 'reviewExpired', at, actorId: coordinatorId, reviewId: id, reviewerId, seat },
  ])
}

/** A coordinator gives a seat to somebody else. Who may not judge this may not be asked, not even by name. */
export function moveSeat(deps: OfferDeps) {
  const offer = offerReviews(deps)

  /** Who could take a seat if this review were taken back, the most fitting first. */
  async function choices(submission: Submission, coordinatorId: string): Promise<Choosable[]> {
    const now = deps.now()
    const candidates = await candidatesFor(deps)
    const situation = await situationOf(deps, submission, candidates)
    return candidates
      .filter(({ personId }) => personId !== coordinatorId)
      .filter(candidate => !exclusionOf(candidate, situation) && !isAway(candidate, now))
      .map(candidate => choosable(candidate, situation))
      .sort(byFitness)
      .slice(0, MOST_CHOICES)
  }

  const move = ({ submissionId, coordinatorId, reviewId, reviewerId }: Move): Promise<void> =>
    retryOnStale(async () => {
      const submission = await deps.submissions.get(submissionId)
      const at = deps.now()
      if (!isImpartial(submission, coordinatorId)) throw new NotFound('No such submission')
      // Pressed twice: it is as it was asked for.
      if (reviewerId && submission.reviews.some(review => review.reviewerId === reviewerId)) return
      const freed = reviewId ? takeBack(submission, { reviewId, coordinatorId, at }) : unchanged(submission)
      const { state, events } = reviewerId ? await andAsk(freed, reviewerId, coordinatorId) : freed
      if (events.length > 0) await deps.submissions.save(state, events)
      else await offer([submissionId])
    })

  async function andAsk(freed: SubmissionChange, reviewerId: string, askedBy: string): Promise<SubmissionChange> {
    if (reviewerId === askedBy) throw new Forbidden('Whoever looks after a review does not write it')
    const at = deps.now()
    const { why, ...choice } = await choiceByName(deps, freed.state, reviewerId)
    const asked = { ...choice, askedBy, why: [...why.filter(({ reason }) => reason !== 'load'), BY_NAME] }
    return andThen(freed, state => offerReview(state, reviewIdAt(at), asked, at))
  }

  return { choices, move }
}

const BY_NAME: Reason = { reason: 'byName' }

function choosable(candidate: Candidate, situation: Situation): Choosable {
  const { personId, load, capacity } = candidate
  const telling: Reason['reason'][] = ['language', 'subject', 'spread']
  const reasons = reasonsFor(candidate, situation).map(({ reason }) => reason)
  return { personId, load, capacity, reasons: reasons.filter(reason => telling.includes(reason)) }
}

/** Whoever has room first, then who fits best, then who has least to do. */
const byFitness = (one: Choosable, other: Choosable): number =>
  Number(one.load >= one.capacity) - Number(other.load >= other.capacity) ||
  other.reasons.length - one.reasons.length ||
  one.load / one.capacity - other.load / other.capacity ||
  (one.personId < other.personId ? -1 : 1)

/** Whether a seat is free, or could be freed. */
export const canMove = (submission: Submission, now: Date): boolean =>
  isOpen(submission) &&
  !submission.anchor &&
  (emptySeats(submission).count > 0 || submission.reviews.some(review => isMovable(review, now)))
