import { createHash } from 'node:crypto'
import { Conflict, NotFound } from '../shared/errors.js'
import type { Aggregate } from '../shared/events.js'
import { isFullyScored, type Rubric, type Score } from '../shared/rubric.js'
import { agreementWith, isWithin, type PanelAgreement } from './agreement.js'
import { type Anchor, type CalibrationSet, isWanting, TEST_ANCHORS_NEEDED } from './calibrationSet.js'
import { type Drawn, drawVersions } from './versions.js'

/** A test has up to ten anchors: the number that reviewers are measured by in the reference study of issue 5. */
export const TEST_SIZE = 10
const DAY_MS = 24 * 3600 * 1000

/** One reviewer's levels on one anchor. */
export interface Answer {
  anchorId: string
  scores: Score[]
  at: Date
}

/** What showed in the middle of real work: an anchor, or a decision that did not stand, with the levels agreed since. */
export interface Observation extends Answer {
  reviewId: string
  agreed?: Score[]
}

/** One go at a set: its training anchors with feedback after each, then a test without. */
export interface Attempt {
  startedAt: Date
  training: string[]
  test: string[]
  answers: Answer[]
  /** Once the whole test is scored. */
  result?: PanelAgreement & { passed: boolean; at: Date }
}

/** `leaning`: a coordinator has asked for it, after a talk about how they read the work of one group. */
export type Lapse = 'pause' | 'drift' | 'leaning'

/** One reviewer's standing with one set. */
export interface Calibration extends Aggregate {
  setId: string
  microCredentialId: string
  rubricDigest: string
  reviewerId: string
  attempts: Attempt[]
  /** While set, they may review. */
  calibratedAt?: Date
  /** Why they have to calibrate again. */
  lapse?: { why: Lapse; at: Date }
  /** Since when a coordinator has put them aside: they are not asked, and do not calibrate, until that ends. */
  pausedAt?: Date
  /** Which version of an anchor they met, of those that have two. Each is drawn once. */
  drawn?: Drawn[]
  /** Anchors that were offered between reviews, or may not be: none of them a second time. */
  offered?: string[]
  /** The last review or anchor, from which a pause is counted. */
  lastReviewAt?: Date
  /** Anchors that were mixed blindly into the queue, and decisions overturned on appeal, oldest first. */
  seeded: Observation[]
}

export const calibrationIdOf = (setId: string, reviewerId: string) => `${setId}.${reviewerId}`

export function newCalibration(set: CalibrationSet, reviewerId: string): Calibration {
  const { id: setId, microCredentialId, rubricDigest } = set
  const id = calibrationIdOf(setId, reviewerId)
  return { id, setId, microCredentialId, rubricDigest, reviewerId, attempts: [], seeded: [], version: 0 }
}

/** Anchors that this reviewer has not seen come first in a test; the draw is the same however often it is made. */
export function startAttempt(calibration: Calibration, set: CalibrationSet, at: Date): Calibration {
  if (set.state !== 'open') throw new Conflict('This set is not open')
  if (calibration.pausedAt) throw new Conflict('A coordinator has put this reviewer aside')
  if (currentAttempt(calibration)) return calibration
  if (isWanting(set)) throw new Conflict('Some anchors are being replaced: come back in a few days')
  const seen = new Set(calibration.attempts.flatMap(({ answers }) => answers.map(({ anchorId }) => anchorId)))
  const ofUse = (use: Anchor['use']) => set.anchors.filter(anchor => anchor.use === use).map(({ id }) => id)
  const drawn = ofUse('test').sort(
    (one, other) =>
      Number(seen.has(one)) - Number(seen.has(other)) || (lot(calibration, one) < lot(calibration, other) ? -1 : 1),
  )
  const attempt: Attempt = { startedAt: at, training: ofUse('training'), test: drawn.slice(0, TEST_SIZE), answers: [] }
  return drawVersions({ ...calibration, attempts: [...calibration.attempts, attempt] }, set, attempt.test, at)
}

export function currentAttempt({ attempts }: Calibration): Attempt | undefined {
  const last = attempts.at(-1)
  return last && !last.result ? last : undefined
}

/** The anchor to score next; anchors taken out of the set meanwhile are passed over. */
export function nextAnchor(calibration: Calibration, set: CalibrationSet): Anchor | undefined {
  const attempt = currentAttempt(calibration)
  if (!attempt) return undefined
  const answered = new Set(attempt.answers.map(({ anchorId }) => anchorId))
  const open = [...attempt.training, ...attempt.test].filter(id => !answered.has(id))
  return open.map(id => set.anchors.find(anchor => anchor.id === id)).find(anchor => anchor !== undefined)
}

/** Scoring an anchor twice keeps the first answer: what was agreed has been shown since. */
export function answerAnchor(
  calibration: Calibration,
  set: CalibrationSet,
  answer: Answer,
  rubric: Rubric,
): Calibration {
  const attempt = currentAttempt(calibration)
  const isAsked = attempt && [...attempt.training, ...attempt.test].includes(answer.anchorId)
  if (!isAsked) throw new NotFound('This anchor is not asked of you')
  if (attempt.answers.some(({ anchorId }) => anchorId === answer.anchorId)) return calibration
  if (!isFullyScored(rubric, answer.scores)) throw new Conflict('Every criterion needs a level')
  const answered = withAttempt(calibration, { ...attempt, answers: [...attempt.answers, answer] })
  return nextAnchor(answered, set) ? answered : finishAttempt(answered, set, rubric, answer.at)
}

function finishAttempt(calibration: Calibration, set: CalibrationSet, rubric: Rubric, at: Date): Calibration {
  const attempt = currentAttempt(calibration)!
  const scored = attempt.answers.filter(({ anchorId }) => attempt.test.includes(anchorId))
  const agreement = agreementWith(set.anchors, scored, rubric)
  // Too much was taken out of the set while the test was under way to say anything.
  const isEnough = scored.length >= TEST_ANCHORS_NEEDED
  const passed = isEnough && isWithin(agreement, set.tolerance)
  const done = withAttempt(calibration, { ...attempt, result: { ...agreement, passed, at } })
  if (!passed) return done
  const { lapse: _over, ...fresh } = done
  return { ...fresh, calibratedAt: at, lastReviewAt: at }
}

export function noteOffered(calibration: Calibration, anchorId: string): Calibration {
  const { offered = [] } = calibration
  return offered.includes(anchorId) ? calibration : { ...calibration, offered: [...offered, anchorId] }
}

/** What a blindly seeded anchor showed. The same review is counted once. */
export function noteSeeded(calibration: Calibration, seeded: Observation): Calibration {
  if (calibration.seeded.some(({ reviewId }) => reviewId === seeded.reviewId)) return calibration
  return { ...calibration, seeded: [...calibration.seeded, seeded], lastReviewAt: seeded.at }
}

/** The same of a review whose "not met" did not stand. It is no new review. */
export function noteOverturned(calibration: Calibration, overturned: Observation): Calibration {
  const { lastReviewAt } = calibration
  const noted = noteSeeded(calibration, overturned)
  return noted === calibration || !lastReviewAt ? noted : { ...noted, lastReviewAt }
}

/** How close the test came by which they may review now. */
export function passedIn({ calibratedAt, attempts }: Calibration): PanelAgreement[] {
  const passed = calibratedAt && attempts.findLast(({ result }) => result?.passed)?.result
  return passed ? [passed] : []
}

export function lapse(calibration: Calibration, why: Lapse, at: Date): Calibration {
  if (!calibration.calibratedAt) return calibration
  const { calibratedAt: _was, ...rest } = calibration
  return { ...rest, lapse: { why, at } }
}

/** Put aside by a coordinator, or asked again; whoever is asked again calibrates first. */
export function pauseReviewer(calibration: Calibration, at: Date): Calibration {
  return calibration.pausedAt ? calibration : { ...lapse(calibration, 'leaning', at), pausedAt: at }
}

export function askToRecalibrate({ pausedAt: _over, ...calibration }: Calibration, at: Date): Calibration {
  return lapse(calibration, 'leaning', at)
}

/** Whether so much time has passed without a review that they should look at the anchors again. */
export function hasPaused({ calibratedAt, lastReviewAt }: Calibration, pauseDays: number, now: Date): boolean {
  const since = lastReviewAt ?? calibratedAt
  return calibratedAt !== undefined && since !== undefined && now.getTime() - since.getTime() > pauseDays * DAY_MS
}

export type Standing = 'new' | 'underWay' | 'calibrated' | 'notYet' | 'lapsed' | 'paused'

export function standingOf(calibration: Calibration | undefined): Standing {
  if (!calibration) return 'new'
  if (calibration.pausedAt) return 'paused'
  if (currentAttempt(calibration)) return 'underWay'
  if (calibration.calibratedAt) return 'calibrated'
  if (calibration.lapse) return 'lapsed'
  return calibration.attempts.length > 0 ? 'notYet' : 'new'
}

const withAttempt = (calibration: Calibration, attempt: Attempt): Calibration => ({
  ...calibration,
  attempts: [...calibration.attempts.slice(0, -1), attempt],
})

const lot = ({ id, attempts }: Calibration, anchorId: string) =>
  createHash('sha256').update(`${id} ${attempts.length} ${anchorId}`).digest('hex')
