import { median } from '../rating/index.js'
import { daysAfter, GRACE_DAYS } from './days.js'
import type { Candidate } from './eligibility.js'
import { emptySeats, isLate } from './panel.js'
import type { OpenSubmission } from './store.js'
import type { Review } from './submission.js'

const DAY_MS = 24 * 3600 * 1000
/** Of fewer decisions a median says nothing. */
export const DECISIONS_FOR_A_FORECAST = 5

/** What one seat of a panel is doing. */
export type SeatState = 'empty' | 'offered' | 'working' | 'late' | 'locked'

export interface BoardSeat {
  state: SeatState
  until?: Date
}

export interface BoardRow {
  submittedAt: Date
  waitingDays: number
  seats: BoardSeat[]
  isAdjudication: boolean
  isOnHold: boolean
  /** The model proposes "not yet", and a person has to confirm it. */
  isToConfirm: boolean
  /** All have finished, and the decision is told then. */
  toldAt?: Date
  isLate: boolean
  lacksReviewers: boolean
}

export interface Capacity {
  reviewers: number
  away: number
  /** Reviews that could be taken on now, and reviews that all of them together take on at a time. */
  free: number
  total: number
}

/** Where one submission stands, without a word of whose it is or who reads it. */
export function boardRow(submission: OpenSubmission, now: Date): BoardRow {
  const { seat, count } = emptySeats(submission)
  const seated = submission.reviews
    .filter(review => review.seat === seat)
    .flatMap(review => seatState(review, now) ?? [])
  const seats = [...seated, ...Array.from({ length: count }, () => ({ state: 'empty' as const }))]
  return {
    submittedAt: submission.submittedAt,
    waitingDays: Math.floor((now.getTime() - submission.submittedAt.getTime()) / DAY_MS),
    seats,
    isAdjudication: submission.state === 'inAdjudication',
    isOnHold: submission.state === 'onHold',
    isToConfirm: submission.state === 'agreed' && !submission.resting,
    ...(submission.resting && { toldAt: submission.resting.tellAt }),
    isLate: seats.some(({ state }) => state === 'late'),
    lacksReviewers: submission.waitingSince !== undefined && count > 0,
  }
}

export function seatState(review: Review, now: Date): BoardSeat | undefined {
  const { state, answerBy, dueAt, lockedAt } = review
  if (state === 'locked') return { state, ...(lockedAt && { until: lockedAt }) }
  if (state === 'offered') return { state, until: answerBy }
  if (state !== 'accepted' && state !== 'inProgress') return undefined
  if (isLate(review, now)) return { state: 'late', until: daysAfter(dueAt!, GRACE_DAYS) }
  return { state: 'working', ...(dueAt && { until: dueAt }) }
}

/** What those who may review can take on. */
export function capacityOf(candidates: Candidate[], now: Date): Capacity {
  const here = candidates.filter(({ away }) => !away || now < away.from || away.until <= now)
  return {
    reviewers: candidates.length,
    away: candidates.length - here.length,
    free: here.reduce((sum, { capacity, load }) => sum + Math.max(0, capacity - load), 0),
    total: here.reduce((sum, { capacity }) => sum + capacity, 0),
  }
}

/**
 * Days from submission to decision to expect now: the median of the last decisions, and longer in proportion to the
 * seats for which there is no room. Undefined while there are too few decisions to say, or nobody to review.
 */
export function forecastDays(
  recentDays: number[],
  emptySeatsNow: number,
  { free, total }: Capacity,
): number | undefined {
  if (recentDays.length < DECISIONS_FOR_A_FORECAST || total === 0) return undefined
  const beyondRoom = Math.max(0, emptySeatsNow - free)
  return Math.max(1, Math.round(median(recentDays) * (1 + beyondRoom / total)))
}
