import type { Clock } from '../platform/clock.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { verificationRoutes } from './routes.js'
import { takeTurns } from './turns.js'
import { verifySubmitted } from './verify.js'

export type { Submitted, Unreadable } from './verify.js'

/** For one network (a school behind one address): a staff meeting may verify its badges, a script may not. */
const VERIFICATIONS = { points: 60, seconds: 60 }
const LEGACY_TURNS = { atOnce: 2, waiting: 10 }

export interface VerificationDeps {
  clock: Clock
  fetchDocument: GuardedFetch
  /** A document of ours at one of our own addresses, as this viewer may see it. Throws NotFound. */
  ownDocument(url: string, viewerId: string | undefined): Promise<{ json: string }>
  rateLimits: RateLimits
  baseUrl: string
}

export function createVerification(deps: VerificationDeps) {
  const verify = verifySubmitted({ ...deps, legacyTurns: takeTurns(LEGACY_TURNS) })
  const ownIssuers = `${deps.baseUrl}/issuers/`
  const routes = verificationRoutes({
    verify,
    limiter: deps.rateLimits('verification', VERIFICATIONS),
    ownIssuerHref: id => (id.startsWith(ownIssuers) ? `/organizations/${id.slice(ownIssuers.length)}` : undefined),
  })
  return { verify, routes }
}
