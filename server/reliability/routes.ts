import { Readable } from 'node:stream'
import type { AppealCounts } from '../appeal/index.js'
import type { PanelAgreement } from '../calibration/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { Conflict } from '../shared/errors.js'
import { anyone, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { exported } from './export.js'
import { reviewerFigures } from './own.js'
import { appealsPage, ownPage } from './pages.js'
import { REVIEWS_TO_SHOW, recordText } from './record.js'
import type { ReliabilityStore } from './store.js'

export const APPEALS_PATH = '/appeals'
const OWN_PATH = '/reviews/figures'

export interface ReliabilityRoutesDeps {
  rows: ReliabilityStore
  /** The newest published version; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  appealCounts(): Promise<AppealCounts>
  now(): Date
  /** Whether this reviewer reads everybody's work alike, ready to print. */
  ownLooks(reviewerId: string): Promise<object[]>
  /** How close the calibrations came that this reviewer has passed. */
  passedBy(reviewerId: string): Promise<PanelAgreement[]>
  /** Micro-credentials that reviewing leads to, once there is enough of it. */
  ledTo(reviewerId: string): Promise<{ title: string; href: string }[]>
  addFile(file: { ownerId: string; name: string; stream: Readable }): Promise<unknown>
}

export function reliabilityRoutes(deps: ReliabilityRoutesDeps) {
  const { rows, latest, appealCounts, now } = deps
  const router = guardedRouter()

  router.get(APPEALS_PATH, anyone, async (_req, res) => {
    res.render('reliability/appeals', appealsPage(await appealCounts()))
  })

  router.get('/microcredentials/:slug/reliability.csv', anyone, async (req, res) => {
    const { microCredentialId, slug, anatomy } = await latest(String(req.params.slug))
    const text = exported(await rows.decided([microCredentialId]), anatomy.rubric, now())
    res.attachment(`${slug}-reliability.csv`).type('text/csv; charset=utf-8').send(text)
  })

  router.get(OWN_PATH, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const [page, looks, ledTo] = await Promise.all([pageOf(id), deps.ownLooks(id), deps.ledTo(id)])
    res.render('reliability/own', { ...page, looks, ledTo, recordAction: `${OWN_PATH}/record` })
  })

  router.post(`${OWN_PATH}/record`, signedIn, async (req, res) => {
    const { id: ownerId } = signedInPerson(req)
    const [page, passed] = await Promise.all([pageOf(ownerId), deps.passedBy(ownerId)])
    if (page.reviews < REVIEWS_TO_SHOW) throw new Conflict('There are too few reviews to make a record of')
    const { translate } = res.locals
    const text = recordText(page, passed, now(), translate)
    await deps.addFile({ ownerId, name: `${translate('reliability.record.name')}.txt`, stream: Readable.from([text]) })
    leaveNotice(req, 'reliability.record.kept')
    res.redirect(303, OWN_PATH)
  })

  async function pageOf(reviewerId: string) {
    const own = await rows.decidedBy(reviewerId)
    const reviewed = [...new Set(own.map(({ microCredentialId }) => microCredentialId))]
    const [pool, anchors] = await Promise.all([rows.decided(reviewed), rows.anchors(reviewed)])
    return ownPage(reviewerFigures(own, anchors, reviewerId), reviewerFigures(pool, anchors))
  }

  return router
}
