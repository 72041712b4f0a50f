import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { boardRow, seatState } from './board.js'
import { SEAT_LOOKS } from './boardLooks.js'
import { canMove, isMovable } from './moveSeat.js'
import { emptySeats } from './panel.js'
import type { Submission } from './submission.js'

/** Says "the empty one" in the form; no review has such an id. */
export const EMPTY_SEAT = 'empty'
export const boardPath = (submissionId: string) => `/reviews/board/${submissionId}`

export interface SeatSubject {
  submission: Submission
  microCredential: MicroCredentialVersion
  people: Map<string, { name: string; handle: string }>
}

/** Where one submission stands. Nothing tells whose it is, nor who works with them. */
export function seatPage({ submission, microCredential, people }: SeatSubject, now: Date, rejected?: Rejected) {
  const row = boardRow(submission, now)
  const movable = movableSeats(submission, now)
  const form = formView({ seat: movable[0] }, rejected)
  const nameOf = (personId: string) => people.get(personId)?.name ?? ''
  return {
    ...form,
    title: microCredential.anatomy.title,
    action: boardPath(submission.id),
    submittedAt: submission.submittedAt,
    waitingDays: row.waitingDays,
    isAdjudication: row.isAdjudication,
    isOnHold: submission.state === 'onHold',
    lacksReviewers: row.lacksReviewers,
    seats: submission.reviews.flatMap(review => {
      const seat = seatState(review, now)
      if (!seat) return []
      const { state, until } = seat
      return [{ name: nameOf(review.reviewerId), key: `review.board.seat.${state}`, look: SEAT_LOOKS[state], until }]
    }),
    empty: emptySeats(submission).count,
    mayMove: canMove(submission, now),
    onlySeat: movable.length === 1 ? movable[0] : undefined,
    seatOptions: movable.map(value => ({
      ...{ value, selected: value === form.values.seat },
      ...(value === EMPTY_SEAT
        ? { labelKey: 'review.board.move.emptySeat' }
        : { label: nameOf(submission.reviews.find(({ id }) => id === value)!.reviewerId) }),
    })),
  }
}

/** What the form may say of the seat: reviews that can be taken back, and the empty one. */
export function movableSeats(submission: Submission, now: Date): string[] {
  if (!canMove(submission, now)) return []
  const reviews = submission.reviews.filter(review => isMovable(review, now)).map(({ id }) => id)
  return [...reviews, ...(emptySeats(submission).count > 0 ? [EMPTY_SEAT] : [])]
}
