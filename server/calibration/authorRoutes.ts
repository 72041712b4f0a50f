import type { Request, Response } from 'express'
import type { FileStore } from '../platform/files.js'
import { declarePieceRoutes } from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { type GuardedRouter, guardedRouter } from '../web/router.js'
import { authorsPage, giftPage, pathOfAuthors, variantPage, writePage } from './authorPages.js'
import { anchorIn } from './calibrationSet.js'
import { parseAgreed, parseAnchor, parseSettings, parseVariant } from './forms.js'
import type { SettingUp } from './settingUp.js'

const AUTHORS = '/microcredentials/:slug/calibration'
const GIFT = `${AUTHORS}/given/:submissionId`
const VARIANT = `${AUTHORS}/anchors/:anchorId/variant`

export interface AuthorRoutesDeps {
  settingUp: SettingUp
  files: FileStore
}

/** Where the authors of a micro-credential put its anchors together. */
export function calibrationAuthorRoutes({ settingUp, files }: AuthorRoutesDeps): GuardedRouter {
  const router = guardedRouter()
  const who = (req: Request) => ({ slug: String(req.params.slug), personId: signedInPerson(req).id })
  const giftIn = (req: Request) => settingUp.gift(who(req), String(req.params.submissionId))

  function back(req: Request, res: Response, noticeKey: string): void {
    leaveNotice(req, noticeKey)
    res.redirect(303, pathOfAuthors(who(req).slug))
  }

  async function render(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const [opened, gifts] = await Promise.all([settingUp.read(who(req)), settingUp.gifts(who(req))])
    res.status(rejected ? 422 : 200).render('calibration/authors', authorsPage(opened, gifts, rejected))
  }

  router.get(AUTHORS, signedIn, (req, res) => render(req, res))

  router.post(`${AUTHORS}/settings`, signedIn, async (req, res) => {
    const form = parseSettings(req.body)
    if (!form.ok) return render(req, res, form)
    await settingUp.settle(who(req), form.value)
    return back(req, res, 'calibration.done.settled')
  })

  router.post(`${AUTHORS}/opening`, signedIn, async (req, res) => {
    await settingUp.open(who(req))
    back(req, res, 'calibration.done.opened')
  })

  router.post(`${AUTHORS}/closure`, signedIn, async (req, res) => {
    await settingUp.close(who(req))
    back(req, res, 'calibration.done.closed')
  })

  router.get(`${AUTHORS}/anchors/new`, signedIn, async (req, res) => {
    res.render('calibration/write', writePage(await settingUp.read(who(req)), undefined))
  })

  router.get(`${AUTHORS}/anchors/:anchorId`, signedIn, async (req, res) => {
    res.render('calibration/write', writePage(await settingUp.read(who(req)), String(req.params.anchorId)))
  })

  router.post(`${AUTHORS}/anchors`, signedIn, (req, res) => write(req, res, undefined))
  router.post(`${AUTHORS}/anchors/:anchorId`, signedIn, (req, res) => write(req, res, String(req.params.anchorId)))

  async function write(req: Request, res: Response, anchorId: string | undefined): Promise<void> {
    const opened = await settingUp.read(who(req))
    const form = parseAnchor(req.body, opened.microCredential.anatomy)
    if (!form.ok) return res.status(422).render('calibration/write', writePage(opened, anchorId, form))
    await settingUp.writeAnchor(who(req), form.value, anchorId)
    const isAside = anchorId && anchorIn((await settingUp.read(who(req))).set, anchorId).variantAside
    return back(req, res, isAside ? 'calibration.done.setAside' : 'calibration.done.kept')
  }

  router.post(`${AUTHORS}/anchors/:anchorId/removal`, signedIn, async (req, res) => {
    await settingUp.removeAnchor(who(req), String(req.params.anchorId))
    back(req, res, 'calibration.done.removed')
  })

  router.get(VARIANT, signedIn, async (req, res) => {
    res.render('calibration/variant', variantPage(await settingUp.read(who(req)), String(req.params.anchorId)))
  })

  router.post(VARIANT, signedIn, async (req, res) => {
    const opened = await settingUp.read(who(req))
    const anchorId = String(req.params.anchorId)
    const form = parseVariant(req.body, anchorIn(opened.set, anchorId))
    if (!form.ok) return res.status(422).render('calibration/variant', variantPage(opened, anchorId, form))
    await settingUp.writeVariant(who(req), anchorId, form.value)
    return back(req, res, 'calibration.done.variant')
  })

  router.get(GIFT, signedIn, async (req, res) => {
    res.render('calibration/gift', giftPage(await giftIn(req)))
  })

  router.post(GIFT, signedIn, async (req, res) => {
    const gift = await giftIn(req)
    const form = parseAgreed(req.body, gift.microCredential.anatomy.rubric)
    if (!form.ok) return res.status(422).render('calibration/gift', giftPage(gift, form))
    await settingUp.takeGift(who(req), gift.submission.id, form.value)
    return back(req, res, 'calibration.done.kept')
  })

  declarePieceRoutes(router, `${GIFT}/evidence/:evidenceId`, files, async req =>
    (await giftIn(req)).submission.evidence.find(({ id }) => id === req.params.evidenceId),
  )

  return router
}
