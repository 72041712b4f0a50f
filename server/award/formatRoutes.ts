import type { Request, Response } from 'express'
import { type BakedStandard, bakePng, bakeSvg } from '../openbadges/index.js'
import { anyMachine, anyone, personOf } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER, sendDocument } from '../web/sendDocument.js'
import type { Award } from './award.js'
import { isWithdrawn } from './formats.js'
import type { AwardRoom } from './room.js'
import { bakedHeaders, JSON_TYPE, LINKED_DATA, SVG_POLICY } from './serving.js'

/** What the standard asks for (Open Badges 3.0, 5.2), and its names elsewhere. */
const TOKEN_TYPES = ['text/plain', 'application/jwt', 'application/vc+jwt']

/** An award as a token, and in Open Badges 2.0: hosted, signed, and baked into its image. */
export function formatRoutes(room: AwardRoom) {
  const router = guardedRouter()
  const { documents, formats } = room

  baked('/credentials/:id.jwt', 'open-badges-3', formats.token)
  router.get('/credentials/:id.jwt', anyone, async (req, res) => {
    sendDocument(res, await formats.token(await seen(req)), tokenTypeFor(req, res), PER_VIEWER)
  })

  baked('/assertions/:id.jwt', 'open-badges-2', formats.signedAssertion)
  router.get('/assertions/:id.jwt', anyone, async (req, res) => {
    sendDocument(res, await formats.signedAssertion(await seen(req)), tokenTypeFor(req, res), PER_VIEWER)
  })

  baked('/assertions/:id', 'open-badges-2', formats.assertion)
  for (const path of ['/assertions/:id.json', '/assertions/:id'])
    router.get(path, anyone, async (req, res) => {
      const award = await seen(req)
      if (isWithdrawn(award)) res.status(410)
      sendDocument(res, await formats.hosted(award), typeFor(req, res), PER_VIEWER)
    })

  router.get('/badge-classes/:slug/v:n', anyMachine, async (req, res) => {
    sendDocument(res, await documents.badgeClass(String(req.params.slug), String(req.params.n)), typeFor(req, res))
  })

  router.get('/issuers/:slug/open-badges-2', anyMachine, async (req, res) => {
    sendDocument(res, await documents.badgeIssuer(String(req.params.slug)), typeFor(req, res))
  })

  router.get('/issuers/:slug/revoked-credentials', anyMachine, async (req, res) => {
    sendDocument(res, await documents.revokedCredentials(String(req.params.slug)), JSON_TYPE)
  })

  router.get('/issuers/:slug/revocations', anyMachine, async (req, res) => {
    sendDocument(res, await documents.revocations(String(req.params.slug)), typeFor(req, res))
  })

  router.get('/issuers/:slug/keys/:number', anyMachine, async (req, res) => {
    sendDocument(res, await documents.key(String(req.params.slug), String(req.params.number)), typeFor(req, res))
  })

  return router

  /** The PNG and the SVG that carry what stands at a path. */
  function baked(path: string, standard: BakedStandard, format: (award: Award) => Promise<{ json: string }>) {
    router.get(`${path}.png`, anyone, async (req, res) => {
      const { award, version, badge } = await toBake(req, format)
      res.set(bakedHeaders(award.id, 'png')).type('png')
      res.send(Buffer.from(bakePng(await room.images.badgePng(version), badge, standard)))
    })
    router.get(`${path}.svg`, anyone, async (req, res) => {
      const { award, version, badge } = await toBake(req, format)
      res.set({ ...bakedHeaders(award.id, 'svg'), ...SVG_POLICY }).type('svg')
      res.send(bakeSvg(await room.images.badgeSvg(version), badge, standard))
    })
  }

  async function toBake(req: Request, format: (award: Award) => Promise<{ json: string }>) {
    const award = await seen(req)
    const version = await room.neighbours.version(award.microCredentialId, award.microCredentialVersion)
    return { award, version, badge: (await format(award)).json }
  }

  function seen(req: Request): Promise<Award> {
    return room.see(String(req.params.id), personOf(req)?.id)
  }
}

function typeFor(req: Request, res: Response): string {
  res.vary('Accept')
  return req.accepts([LINKED_DATA, JSON_TYPE]) === JSON_TYPE ? JSON_TYPE : LINKED_DATA
}

function tokenTypeFor(req: Request, res: Response): string {
  res.vary('Accept')
  return req.accepts(TOKEN_TYPES) || TOKEN_TYPES[0]!
}
