import type { Request } from 'express'
import { bakePng, bakeSvg } from '../openbadges/index.js'
import { anyMachine, anyone, personOf } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER, sendDocument } from '../web/sendDocument.js'
import type { PublishedDocument } from './documents.js'
import type { AwardRoom } from './room.js'
import { showBadge } from './routes.js'
import { bakedHeaders, CREDENTIAL, JSON_TYPE, LINKED_DATA, SVG_POLICY, VC } from './serving.js'

const DID_DOCUMENT = 'application/did+ld+json'

/** Documents for machines: what was signed is served as it was signed. */
export function credentialRoutes(room: AwardRoom) {
  const router = guardedRouter()
  const { documents } = room

  router.get('/credentials/:id.json', anyone, async (req, res) => {
    sendDocument(res, await credential(req), JSON_TYPE, PER_VIEWER)
  })

  router.get('/credentials/:id.png', anyone, async (req, res) => {
    const { award, version } = await seen(req)
    res.set(bakedHeaders(award.id, 'png')).type('png')
    res.send(Buffer.from(bakePng(await room.images.badgePng(version), award.signed.json)))
  })

  router.get('/credentials/:id.svg', anyone, async (req, res) => {
    const { award, version } = await seen(req)
    res.set({ ...bakedHeaders(award.id, 'svg'), ...SVG_POLICY })
    res.type('svg').send(bakeSvg(await room.images.badgeSvg(version), award.signed.json))
  })

  router.get('/credentials/:id', anyone, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([CREDENTIAL, VC, LINKED_DATA, JSON_TYPE, 'text/html'])
    if (type === 'text/html') return showBadge(room, req, res)
    return sendDocument(res, await credential(req), type || CREDENTIAL, PER_VIEWER)
  })

  router.get('/issuers/:slug', anyMachine, async (req, res) => {
    res.vary('Accept')
    const slug = String(req.params.slug)
    const type = req.accepts([LINKED_DATA, JSON_TYPE, CREDENTIAL, 'text/html'])
    const document = await documents.issuer(slug)
    if (type === 'text/html') return res.redirect(303, `/organizations/${slug}`)
    return sendDocument(res, document, type === JSON_TYPE ? JSON_TYPE : LINKED_DATA)
  })

  router.get('/issuers/:slug/did.json', anyMachine, async (req, res) => {
    sendDocument(res, await documents.issuerDid(String(req.params.slug)), DID_DOCUMENT)
  })

  router.get('/.well-known/did.json', anyMachine, async (_req, res) =>
    sendDocument(res, await documents.did(), DID_DOCUMENT),
  )

  router.get('/status/:list', anyMachine, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([CREDENTIAL, VC, JSON_TYPE])
    sendDocument(res, await documents.statusList(String(req.params.list)), type || CREDENTIAL)
  })

  return router

  function credential(req: Request): Promise<PublishedDocument> {
    return documents.credential(String(req.params.id), personOf(req)?.id)
  }

  async function seen(req: Request) {
    const award = await room.see(String(req.params.id), personOf(req)?.id)
    return { award, version: await room.neighbours.version(award.microCredentialId, award.microCredentialVersion) }
  }
}
