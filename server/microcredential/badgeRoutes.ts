import type { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import type { FileStore } from '../platform/files.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { signedIn } from '../web/access.js'
import { collect, FileTooLarge } from '../web/collect.js'
import { receiveForm } from '../web/multipart.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Authoring } from './authoring.js'
import { whoIn } from './authorRoutes.js'
import { badgeFromUpload, LARGEST_UPLOAD_BYTES, UnfitImage } from './badge/uploaded.js'
import type { BadgeImages } from './badgeImages.js'
import type { Draft } from './draft.js'
import { readSection } from './forms.js'
import { SVG_POLICY } from './routes.js'
import { sectionHref, showSection } from './sectionRoutes.js'

export interface BadgeRoutesDeps {
  authoring: Authoring
  images: BadgeImages
  files: FileStore
}

/** The designer's drawings, and an image of the authors' own in their place. */
export function badgeRoutes(deps: BadgeRoutesDeps) {
  const { authoring, images } = deps
  const router = guardedRouter()

  router.get('/microcredentials/:slug/edit/badge/drawing.svg', signedIn, async (req, res) => {
    await authoring.read(whoIn(req))
    const design = readSection('badge', { ...req.query, badgeText: req.query.text }, newId)
    if (design.errors.length > 0) throw new NotFound('No such design')
    const oneInk = req.query.ink === 'one'
    sendSvg(res, await images.svg(design.content.badge as Draft['badge'], whoIn(req).slug, { oneInk }))
  })

  router.get('/microcredentials/:slug/edit/badge/image.svg', signedIn, async (req, res) => {
    const { slug, draft, versions } = await authoring.read(whoIn(req))
    const badge = draft?.content.badge ?? versions.at(-1)?.anatomy.badge
    if (!badge) throw new NotFound('No badge image')
    sendSvg(res, await images.svg(badge, slug))
  })

  router.post('/microcredentials/:slug/edit/badge/upload', signedIn, async (req, res) => {
    const state = await authoring.readAsAuthor(whoIn(req))
    const { digest, reason } = await receiveBadge(req, deps.files)
    if (!digest) {
      const error = { field: 'upload', messageKey: `microcredential.upload.${reason ?? 'none'}` }
      return showSection(res, state, { section: 'badge', errors: [error] }, 422)
    }
    await authoring.replaceBadgeImage(whoIn(req), digest)
    leaveNotice(req, 'microcredential.done.uploaded')
    return res.redirect(303, sectionHref(state.slug, 'badge'))
  })

  router.post('/microcredentials/:slug/edit/badge/upload/removal', signedIn, async (req, res) => {
    await authoring.replaceBadgeImage(whoIn(req), undefined)
    res.redirect(303, sectionHref(whoIn(req).slug, 'badge'))
  })

  return router
}

/** A drawing in the making is asked for again each time. */
function sendSvg(res: Response, svg: string): void {
  res
    .set('Content-Security-Policy', SVG_POLICY)
    .set('Cache-Control', 'private, no-store')
    .type('image/svg+xml')
    .send(svg)
}

async function receiveBadge(req: Request, files: FileStore): Promise<{ digest?: string; reason?: string }> {
  let received: { digest?: string; reason?: string } = {}
  await receiveForm(req, async ({ field, stream }) => {
    if (field !== 'upload' || received.digest) stream.resume()
    else received = await storeBadge(stream, files)
  })
  return received
}

async function storeBadge(stream: Readable, files: FileStore): Promise<{ digest?: string; reason?: string }> {
  try {
    const svg = await badgeFromUpload(await collect(stream, LARGEST_UPLOAD_BYTES))
    return { digest: (await files.storeBytes(Buffer.from(svg))).digest }
  } catch (error) {
    if (error instanceof FileTooLarge) return { reason: 'tooLarge' }
    if (error instanceof UnfitImage) return { reason: error.reason }
    throw error
  }
}
