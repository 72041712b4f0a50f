import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { GuardedRequest } from '../platform/guardedRequest.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { bearer } from './bearer.js'
import { connectedApps } from './connectedApps.js'
import { consentRoutes } from './consentRoutes.js'
import { oauthRoutes } from './oauthRoutes.js'
import { showProblem } from './problem.js'
import { createProvider, OAUTH_PATHS } from './provider.js'
import { recordStore } from './recordStore.js'

export { InsufficientScope } from './bearer.js'
export { ALL_SCOPES, OB2_SCOPES, OB3_SCOPES, OFFLINE_ACCESS } from './scopes.js'

/** From one network: a developer tries a few times, a script that fills the database does not get far. */
const REGISTRATIONS = { points: 20, seconds: 3600 }

export interface AuthorizationDeps {
  db: Connection
  clock: Clock
  rateLimits: RateLimits
  baseUrl: string
  secure: boolean
  cookieSecret: string
  keyEncryptionSecret: string
  /** The only way out to addresses that come from outside. */
  request: GuardedRequest
  /** Hosts that may register without TLS. */
  allow: readonly string[]
  /** Neither gone nor suspended. */
  isActive(personId: string): Promise<boolean>
}

export type Authorization = ReturnType<typeof createAuthorization>

/** Who may act for a person from outside: apps ask by OAuth 2, the person answers on our page and can take it back. */
export function createAuthorization(deps: AuthorizationDeps) {
  const records = recordStore(deps.db)
  const provider = createProvider({ ...deps, records, showProblem })
  const apps = connectedApps(provider, records)
  const { baseUrl } = deps
  return {
    personOfToken: bearer({ ...deps, provider, records }),
    connectedApps: apps.list,
    /** What an app calls itself. */
    nameOf: apps.nameOf,
    /** For the documents that tell apps where to go. */
    addresses: {
      authorization: baseUrl + OAUTH_PATHS.authorization,
      token: baseUrl + OAUTH_PATHS.token,
      registration: baseUrl + OAUTH_PATHS.registration,
      revocation: baseUrl + OAUTH_PATHS.revocation,
    },
    /** These read their bodies themselves. */
    machineRoutes: oauthRoutes({ provider, registrations: deps.rateLimits('oauth-registration', REGISTRATIONS) }),
    routes: consentRoutes({ provider, records, apps }),
  }
}
