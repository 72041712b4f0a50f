import type { Request, RequestHandler, Response } from 'express'
import { OB2_SCOPES } from '../authorization/index.js'
import { Invalid, NotFound, Unauthenticated } from '../shared/errors.js'
import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import {
  assertionIn,
  assertionsResponse,
  CONNECT_API_PATH,
  connectFailure,
  InvalidBadge,
  MANIFEST_PATH,
  MethodNotAllowed,
  manifest,
  profileResponse,
  RECEIVED,
} from './badgeConnect.js'
import { linkHeader, parseWindow } from './paging.js'
import { ob2Profile, parseProfile } from './profile.js'
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
      const texts = credentials.map(({ text }) => text)
      res.set('X-Total-Count', String(total)).type('json').send(assertionsResponse(texts))
    }),
  )

  router.post(
    `${CONNECT_API_PATH}/assertions`,
    anyMachine,
    forApps(OB2_SCOPES.createAssertions, async (req, res, { personId, clientId }) => {
      const text = assertionIn(jsonIn(await rawBody(req)))
      await room.receive(personId, Buffer.from(text), clientId).catch(inItsWords)
      res.json(RECEIVED)
    }),
  )

  router.get(
    `${CONNECT_API_PATH}/profile`,
    anyMachine,
    forApps(OB2_SCOPES.readProfile, async (_req, res, { personId }) => {
      res.json(profileResponse(ob2Profile(await room.person(personId), room.baseUrl)))
    }),
  )

  router.post(
    `${CONNECT_API_PATH}/profile`,
    anyMachine,
    forApps(OB2_SCOPES.updateProfile, async (req, res, { personId }) => {
      const change = parseProfile(jsonIn(await rawBody(req)), await room.person(personId))
      await room.changeProfile(personId, change)
      res.json(profileResponse(ob2Profile(await room.person(personId), room.baseUrl)))
    }),
  )

  const notLikeThis: RequestHandler = (req, res) =>
    fail(req, res, new MethodNotAllowed('This resource is asked for in another way'))
  const nowhere: RequestHandler = (req, res) => fail(req, res, new NotFound('There is no such resource'))
  for (const method of ['put', 'delete'] as const)
    for (const resource of ['assertions', 'profile'])
      router[method](`${CONNECT_API_PATH}/${resource}`, anyMachine, notLikeThis)
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

const inItsWords = (error: unknown) => {
  if (error instanceof Invalid) throw new InvalidBadge(error.message)
  throw error
}
