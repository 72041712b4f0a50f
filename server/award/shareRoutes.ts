import type { Request } from 'express'
import { cardContent, certificateContent, drawCertificate, drawPreviewCard } from '../print/index.js'
import { anyMachine, anyone, personOf } from '../web/access.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { sendDrawing } from '../web/sendDrawing.js'
import type { BadgePageState } from './badgePage.js'
import { certificateOf } from './certificateOf.js'
import { awardIdIn, oembed } from './oembed.js'
import { previewOf } from './previewOf.js'
import type { AwardRoom } from './room.js'
import { bakedHeaders } from './serving.js'
import { stateView } from './stateView.js'

/** The only page of ours that others may put into a frame: nothing can be done on it. */
const IN_FRAMES = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors *"

/** What other sites show of a badge, and what is printed of it. */
export function shareRoutes(room: AwardRoom) {
  const router = guardedRouter()

  router.get('/badges/:id/card.png', anyone, async (req, res) => {
    const { state, t } = await shown(req.params.id)
    const card = previewOf(state, t)
    const badge = await room.images.badgePng(state.version)
    const draw = () => drawPreviewCard(card, badge)
    sendDrawing(res, await room.drawings.of(networkOf(req.ip), cardContent(card, badge), draw), 'png', 'public')
  })

  router.get('/badges/:id/embed', anyone, async (req, res) => {
    const { state } = await shown(req.params.id)
    res.set({ 'Content-Security-Policy': IN_FRAMES, 'X-Robots-Tag': 'noindex' }).removeHeader('X-Frame-Options')
    res.render('award/embed', { layout: 'frame', ...embedPage(state) })
  })

  router.get('/oembed', anyMachine, async (req, res) => {
    const { state } = await shown(awardIdIn(req.query.url, room.addresses))
    // oEmbed 1.0, 2.2: the format that is not offered.
    if ((req.query.format ?? 'json') !== 'json') return res.sendStatus(501)
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, no-cache' })
    return res.json(oembed(state, req.query))
  })

  router.get('/credentials/:id.pdf', anyone, async (req, res) => {
    const { state, t } = await seen(req.params.id, personOf(req)?.id)
    const certificate = certificateOf(state, await room.images.badgePng(state.version), t)
    const draw = () => drawCertificate(certificate)
    res.set(bakedHeaders(state.award.id, 'pdf'))
    sendDrawing(res, await room.drawings.of(networkOf(req.ip), certificateContent(certificate), draw), 'pdf')
  })

  return router

  /** Other sites see what a stranger sees, whoever is signed in. Throws NotFound. */
  function shown(id: Request['params'][string] | undefined) {
    return seen(id, undefined)
  }

  async function seen(id: Request['params'][string] | undefined, viewerId: string | undefined) {
    const award = await room.see(String(id), viewerId)
    const state = await room.badgePageState(award, viewerId)
    return { state, t: room.translator(state.holder.language) }
  }
}

const embedPage = ({ award, version, issuer, holder, addresses, now }: BadgePageState) => ({
  title: award.title,
  href: addresses.page(award.id),
  image: `/microcredentials/${version.slug}/v${version.version}/badge.svg`,
  holder: holder.name,
  issuer: issuer.name,
  issuedAt: award.issuedAt,
  state: stateView(award, now),
})
