import type { Request, Response } from 'express'
import type { Calibration, Pair } from '../calibration/index.js'
import { Forbidden } from '../shared/errors.js'
import { formReader, type Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type Acting, COORDINATOR_ACTS, type CoordinatorActName } from './acting.js'
import type { Look } from './look.js'
import { listPage, lookPage, type Names, pairsPage, talkPage } from './pages.js'
import { FAIRNESS_PATH, lookPath, pairsPath, talkPath } from './paths.js'
import type { LookStore } from './store.js'

const LONGEST_WORDS = 4_000
const LOOK = `${FAIRNESS_PATH}/:id`
const TALK = '/reviews/talks/:id'

export interface FairnessRoutesDeps {
  looks: LookStore
  acting: Acting
  coordinatedBy(personId: string): Promise<{ id: string; title: string }[]>
  /** Whose levels have moved, and who have not calibrated again since. */
  drifted(microCredentialIds: string[]): Promise<Calibration[]>
  /** The anchors that a reviewer is compared by, in both versions. */
  pairs(setId: string, reviewerId: string): Promise<Pair[]>
  titleOf(microCredentialId: string, version: number): Promise<string>
  people(ids: string[]): Promise<Names>
  now(): Date
}

/** Findings for coordinators, and the talk about one of them for the reviewer. */
export function fairnessRoutes(deps: FairnessRoutesDeps) {
  const router = guardedRouter()
  const { acting, looks, people } = deps
  const idIn = (req: Request) => String(req.params.id)
  const viewer = (req: Request) => signedInPerson(req).id
  const titleOf = ({ microCredentialId, microCredentialVersion }: Look) =>
    deps.titleOf(microCredentialId, microCredentialVersion)
  const namesIn = ({ reviewerId, steps }: Look) => people([reviewerId, ...steps.map(({ by }) => by)])

  router.get(FAIRNESS_PATH, signedIn, async (req, res) => {
    const own = await deps.coordinatedBy(viewer(req))
    if (own.length === 0) throw new Forbidden('Only for those who look after reviews')
    const ids = own.map(({ id }) => id)
    const [made, drifted] = await Promise.all([looks.of(ids), deps.drifted(ids)])
    const names = await people([...made, ...drifted].map(({ reviewerId }) => reviewerId))
    res.render('fairness/list', listPage(own, { looks: made, drifted }, viewer(req), names))
  })

  router.get(LOOK, signedIn, (req, res) => renderLook(req, res))

  for (const name of Object.keys(COORDINATOR_ACTS) as CoordinatorActName[])
    router.post(`${LOOK}/${name}`, signedIn, async (req, res) => {
      const look = await acting.read(idIn(req), viewer(req))
      const form = wordsIn(req)
      if (!form.ok) return renderLook(req, res, form)
      await acting.act(name, look.id, { coordinatorId: viewer(req), ...form.value })
      leaveNotice(req, `fairness.done.${name}`)
      return res.redirect(303, lookPath(look))
    })

  router.get(pairsPath(LOOK), signedIn, async (req, res) => {
    const look = await acting.read(idIn(req), viewer(req))
    return renderPairs(res, look, { href: lookPath(look), key: 'fairness.look.title' })
  })

  router.get(pairsPath(TALK), signedIn, async (req, res) => {
    const look = await acting.readTalk(idIn(req), viewer(req))
    return renderPairs(res, look, { href: talkPath(look), key: 'fairness.talk.title' })
  })

  router.get(TALK, signedIn, (req, res) => renderTalk(req, res))

  router.post(`${TALK}/answers`, signedIn, async (req, res) => {
    const look = await acting.readTalk(idIn(req), viewer(req))
    const form = wordsIn(req)
    if (!form.ok) return renderTalk(req, res, form)
    await acting.answer(look.id, { reviewerId: viewer(req), ...form.value })
    leaveNotice(req, 'fairness.done.answer')
    return res.redirect(303, talkPath(look))
  })

  return router

  async function renderLook(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const look = await acting.read(idIn(req), viewer(req))
    const [title, names] = await Promise.all([titleOf(look), namesIn(look)])
    if (rejected) res.status(422)
    res.render('fairness/look', lookPage(look, title, names, deps.now(), rejected))
  }

  async function renderPairs(res: Response, look: Look, back: { href: string; key: string }): Promise<void> {
    const [title, pairs] = await Promise.all([titleOf(look), deps.pairs(look.setId, look.reviewerId)])
    res.render('fairness/pairs', pairsPage(pairs, look, title, back))
  }

  async function renderTalk(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const look = await acting.readTalk(idIn(req), viewer(req))
    const [title, names] = await Promise.all([titleOf(look), namesIn(look)])
    if (rejected) res.status(422)
    res.render('fairness/talk', talkPage(look, title, names, rejected))
  }
}

function wordsIn(req: Request) {
  const form = formReader(req.body)
  return form.result({ words: form.text('words', { required: true, max: LONGEST_WORDS }) })
}
