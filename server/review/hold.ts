import { Conflict, Forbidden, Invalid, NotFound } from '../shared/errors.js'
import { daysAfter } from './days.js'
import { ANSWERABLE } from './panel.js'
import { change, ensureState, type Submission, type SubmissionChange, unchanged } from './submission.js'

/** How long an earner may take to answer; the hold may be lifted before. */
export const ANSWER_DAYS = 14
/** In one hold: enough to explain oneself, and to show drafts and notes. */
export const MOST_ANSWERS = 20

/** A file that an earner adds; its name is neutral, as everywhere in a review. */
export interface AnswerFile {
  digest: string
  mediaType: string
  length: number
}

export interface HoldAnswer {
  at: Date
  text: string
  file?: AnswerFile
}

/** A pause in which somebody looks into whose work this is. Kept with the submission for good, however it ends. */
export interface Hold {
  placedBy: string
  placedAt: Date
  /** In the words that the earner reads. */
  reason: string
  answerBy: Date
  /** Where the submission goes on when it is cleared. */
  from: 'inReview' | 'agreed' | 'inAdjudication'
  answers: HoldAnswer[]
  settled?: { outcome: 'cleared' | 'denied'; by: string; at: Date; reason: string }
}

export interface CoordinatorAct {
  coordinatorId: string
  reason: string
  at: Date
}

/** Reviewing stops at once; the earner is told what and why. */
export function placeHold(submission: Submission, act: CoordinatorAct): SubmissionChange {
  if (submission.state === 'onHold') return unchanged(submission)
  if (submission.anchor || submission.appeal) throw new Conflict('Only a submission itself can be held')
  ensureState(submission, 'inReview', 'agreed', 'inAdjudication')
  ensureImpartial(submission, act)
  const { coordinatorId: placedBy, at, reason } = act
  const from = submission.state as Hold['from']
  const hold: Hold = { placedBy, placedAt: at, reason, answerBy: daysAfter(at, ANSWER_DAYS), from, answers: [] }
  const told = { name: 'submissionHeld' as const, at, actorId: placedBy, reason, answerBy: hold.answerBy }
  return change(submission, { state: 'onHold', hold }, [told])
}

/** Throws NotFound to anybody but the earner. */
export function answerHold(
  submission: Submission,
  { earnerId, at, text, file }: { earnerId: string; at: Date; text: string; file?: AnswerFile },
): SubmissionChange {
  const hold = holdOf(submission)
  if (submission.earnerId !== earnerId) throw new NotFound('No such submission')
  const last = hold.answers.at(-1)
  // Sent twice by two clicks: one answer.
  if (!file && last && !last.file && last.text === text.trim()) return unchanged(submission)
  if (text.trim() === '' && !file) throw new Invalid('An answer says or shows something', 'text')
  if (at > hold.answerBy) throw new Conflict('The time for an answer is over')
  if (hold.answers.length >= MOST_ANSWERS) throw new Conflict('Enough was answered')
  const answers = [...hold.answers, { at, text: text.trim(), ...(file && { file }) }]
  const told = { name: 'holdAnswered' as const, at, actorId: earnerId, placedBy: hold.placedBy }
  return change(submission, { hold: { ...hold, answers } }, [told])
}

/** Review goes on where it stopped, and nobody has less time for it than before. */
export function clearHold(submission: Submission, act: CoordinatorAct): SubmissionChange {
  if (isSettledBy(submission, act, 'cleared')) return unchanged(submission)
  const hold = holdOf(submission)
  ensureImpartial(submission, act)
  const paused = act.at.getTime() - hold.placedAt.getTime()
  const later = (date: Date) => new Date(date.getTime() + paused)
  const reviews = submission.reviews.map(review =>
    ANSWERABLE.includes(review.state)
      ? { ...review, answerBy: later(review.answerBy), ...(review.dueAt && { dueAt: later(review.dueAt) }) }
      : review,
  )
  const { confirmation } = submission
  const asked = confirmation && { confirmation: { ...confirmation, by: later(confirmation.by) } }
  return settle(submission, hold, 'cleared', act, { state: hold.from, reviews, ...asked })
}

/** Only after the earner was heard or let the time pass, and never by the one who raised it. */
export function denyHold(submission: Submission, act: CoordinatorAct): SubmissionChange {
  if (isSettledBy(submission, act, 'denied')) return unchanged(submission)
  const hold = holdOf(submission)
  ensureImpartial(submission, act)
  if (hold.placedBy === act.coordinatorId) throw new Forbidden('Somebody else decides than who placed the hold')
  if (hold.answers.length === 0 && act.at <= hold.answerBy) throw new Conflict('The earner may still answer')
  return settle(submission, hold, 'denied', act, { state: 'denied' })
}

/** Pressed twice: it stands already, by the same person and for the same reason. */
const isSettledBy = ({ state, hold }: Submission, act: CoordinatorAct, outcome: 'cleared' | 'denied'): boolean =>
  state !== 'onHold' &&
  hold?.settled?.outcome === outcome &&
  hold.settled.by === act.coordinatorId &&
  hold.settled.reason === act.reason

function settle(
  submission: Submission,
  hold: Hold,
  outcome: 'cleared' | 'denied',
  { coordinatorId: by, at, reason }: CoordinatorAct,
  patch: Partial<Submission>,
): SubmissionChange {
  const name = outcome === 'cleared' ? ('submissionCleared' as const) : ('submissionDenied' as const)
  const settled = { outcome, by, at, reason }
  return change(submission, { ...patch, hold: { ...hold, settled } }, [{ name, at, actorId: by, reason }])
}

/** Whether this person may have a say: not on the own work, and not beside being on its panel. */
export const isImpartial = (
  { earnerId, reviews }: Pick<Submission, 'earnerId' | 'reviews'>,
  personId: string,
): boolean => earnerId !== personId && reviews.every(({ reviewerId }) => reviewerId !== personId)

function ensureImpartial(submission: Submission, { coordinatorId, reason }: CoordinatorAct): void {
  if (!isImpartial(submission, coordinatorId)) throw new Forbidden('Whoever has a part in it has no say in it')
  if (reason.trim() === '') throw new Invalid('It needs a reason', 'reason')
}

function holdOf({ state, hold }: Submission): Hold {
  if (state !== 'onHold' || !hold) throw new Conflict('There is no hold to settle')
  return hold
}
