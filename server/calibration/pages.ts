import { evidenceView, rubricView } from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import { type Criterion, levelOf, type Score } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import type { CalibrationSubject } from './calibrating.js'
import { type Attempt, currentAttempt, nextAnchor, type Standing, standingOf } from './calibration.js'
import { type Anchor, anchorIn, isWanting } from './calibrationSet.js'
import { levelField } from './forms.js'
import { evidenceShown } from './versions.js'

const LOOKS: Record<Standing, string> = {
  new: 'waiting',
  underWay: 'now',
  calibrated: 'done',
  notYet: 'waiting',
  lapsed: 'stopped',
  paused: 'stopped',
}

export const pathOfSet = (setId: string) => `/reviews/calibration/${setId}`
const pathOfAnchor = (setId: string, anchorId: string) => `${pathOfSet(setId)}/anchors/${anchorId}`

export function listPage(subjects: CalibrationSubject[]) {
  return {
    titleKey: 'calibration.list.title',
    sets: subjects.map(({ set, calibration, microCredential }) => ({
      title: microCredential.anatomy.title,
      href: pathOfSet(set.id),
      ...stateView(standingOf(calibration)),
    })),
  }
}

const stateView = (standing: Standing) => ({ stateKey: `calibration.standing.${standing}`, look: LOOKS[standing] })

/** Where a reviewer stands with one set, and what comes next. */
export function setPage(subject: CalibrationSubject) {
  const { set, calibration, microCredential } = subject
  const standing = standingOf(calibration)
  const attempt = calibration && currentAttempt(calibration)
  const next = calibration && nextAnchor(calibration, set)
  const result = calibration?.attempts.findLast(done => done.result)
  const mayStart = !attempt && !['calibrated', 'paused'].includes(standing) && set.state === 'open'
  return {
    title: microCredential.anatomy.title,
    ...stateView(standing),
    lapseKey: calibration?.lapse && !calibration.calibratedAt && `calibration.lapse.${calibration.lapse.why}`,
    tolerance: percentages(set.tolerance),
    counts: counts(subject),
    startAction: mayStart && !isWanting(set) ? `${pathOfSet(set.id)}/attempts` : undefined,
    isWanting: mayStart && isWanting(set),
    startKey: calibration?.attempts.length ? 'calibration.set.again' : 'calibration.set.start',
    progress: attempt && { done: attempt.answers.length, of: attempt.training.length + attempt.test.length },
    nextHref: next && pathOfAnchor(set.id, next.id),
    result: result && resultView(result, subject),
  }
}

const percentages = ({ exactAgreement, weightedKappa }: { exactAgreement: number; weightedKappa: number }) => ({
  exact: Math.round(exactAgreement * 100),
  kappa: weightedKappa.toFixed(2),
})

function counts({ set: { anchors } }: CalibrationSubject) {
  const ofUse = (use: Anchor['use']) => anchors.filter(anchor => anchor.use === use).length
  return { training: ofUse('training'), test: Math.min(ofUse('test'), 10) }
}

function resultView({ result, test }: Attempt, { set }: CalibrationSubject) {
  const { exact, kappa, passed, at } = result!
  return {
    passed,
    at,
    exact: Math.round(exact * 100),
    kappa: kappa?.toFixed(2),
    anchors: test
      .filter(id => set.anchors.some(anchor => anchor.id === id))
      .map((id, index) => ({ number: index + 1, href: pathOfAnchor(set.id, id) })),
  }
}

/** An anchor to be scored: it looks as a review does. */
export function anchorPage(subject: CalibrationSubject, anchorId: string, rejected?: Rejected) {
  const { set, calibration, microCredential } = subject
  const anchor = anchorIn(set, anchorId)
  const { rubric } = microCredential.anatomy
  const attempt = currentAttempt(calibration!)!
  const form = formView({}, rejected)
  return {
    ...form,
    title: microCredential.anatomy.title,
    isTest: attempt.test.includes(anchorId),
    position: attempt.answers.length + 1,
    of: attempt.training.length + attempt.test.length,
    action: pathOfAnchor(set.id, anchorId),
    evidence: evidenceOf(subject, anchor),
    criteria: rubric.map((criterion, index) => ({
      ...criterionForm(criterion, form),
      position: index + 1,
      of: rubric.length,
    })),
  }
}

const evidenceOf = ({ set, calibration, microCredential }: CalibrationSubject, anchor: Anchor) =>
  evidenceView(
    microCredential.anatomy,
    evidenceShown(anchor, calibration),
    piece => `${pathOfAnchor(set.id, anchor.id)}/evidence/${piece.id}`,
  )

export function criterionForm(
  { id, name, description, levels, requiredLevelId }: Criterion,
  form: ReturnType<typeof formView>,
) {
  const field = levelField(id)
  return {
    name,
    description,
    level: {
      name: field,
      error: form.fieldErrors[field],
      options: levels.map(level => ({
        value: level.id,
        label: level.name,
        hint: level.description,
        isRequired: level.id === requiredLevelId,
        selected: form.values[field] === level.id,
      })),
    },
  }
}

/** What was agreed beside what the reviewer chose; `scores` come from a set or from the reviewer's queue. */
export function comparisonPage(subject: CalibrationSubject, anchorId: string, scores: Score[]) {
  const { set, calibration, microCredential } = subject
  const anchor = anchorIn(set, anchorId)
  const next = nextAnchor(calibration!, set)
  const { rubric } = microCredential.anatomy
  return {
    title: microCredential.anatomy.title,
    setHref: pathOfSet(set.id),
    nextHref: next && pathOfAnchor(set.id, next.id),
    evidence: evidenceOf(subject, anchor),
    criteria: rubric.map(criterion => {
      const agreed = anchor.agreed.find(({ criterionId }) => criterionId === criterion.id)!
      const given = scores.find(({ criterionId }) => criterionId === criterion.id)
      return {
        name: criterion.name,
        agreed: levelOf(criterion, agreed.levelId)?.name,
        reason: agreed.reason,
        given: levelOf(criterion, given?.levelId)?.name,
        isSame: agreed.levelId === given?.levelId,
      }
    }),
    rubric: rubricView(rubric),
  }
}
