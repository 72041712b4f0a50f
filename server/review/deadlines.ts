import { openAdjudication, tellDecision } from './concluding.js'
import { CONFIRMATION_DAYS, daysAfter, GRACE_DAYS, OFFER_DAYS, REMINDER_DAYS, REVIEW_DAYS } from './days.js'
import { ANSWERABLE, emptySeats, isOpen, systemHappening, WORKING } from './panel.js'
import {
  change,
  type Happening,
  type Review,
  type Submission,
  type SubmissionChange,
  type SubmissionState,
  unchanged,
} from './submission.js'

/** What time alone brings about: decisions that are told, offers and reviews that expire, and reminders. */
export function passTime(submission: Submission, now: Date): SubmissionChange {
  if (isBefore(tellAt(submission), now)) return tellDecision(submission, now)
  if (isBefore(confirmBy(submission), now)) return openAdjudication(submission, now)
  if (!isOpen(submission)) return unchanged(submission)
  const happenings: Happening[] = []
  const reviews = submission.reviews.map(review => {
    if (isBefore(expiresAt(review), now)) {
      happenings.push({ ...systemHappening(review, now), name: 'reviewExpired' })
      return { ...review, state: 'expired' as const }
    }
    if (isBefore(remindAt(review), now)) {
      happenings.push({ ...systemHappening(review, now), name: 'reviewDueSoon', dueAt: review.dueAt! })
      return { ...review, remindedAt: now }
    }
    return review
  })
  return happenings.length === 0 ? unchanged(submission) : change(submission, { reviews }, happenings)
}

/** From when on the system has to look at this submission; undefined when only people can move it. */
export function attentionAt(submission: Submission): Date | undefined {
  if (submission.resting) return tellAt(submission)
  if (!isOpen(submission)) return confirmBy(submission)
  if (emptySeats(submission).count > 0) return submission.waitingSince ?? submission.submittedAt
  const times = submission.reviews
    .flatMap(review => [expiresAt(review), remindAt(review)])
    .filter(time => time !== undefined)
  return times.sort((one, other) => one.getTime() - other.getTime())[0]
}

/**
 * By when the panel that sits now should be done; undefined while a seat is empty. While a "not yet" waits for a
 * person's yes, the day that it would be had a further reader been asked instead: the earner is not to tell the two apart.
 */
export function expectedBy(submission: Submission): Date | undefined {
  const confirmation = submission.state === 'agreed' ? submission.confirmation?.by : undefined
  if (confirmation) return daysAfter(confirmation, OFFER_DAYS - CONFIRMATION_DAYS + REVIEW_DAYS)
  if (!isOpen(submission) || emptySeats(submission).count > 0) return undefined
  const open = submission.reviews.filter(({ state }) => ANSWERABLE.includes(state))
  const times = open.map(({ dueAt, answerBy }) => dueAt ?? daysAfter(answerBy, REVIEW_DAYS))
  return times.sort((one, other) => other.getTime() - one.getTime())[0]
}

/** Not while somebody looks into whose work it is, and not once it was withdrawn. */
const tellAt = ({ state, resting }: Submission): Date | undefined =>
  RESTING.includes(state) ? resting?.tellAt : undefined
const RESTING: SubmissionState[] = ['agreed', 'inReview', 'inAdjudication']

const confirmBy = ({ state, confirmation, resting }: Submission): Date | undefined =>
  state === 'agreed' && !resting ? confirmation?.by : undefined

function expiresAt({ state, answerBy, dueAt }: Review): Date | undefined {
  if (state === 'offered') return answerBy
  return WORKING.includes(state) && dueAt ? daysAfter(dueAt, GRACE_DAYS) : undefined
}

const remindAt = ({ state, dueAt, remindedAt }: Review): Date | undefined =>
  WORKING.includes(state) && dueAt && !remindedAt ? daysAfter(dueAt, -REMINDER_DAYS) : undefined

const isBefore = (time: Date | undefined, now: Date) => time !== undefined && time <= now
