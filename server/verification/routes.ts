import type { Request, Response } from 'express'
import type { RateLimiter } from '../platform/rateLimits.js'
import type { Parsed, Rejected } from '../shared/forms.js'
import { anyMachine, anyone, personOf } from '../web/access.js'
import { collect, FileTooLarge } from '../web/collect.js'
import { isMultipart, receiveForm } from '../web/multipart.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { type Reader, reportPage, verifyPage } from './pages.js'
import { parseSubmitted, submittedJson } from './readSubmitted.js'
import type { Submitted, verifySubmitted } from './verify.js'

/** As the library does: the largest that 1EdTech's tools accept. */
const LARGEST_FILE_BYTES = 10 * 1024 * 1024
const RAW_TYPES = [
  'image/png',
  'image/svg+xml',
  'text/plain',
  'application/jwt',
  'application/vc+jwt',
  'application/vp+jwt',
  'application/vc',
  'application/vp',
  'application/octet-stream',
]

export interface VerificationRoutesDeps {
  verify: ReturnType<typeof verifySubmitted>
  limiter: RateLimiter
  readerOf(res: Response): Reader
}

export function verificationRoutes({ verify, limiter, readerOf }: VerificationRoutesDeps) {
  const router = guardedRouter()

  router.get('/verify', anyone, (_req, res) => res.render('verification/form', verifyPage()))

  // It changes nothing, so it needs no token: badges are verified from other sites too.
  router.post('/verify', anyMachine, async (req, res) => {
    await limiter.consume(networkOf(req.ip))
    const submitted = await submittedIn(req)
    if (!submitted.ok) return reject(req, res, submitted)
    const report = await verify(submitted.value, personOf(req)?.id)
    if (wantsJson(req)) return res.json(report)
    return res.render('verification/report', reportPage(report, readerOf(res)))
  })

  return router
}

function reject(req: Request, res: Response, rejected: Rejected) {
  res.status(422)
  if (wantsJson(req)) return res.json({ error: 'invalid', fields: rejected.errors.map(({ field }) => field) })
  return res.render('verification/form', verifyPage(rejected))
}

const wantsJson = (req: Request) => req.accepts(['html', 'json']) === 'json'

async function submittedIn(req: Request): Promise<Parsed<Submitted>> {
  if (isMultipart(req)) return submittedForm(req)
  if (req.is('application/x-www-form-urlencoded')) return parseSubmitted(req.body, undefined)
  if (req.is(RAW_TYPES)) return { ok: true, value: { bytes: await collect(req, LARGEST_FILE_BYTES) } }
  return req.is(['json', '+json']) ? { ok: true, value: submittedJson(req.body) } : parseSubmitted({}, undefined)
}

async function submittedForm(req: Request): Promise<Parsed<Submitted>> {
  let file: Uint8Array | undefined
  let isTooLarge = false
  const { fields } = await receiveForm(req, async ({ stream }) => {
    try {
      file ??= await collect(stream, LARGEST_FILE_BYTES)
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error
      isTooLarge = true
    }
  })
  if (!isTooLarge) return parseSubmitted(fields, file)
  return { ok: false, errors: [{ field: 'file', messageKey: 'verification.form.tooLarge' }], raw: fields }
}
