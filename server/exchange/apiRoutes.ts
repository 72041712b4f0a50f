import type { Request, RequestHandler, Response } from 'express'
import { OB3_SCOPES } from '../authorization/index.js'
import { Invalid, NotFound } from '../shared/errors.js'
import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { API_PATH, serviceDescription } from './discovery.js'
import { isCompactJws } from './held.js'
import { answeringImsx } from './machine.js'
import { linkHeader, parseWindow } from './paging.js'
import { ob3Profile, parseProfile } from './profile.js'
import { jsonIn, rawBody } from './rawBody.js'
import type { ExchangeRoom } from './room.js'

const CREDENTIAL_TYPES = [
  'application/json',
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
  'text/plain',
]

interface Caller {
  personId: string
  clientId: string
}
type Handler = (req: Request, res: Response, caller: Caller) => Promise<void>

/** The Open Badges 3.0 API as a host (Open Badges 3.0, 6). It reads its bodies itself, for what is signed is kept as it came. */
export function apiRoutes(room: ExchangeRoom) {
  const router = guardedRouter()
  const answering = answeringImsx(room.log)

  const forApps =
    (scope: string, handle: Handler): RequestHandler =>
    (req, res) =>
      answering(res, req.id, async () => {
        const caller = await room.authorization.personOfToken(req.get('authorization'), scope)
        await room.requests.consume(`${caller.clientId} ${caller.personId}`)
        await handle(req, res, caller)
      })

  router.get(`${API_PATH}/discovery`, anyMachine, (_req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' })
    res.json(serviceDescription({ baseUrl: room.baseUrl, ...room.authorization.addresses }))
  })

  router.get(
    `${API_PATH}/credentials`,
    anyMachine,
    forApps(OB3_SCOPES.readCredentials, async (req, res, { personId }) => {
      const window = parseWindow(req.query)
      const { total, credentials } = await room.held(personId, window)
      const link = linkHeader(`${room.baseUrl}${API_PATH}/credentials`, window, total)
      if (link) res.set('Link', link)
      res
        .set('X-Total-Count', String(total))
        .type('json')
        .send(listed(credentials.map(({ text }) => text)))
    }),
  )

  router.post(
    `${API_PATH}/credentials`,
    anyMachine,
    forApps(OB3_SCOPES.upsertCredentials, async (req, res, { personId, clientId }) => {
      const type = req.is(CREDENTIAL_TYPES)
      if (!type) throw new Invalid(`The content type must be one of ${CREDENTIAL_TYPES.join(', ')}`, 'Content-Type')
      const bytes = await rawBody(req)
      if (type !== 'text/plain') jsonIn(bytes)
      else if (!isCompactJws(bytes.toString('latin1').trim())) throw new Invalid('The body is not a compact JWS')
      const received = await room.receive(personId, bytes, clientId)
      res
        .status(received === 'added' ? 201 : 200)
        .set('Content-Type', type === 'text/plain' ? 'text/plain' : 'application/json')
      res.send(bytes)
    }),
  )

  router.get(
    `${API_PATH}/profile`,
    anyMachine,
    forApps(OB3_SCOPES.readProfile, async (_req, res, { personId }) => {
      res.json(ob3Profile(await room.person(personId), room.baseUrl, await room.endorsedProfile(personId)))
    }),
  )

  router.put(
    `${API_PATH}/profile`,
    anyMachine,
    forApps(OB3_SCOPES.updateProfile, async (req, res, { personId }) => {
      const change = parseProfile(jsonIn(await rawBody(req)), await room.person(personId))
      await room.changeProfile(personId, change)
      res.json(ob3Profile(await room.person(personId), room.baseUrl, await room.endorsedProfile(personId)))
    }),
  )

  const nowhere: RequestHandler = (req, res) =>
    answering(res, req.id, async () => {
      throw new NotFound('There is no such resource')
    })
  for (const method of ['get', 'post', 'put', 'delete'] as const)
    router[method](`${API_PATH}/*path`, anyMachine, nowhere)

  return router
}

/** GetOpenBadgeCredentialsResponse, in which every credential stands as it was signed. */
function listed(texts: string[]): string {
  const json = texts.filter(text => !isCompactJws(text))
  const jws = texts.filter(isCompactJws)
  return `{"credential":[${json.join(',')}],"compactJwsString":${JSON.stringify(jws)}}`
}
