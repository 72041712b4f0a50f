import type { Request, Response } from 'express'
import QRCode from 'qrcode'
import { Forbidden, NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
import type { Award } from './award.js'
import { badgePage } from './badgePage.js'
import { parseShowing, parseWithdrawal } from './forms.js'
import { found } from './found.js'
import { issuedAwardsPage, myBadgesPage } from './listPages.js'
import type { AwardRoom } from './room.js'

const PAGE_SIZE = 20

export function awardRoutes(room: AwardRoom) {
  const router = guardedRouter()

  router.get('/badges', signedIn, async (req, res) => {
    const { awards, nextHref } = await pageOf(req, page => room.awards.ofPerson(signedInPerson(req).id, page))
    const brought = await room.broughtBy(signedInPerson(req).id)
    res.render('award/mine', { ...myBadgesPage(awards, room.clock.now(), nextHref), brought })
  })

  router.get('/badges/:id', anyone, async (req, res) => {
    res.vary('Accept')
    if (req.accepts(['html', 'json']) !== 'html') return res.redirect(303, `/credentials/${req.params.id}`)
    return showBadge(room, req, res)
  })

  router.get('/badges/:id/qr.svg', anyone, async (req, res) => {
    const award = await room.see(String(req.params.id), personOf(req)?.id)
    res.type('svg').send(await QRCode.toString(room.addresses.page(award.id), { type: 'svg', margin: 1 }))
  })

  router.get('/badges/:id/evidence/:n', anyone, async (req, res) => {
    const viewerId = personOf(req)?.id
    const award = await room.see(String(req.params.id), viewerId)
    const piece = award.evidence[Number(req.params.n) - 1]
    const maySee = piece?.shown || award.earnerId === viewerId
    if (!piece?.digest || !maySee) throw new NotFound('No such evidence')
    const { digest, mediaType = 'application/octet-stream', name, length = 0 } = piece
    await serveFile(req, res, room.files, { digest, mediaType, name, length })
  })

  for (const [verb, decide] of [
    ['accept', room.accept],
    ['showing', room.show],
  ] as const)
    router.post(`/badges/:id/${verb}`, signedIn, async (req, res) => {
      const id = String(req.params.id)
      const form = parseShowing(req.body)
      if (!form.ok) return showBadge(room, req, res, form)
      await decide(id, signedInPerson(req).id, form.value)
      leaveNotice(req, `award.done.${verb}`)
      return res.redirect(303, `/badges/${id}`)
    })

  router.post('/badges/:id/decline', signedIn, async (req, res) => {
    const id = String(req.params.id)
    await room.decline(id, signedInPerson(req).id)
    leaveNotice(req, 'award.done.decline')
    res.redirect(303, `/badges/${id}`)
  })

  for (const verb of ['revoke', 'suspend'] as const)
    router.post(`/badges/:id/${verb}`, signedIn, async (req, res) => {
      const { awardId, by } = await asIssuer(req)
      const form = parseWithdrawal(verb, req.body)
      if (!form.ok) return showBadge(room, req, res, form)
      await room[verb]({ awardId, by, reason: form.value.reason })
      leaveNotice(req, `award.done.${verb}`)
      return res.redirect(303, `/badges/${awardId}`)
    })

  router.post('/badges/:id/reinstate', signedIn, async (req, res) => {
    const { awardId, by } = await asIssuer(req)
    await room.reinstate({ awardId, by })
    leaveNotice(req, 'award.done.reinstate')
    res.redirect(303, `/badges/${awardId}`)
  })

  /** NotFound for whoever may not know of the award. */
  async function asIssuer(req: Request) {
    const by = signedInPerson(req).id
    const award = await room.see(String(req.params.id), by)
    if (!(await room.isIssuer(award, by))) throw new Forbidden('Only its issuer may do this')
    return { awardId: award.id, by }
  }

  router.get('/organizations/:slug/awards', signedIn, async (req, res) => {
    const issuer = found(await room.neighbours.organizationBySlug(String(req.params.slug)), 'organization')
    if (!(await room.neighbours.hasRole(signedInPerson(req).id, 'administrator', issuer.id)))
      throw new Forbidden('Only for administrators of the issuer')
    const { awards, nextHref } = await pageOf(req, page => room.awards.ofOrganization(issuer.id, page))
    const people = await room.neighbours.people(awards.map(({ earnerId }) => earnerId))
    const rows = awards.map(award => ({ award, holderName: people.get(award.earnerId)?.name ?? '' }))
    res.render('award/issued', issuedAwardsPage(issuer, rows, room.clock.now(), nextHref))
  })

  return router
}

/** The page of an award; with a rejected form, that form again. */
export async function showBadge(room: AwardRoom, req: Request, res: Response, rejected?: Rejected): Promise<void> {
  const viewerId = personOf(req)?.id
  const award = await room.see(String(req.params.id), viewerId)
  if (award.visibility !== 'public') res.set('X-Robots-Tag', 'noindex')
  const state = await room.badgePageState(award, viewerId)
  res.status(rejected ? 422 : 200).render('award/badge', badgePage({ ...state, ...(rejected && { rejected }) }))
}

/** One more than is shown tells whether there is a next page. */
async function pageOf(req: Request, read: (page: { before?: string; limit: number }) => Promise<Award[]>) {
  const { before } = req.query
  const found = await read({ limit: PAGE_SIZE + 1, ...(typeof before === 'string' && { before }) })
  const awards = found.slice(0, PAGE_SIZE)
  const nextHref = found.length > PAGE_SIZE ? `${req.path}?before=${awards.at(-1)!.id}` : undefined
  return { awards, nextHref }
}
