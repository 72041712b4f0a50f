import type { AppealCounts } from '../appeal/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { anyone, signedIn, signedInPerson } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { exported } from './export.js'
import { reviewerFigures } from './own.js'
import { appealsPage, ownPage } from './pages.js'
import type { ReliabilityStore } from './store.js'

export const APPEALS_PATH = '/appeals'

export interface ReliabilityRoutesDeps {
  rows: ReliabilityStore
  /** The newest published version; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  appealCounts(): Promise<AppealCounts>
  now(): Date
  /** Whether this reviewer reads everybody's work alike, ready to print. */
  ownLooks(reviewerId: string): Promise<object[]>
}

export function reliabilityRoutes({ rows, latest, appealCounts, ownLooks, now }: ReliabilityRoutesDeps) {
  const router = guardedRouter()

  router.get(APPEALS_PATH, anyone, async (_req, res) => {
    res.render('reliability/appeals', appealsPage(await appealCounts()))
  })

  router.get('/microcredentials/:slug/reliability.csv', anyone, async (req, res) => {
    const { microCredentialId, slug, anatomy } = await latest(String(req.params.slug))
    const text = exported(await rows.decided([microCredentialId]), anatomy.rubric, now())
    res.attachment(`${slug}-reliability.csv`).type('text/csv; charset=utf-8').send(text)
  })

  router.get('/reviews/figures', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const [own, looks] = await Promise.all([rows.decidedBy(id), ownLooks(id)])
    const reviewed = [...new Set(own.map(({ microCredentialId }) => microCredentialId))]
    const [pool, anchors] = await Promise.all([rows.decided(reviewed), rows.anchors(reviewed)])
    const page = ownPage(reviewerFigures(own, anchors, id), reviewerFigures(pool, anchors))
    res.render('reliability/own', { ...page, looks })
  })

  return router
}
