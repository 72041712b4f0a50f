import type { Request, Response } from 'express'
import type { RateLimiter } from '../platform/rateLimits.js'
import { anyone } from '../web/access.js'
import { collect, FileTooLarge } from '../web/collect.js'
import { isMultipart, receiveForm } from '../web/multipart.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { batchCsv, batchFormPage, batchPage } from './batchPages.js'
import type { Reader } from './pages.js'
import { readBatch } from './readBatch.js'
import type { Batches } from './verifyBatch.js'

const LARGEST_BATCH_BYTES = 20 * 1024 * 1024
/** Seconds between two looks at a page that is not done. */
const RENEWAL = '4'

export interface BatchRoutesDeps {
  batches: Batches
  limiter: RateLimiter
  readerOf(res: Response): Reader
}

/** Many badges at once: a CSV of addresses or a ZIP of badge files, for those who hire or keep records. */
export function batchRoutes({ batches, limiter, readerOf }: BatchRoutesDeps) {
  const router = guardedRouter()

  router.get('/verify/batch', anyone, (_req, res) => res.render('verification/batch-form', batchFormPage()))

  router.post('/verify/batch', anyone, async (req, res) => {
    const network = networkOf(req.ip)
    await limiter.consume(network)
    const file = await fileIn(req)
    const read = file === 'tooLarge' ? { problem: file } : readBatch(file)
    if ('items' in read) return res.redirect(303, `/verify/batch/${await batches.begin(read.items, network)}`)
    const errors = [{ field: 'file', messageKey: `verification.batch.problem.${read.problem}` }]
    return res.status(422).render('verification/batch-form', batchFormPage({ errors, raw: {} }))
  })

  router.get('/verify/batch/:id.csv', anyone, async (req, res) => {
    const items = await batches.items(String(req.params.id))
    secluded(res)
      .attachment('badges.csv')
      .type('text/csv')
      .send(batchCsv(items, readerOf(res)))
  })

  router.get('/verify/batch/:id', anyone, async (req, res) => {
    const id = String(req.params.id)
    const page = batchPage(id, await batches.items(id), readerOf(res))
    if (!page.isDone) res.set('Refresh', RENEWAL)
    secluded(res).render('verification/batch', page)
  })

  return router
}

/** Whoever knows the address may read it: so nobody else learns it from us. */
function secluded(res: Response): Response {
  return res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' })
}

async function fileIn(req: Request): Promise<Uint8Array | 'tooLarge'> {
  let file: Uint8Array | 'tooLarge' = new Uint8Array()
  if (!isMultipart(req)) return file
  await receiveForm(req, async ({ stream }) => {
    try {
      file = await collect(stream, LARGEST_BATCH_BYTES)
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error
      file = 'tooLarge'
    }
  })
  return file
}
