import type { Request, RequestHandler, Response } from 'express'
import { OB2_SCOPES } from '../authorization/index.js'
import { Invalid, NotFound, Unauthenticated } from '../shared/errors.js'
import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { CONNECT_API_PATH, connectFailure, connectResponse, MANIFEST_PATH, manifest } from './badgeConnect.js'
import { isCompactJws } from './held.js'
import { linkHeader, parseWindow } from './paging.js'
import { ob2Profile } from './profile.js'
import { jsonIn, rawBody } from './rawBody.js'
import type { ExchangeRoom } from './room.js'

interface Caller {
  personId: string
  clientId: string
}
type Handler = (req: Request, res: Response, caller: Caller) => Promise<void>

/** Badge Connect (Open Badges 2.1) as a host: the same OAuth, the same badges, in the words of version 2. */
export function connectRoutes(room: ExchangeRoom) {
  const router = guardedRouter()

  const forApps =
    (scope: string, handle: Handler): RequestHandler =>
    async (req, res) => {
      res.set('Cache-Control', 'no-store')
      try {
        const caller = await room.authorization.personOfToken(req.get('authorization'), scope)
        await room.requests.consume(`${caller.clientId} ${caller.personId}`)
        await handle(req, res, caller)
      } catch (error) {
        fail(req, res, error)
      }
    }

  router.get(MANIFEST_PATH, anyMachine, (_req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' })
    res.type('application/ld+json').json(manifest({ baseUrl: room.baseUrl, ...room.authorization.addresses }))
  })

  router.get(
    `${CONNECT_API_PATH}/assertions`,
    anyMachine,
    forApps(OB2_SCOPES.readAssertions, async (req, res, { personId }) => {
      const window = parseWindow(req.query)
      const { total, credentials } = await room.heldAssertions(personId, window)
      const link = linkHeader(`${room.baseUrl}${CONNECT_API_PATH}/assertions`, window, total)
      if (link) res.set('Link', link)
      const results = credentials.map(({ text }) => (isCompactJws(text) ? JSON.stringify(text) : text))
      res
        .set('X-Total-Count', String(total))
        .type('json')
        .send(connectResponse(200, 'OK', results))
    }),
  )

  router.post(
    `${CONNECT_API_PATH}/assertions`,
    anyMachine,
    forApps(OB2_SCOPES.createAssertions, async (req, res, { personId, clientId }) => {
      const text = assertionIn(jsonIn(await rawBody(req)))
      const received = await room.receive(personId, Buffer.from(text), clientId)
      const [status, word] = received === 'added' ? ([201, 'Created'] as const) : ([200, 'OK'] as const)
      const result = isCompactJws(text) ? JSON.stringify(text) : text
      res
        .status(status)
        .type('json')
        .send(connectResponse(status, word, [result]))
    }),
  )

  router.get(
    `${CONNECT_API_PATH}/profile`,
    anyMachine,
    forApps(OB2_SCOPES.readProfile, async (_req, res, { personId }) => {
      const profile = ob2Profile(await room.person(personId), room.baseUrl)
      res.type('json').send(connectResponse(200, 'OK', [JSON.stringify(profile)]))
    }),
  )

  const nowhere: RequestHandler = (req, res) => fail(req, res, new NotFound('There is no such resource'))
  for (const method of ['get', 'post', 'put', 'delete'] as const)
    router[method](`${CONNECT_API_PATH}/*path`, anyMachine, nowhere)

  return router

  function fail(req: Request, res: Response, error: unknown): void {
    const { isBug, status, body } = connectFailure(error)
    if (isBug) room.log.error({ err: error, requestId: req.id }, 'an API request failed')
    if (error instanceof Unauthenticated) res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
    res.status(status).json(body)
  }
}

/** `{assertion}`: the assertion itself, or a signed one as its token. */
function assertionIn(body: unknown): string {
  const { assertion } = (body ?? {}) as { assertion?: unknown }
  if (typeof assertion === 'string' && isCompactJws(assertion)) return assertion
  if (typeof assertion !== 'object' || assertion === null) throw new Invalid('There is no assertion in it', 'assertion')
  return JSON.stringify(assertion)
}
