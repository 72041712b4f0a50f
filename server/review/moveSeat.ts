import { Conflict, Forbidden, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { exclusionOf, isAway, type Reason } from './eligibility.js'
import { isImpartial } from './hold.js'
import { candidatesFor, choiceByName, type OfferDeps, offerReviews, situationOf } from './offerReviews.js'
import { emptySeats, isLate, isOpen, offerReview, replaceReview } from './panel.js'
import { reviewIdAt } from './reviewId.js'
import { andThen, type Review, type Submission, type SubmissionChange, unchanged } from './submission.js'

export interface Move {
  submissionId: string
  coordinatorId: string
  /** Whose seat is freed; undefined where one is empty. */
  reviewId?: string
  /** Who is asked; undefined for whoever is next by the usual rules. */
  reviewerId?: string
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

/** Whoever opens it knows from then on who reads it. */
export function noteCoordinator(submission: Submission, coordinatorId: string): SubmissionChange {
  if (!isImpartial(submission, coordinatorId)) throw new NotFound('No such submission')
  const known = submission.coordinatorIds ?? []
  if (known.includes(coordinatorId)) return unchanged(submission)
  return unchanged({ ...submission, coordinatorIds: [...known, coordinatorId] })
}

export interface MoveDeps extends OfferDeps {
  people(ids: string[]): Promise<Map<string, { name: string; handle: string }>>
}

/** A coordinator gives a seat to somebody else. Who may not judge this may not be asked, not even by name. */
export function moveSeat(deps: MoveDeps) {
  const offer = offerReviews(deps)
  const { submissions } = deps

  /** Shows a submission to a coordinator, who is noted with it. Throws NotFound to whoever has a part in it. */
  const open = (submissionId: string, coordinatorId: string): Promise<Submission> =>
    retryOnStale(async () => {
      const submission = await submissions.get(submissionId)
      const { state } = noteCoordinator(submission, coordinatorId)
      if (state !== submission) await submissions.save(state, [])
      return state
    })

  /**
   * Who is called that and could take a seat. Whoever is nobody, may not judge this or is away are one and the same
   * answer, and there is no list of the others: who is missing in it would be of the earner's school.
   */
  async function askable(submission: Submission, called: string, coordinatorId: string): Promise<string | undefined> {
    const candidates = await candidatesFor(deps)
    const people = await deps.people(candidates.map(({ personId }) => personId))
    const named = candidates.filter(({ personId }) => isCalled(people.get(personId), called))
    const [candidate] = named
    if (!candidate || named.length > 1 || candidate.personId === coordinatorId) return undefined
    const situation = await situationOf(deps, submission, candidates)
    return exclusionOf(candidate, situation) || isAway(candidate, deps.now()) ? undefined : candidate.personId
  }

  const move = ({ submissionId, coordinatorId, reviewId, reviewerId }: Move): Promise<void> =>
    retryOnStale(async () => {
      const submission = noteCoordinator(await submissions.get(submissionId), coordinatorId).state
      const at = deps.now()
      // Pressed twice: it is as it was asked for.
      if (reviewerId && submission.reviews.some(review => review.reviewerId === reviewerId)) return
      const freed = reviewId ? takeBack(submission, { reviewId, coordinatorId, at }) : unchanged(submission)
      const { state, events } = reviewerId ? await andAsk(freed, reviewerId, coordinatorId) : freed
      if (events.length > 0) await submissions.save(state, events)
      else await offer([submissionId])
    })

  async function andAsk(freed: SubmissionChange, reviewerId: string, askedBy: string): Promise<SubmissionChange> {
    const at = deps.now()
    const { why, ...choice } = await choiceByName(deps, freed.state, reviewerId)
    const asked = { ...choice, askedBy, why: [...why.filter(({ reason }) => reason !== 'load'), BY_NAME] }
    return andThen(freed, state => offerReview(state, reviewIdAt(at), asked, at))
  }

  return { open, askable, move }
}

const BY_NAME: Reason = { reason: 'byName' }

/** By the handle, or by the whole name. */
function isCalled(person: { name: string; handle: string } | undefined, called: string): boolean {
  const wanted = called.trim().toLowerCase()
  return person !== undefined && [person.handle, `@${person.handle}`, person.name.toLowerCase()].includes(wanted)
}

/** Whether a seat is free, or could be freed. */
export const canMove = (submission: Submission, now: Date): boolean =>
  isOpen(submission) &&
  !submission.anchor &&
  (emptySeats(submission).count > 0 || submission.reviews.some(review => isMovable(review, now)))
