import type { Calibration } from '../../server/calibration/calibration.js'
import { newCalibration, startAttempt } from '../../server/calibration/calibration.js'
import {
  type Anchor,
  type AnchorUse,
  type CalibrationSet,
  newSet,
  openSet,
} from '../../server/calibration/calibrationSet.js'
import type { Score } from '../../server/shared/rubric.js'
import { AT, RUBRIC } from '../review/aSubmission.js'

export const ABOUT = { id: 'set', microCredentialId: 'mc', microCredentialVersion: 1, rubricDigest: 'digest' }

/** Levels of the two criteria of the rubric. */
export const scores = (seeing: string, acting: string): Score[] => [
  { criterionId: 'seeing', levelId: seeing },
  { criterionId: 'acting', levelId: acting },
]

export function anAnchor(id: string, use: AnchorUse = 'test', seeing = 'met', acting = 'partly'): Anchor {
  const agreed = scores(seeing, acting).map(score => ({ ...score, reason: `Because of ${id}.` }))
  return { id, use, agreed, evidence: [], addedBy: 'author', addedAt: AT }
}

const LEVELS: [string, string][] = [
  ['met', 'partly'],
  ['none', 'partly'],
  ['strong', 'met'],
  ['partly', 'none'],
  ['met', 'strong'],
]

/** Two for training, five for the test, and as many kept back for queues as asked. */
export function anOpenSet({ queue = 0, test = 5 } = {}): CalibrationSet {
  const training = ['t1', 't2'].map(id => anAnchor(id, 'training'))
  const tests = Array.from({ length: test }, (_, index) => anAnchor(`a${index}`, 'test', ...LEVELS[index % 5]!))
  const kept = Array.from({ length: queue }, (_, index) => anAnchor(`q${index}`, 'queue', ...LEVELS[index % 5]!))
  return openSet({ ...newSet(ABOUT), anchors: [...training, ...tests, ...kept] })
}

export const begun = (set: CalibrationSet): Calibration => startAttempt(newCalibration(set, 'reviewer'), set, AT)

export const agreedOn = (anchor: Anchor): Score[] =>
  anchor.agreed.map(({ criterionId, levelId }) => ({ criterionId, levelId }))

export { AT, RUBRIC }
