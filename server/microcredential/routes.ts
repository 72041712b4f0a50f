import type { Request, Response } from 'express'
import type { Drawings } from '../platform/drawings.js'
import { cardContent, drawPreviewCard } from '../print/index.js'
import { NotFound } from '../shared/errors.js'
import { anyone, personOf } from '../web/access.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { sendDrawing } from '../web/sendDrawing.js'
import { type BadgeImages, PNG_SIZES } from './badgeImages.js'
import { type Brief, briefPage } from './briefPage.js'
import type { Browsing } from './browsing.js'
import { catalogueFilter, cataloguePage } from './cataloguePage.js'
import { openGraph, previewOf } from './openGraph.js'

/** Opened on its own, an image is a page of ours: it may show itself and do nothing. */
export const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
const FOR_EVER = 'public, max-age=31536000, immutable'

export interface PublicRoutesDeps {
  browsing: Browsing
  images: BadgeImages
  drawings: Drawings
}

export function publicRoutes({ browsing, images, drawings }: PublicRoutesDeps) {
  const router = guardedRouter()

  router.get('/microcredentials', anyone, async (req, res) => {
    const filter = catalogueFilter(req.query)
    res.render('microcredential/catalogue', cataloguePage(await browsing.catalogue(filter, personOf(req)?.id)))
  })

  router.get('/microcredentials/:slug', anyone, async (req, res) => {
    show(res, await browsing.brief(slugIn(req), undefined, personOf(req)?.id))
  })

  router.get('/microcredentials/:slug/v:n', anyone, async (req, res) => {
    show(res, await browsing.brief(slugIn(req), versionIn(req), personOf(req)?.id))
  })

  router.get('/microcredentials/:slug/v:n/badge.svg', anyone, async (req, res) => {
    const { imageDigest } = await browsing.version(slugIn(req), versionIn(req))
    const svg = await images.kept(imageDigest)
    res.set('Content-Security-Policy', SVG_POLICY)
    res.set('Cache-Control', FOR_EVER).type('image/svg+xml').send(svg)
  })

  router.get('/microcredentials/:slug/v:n/badge.png', anyone, async (req, res) => {
    const { imageDigest } = await browsing.version(slugIn(req), versionIn(req))
    res
      .set('Cache-Control', FOR_EVER)
      .type('png')
      .send(await images.png(imageDigest, sizeIn(req)))
  })

  router.get('/microcredentials/:slug/v:n/card.png', anyone, async (req, res) => {
    const brief = await browsing.brief(slugIn(req), versionIn(req), undefined)
    const line = res.locals.translate('microcredential.card.line')
    const card = previewOf(brief, line)
    const badge = await images.png(brief.version.imageDigest, 512)
    const content = cardContent(card, badge)
    sendDrawing(res, await drawings.of(networkOf(req.ip), content, () => drawPreviewCard(card, badge)), 'png')
  })

  return router
}

function show(res: Response, brief: Brief): void {
  const meta = openGraph(brief, String(res.locals.baseUrl))
  res.render('microcredential/brief', { ...briefPage(brief), meta })
}

export const slugIn = (req: Request): string => String(req.params.slug)

function versionIn(req: Request): number {
  const number = String(req.params.n)
  if (!/^[1-9]\d{0,5}$/.test(number)) throw new NotFound('No such version')
  return Number(number)
}

/** Only a few sizes, so that nobody makes us draw them all. */
function sizeIn(req: Request): number {
  const wanted = Number(req.query.size)
  return PNG_SIZES.find(size => size === wanted) ?? 512
}
