import type { Request, Response } from 'express'
import type { Provider } from 'oidc-provider'
import type { RateLimiter } from '../platform/rateLimits.js'
import { anyMachine } from '../web/access.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { OAUTH_PATHS } from './provider.js'
import { OFFLINE_ACCESS, scopesIn } from './scopes.js'

export interface OAuthRoutesDeps {
  provider: Provider
  registrations: RateLimiter
}

/** The endpoints of OAuth, which read their bodies themselves. */
export function oauthRoutes({ provider, registrations }: OAuthRoutesDeps) {
  const router = guardedRouter()
  const answer = provider.callback()

  router.get(OAUTH_PATHS.authorization, anyMachine, (req, res) => {
    askForConsent(req)
    withoutSecondSession(req)
    return answer(req, res)
  })

  router.get(`${OAUTH_PATHS.authorization}/:uid`, anyMachine, (req, res) => {
    withoutSecondSession(req)
    return answer(req, res)
  })

  router.post(OAUTH_PATHS.registration, anyMachine, async (req, res) => {
    await registrations.consume(networkOf(req.ip))
    await answer(req, res)
  })

  const passOn = (req: Request, res: Response) => answer(req, res)
  router.post(OAUTH_PATHS.token, anyMachine, passOn)
  router.post(OAUTH_PATHS.revocation, anyMachine, passOn)
  // RFC 8414
  router.get('/.well-known/oauth-authorization-server', anyMachine, passOn)

  return router
}

/** The library grants `offline_access` only with `prompt=consent` (OpenID Connect, 11). We always ask, so it may. */
function askForConsent(req: Request): void {
  if (req.query.prompt !== undefined || !scopesIn(req.query.scope).includes(OFFLINE_ACCESS)) return
  req.url = `${req.url}&prompt=consent`
}

/** The library would remember by itself who signed in. Who that is, only our own session says. */
function withoutSecondSession(req: Request): void {
  const cookies = (req.headers.cookie ?? '').split(/;\s*/)
  req.headers.cookie = cookies.filter(cookie => !/^_session(\.|=)/.test(cookie)).join('; ')
}
