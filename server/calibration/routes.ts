import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import { declarePieceRoutes } from '../review/index.js'
import { NotFound } from '../shared/errors.js'
import type { Score } from '../shared/rubric.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { type GuardedRouter, guardedRouter } from '../web/router.js'
import type { Calibrating, CalibrationSubject } from './calibrating.js'
import { currentAttempt, nextAnchor } from './calibration.js'
import { anchorIn } from './calibrationSet.js'
import { parseAnswer } from './forms.js'
import { anchorPage, comparisonPage, listPage, pathOfSet, setPage } from './pages.js'
import { evidenceShown } from './versions.js'

const SET = '/reviews/calibration/:setId'
const ANCHOR = `${SET}/anchors/:anchorId`

export interface CalibrationRoutesDeps {
  calibrating: Calibrating
  files: FileStore
}

/** Where reviewers score anchors, and compare what they chose with what was agreed. */
export function calibrationRoutes({ calibrating, files }: CalibrationRoutesDeps): GuardedRouter {
  const router = guardedRouter()
  const whose = (req: Request) => ({ setId: String(req.params.setId), reviewerId: signedInPerson(req).id })
  const anchorIdIn = (req: Request) => String(req.params.anchorId)

  router.get('/reviews/calibration', signedIn, async (req, res) => {
    res.render('calibration/list', listPage(await calibrating.all(signedInPerson(req).id)))
  })

  router.get(SET, signedIn, async (req, res) => {
    res.render('calibration/set', setPage(await calibrating.read(whose(req))))
  })

  router.post(`${SET}/attempts`, signedIn, async (req, res) => {
    await calibrating.start(whose(req))
    const { set, calibration } = await calibrating.read(whose(req))
    const next = calibration && nextAnchor(calibration, set)
    res.redirect(303, next ? `${pathOfSet(set.id)}/anchors/${next.id}` : pathOfSet(set.id))
  })

  router.get(ANCHOR, signedIn, async (req, res) => {
    const subject = await calibrating.read(whose(req))
    const scores = scoresIn(subject, anchorIdIn(req))
    if (scores) return res.render('calibration/comparison', comparisonPage(subject, anchorIdIn(req), scores))
    ensureAsked(subject, anchorIdIn(req))
    return res.render('calibration/anchor', anchorPage(subject, anchorIdIn(req)))
  })

  router.post(ANCHOR, signedIn, async (req, res) => {
    const subject = await calibrating.read(whose(req))
    const anchorId = anchorIdIn(req)
    const isTest = subject.calibration && currentAttempt(subject.calibration)?.test.includes(anchorId)
    ensureAsked(subject, anchorId)
    const form = parseAnswer(req.body, subject.microCredential.anatomy.rubric)
    if (!form.ok) return res.status(422).render('calibration/anchor', anchorPage(subject, anchorId, form))
    await calibrating.answer({ ...whose(req), anchorId, ...form.value })
    // Training tells at once what was agreed; a test goes on, and tells when it is over.
    if (!isTest) return res.redirect(303, req.path)
    const { set, calibration } = await calibrating.read(whose(req))
    const next = nextAnchor(calibration!, set)
    return res.redirect(303, next ? `${pathOfSet(set.id)}/anchors/${next.id}` : pathOfSet(set.id))
  })

  declarePieceRoutes(router, `${ANCHOR}/evidence/:evidenceId`, files, async req => {
    const subject = await calibrating.read(whose(req))
    if (!scoresIn(subject, anchorIdIn(req))) ensureAsked(subject, anchorIdIn(req))
    const evidence = evidenceShown(anchorIn(subject.set, anchorIdIn(req)), subject.calibration)
    return evidence.find(({ id }) => id === req.params.evidenceId)
  })

  return router
}

/** What this reviewer chose, where they may compare it by now: after training, after the whole test, after the queue. */
function scoresIn({ calibration }: CalibrationSubject, anchorId: string): Score[] | undefined {
  if (!calibration) return undefined
  const current = currentAttempt(calibration)
  const shown = calibration.attempts.flatMap(attempt =>
    attempt.answers.filter(answer => attempt !== current || attempt.training.includes(answer.anchorId)),
  )
  return [...shown, ...calibration.seeded].findLast(answer => answer.anchorId === anchorId)?.scores
}

/** One after another, in the order of the set: only the next one is open. */
function ensureAsked({ set, calibration }: CalibrationSubject, anchorId: string): void {
  if (!calibration || nextAnchor(calibration, set)?.id !== anchorId)
    throw new NotFound('This anchor is not asked of you')
}
