import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import type { Jobs } from '../platform/jobs.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { takeTurns } from '../platform/turns.js'
import { batchRoutes } from './batchRoutes.js'
import { batchStore } from './batchStore.js'
import type { Reader } from './pages.js'
import { verificationRoutes } from './routes.js'
import { verifySubmitted } from './verify.js'
import { verifyBatch } from './verifyBatch.js'

export type { Submitted, Unreadable } from './verify.js'

/** For one network (a school behind one address): a staff meeting may verify its badges, a script may not. */
const VERIFICATIONS = { points: 60, seconds: 60 }
const BATCHES = { points: 10, seconds: 3600 }
const LEGACY_TURNS = { atOnce: 2, waiting: 10 }
const LEGACY_TURNS_OF_BATCHES = { atOnce: 1, waiting: Number.POSITIVE_INFINITY }

export interface VerificationDeps {
  db: Connection
  jobs: Jobs
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
  // A batch waits its turn, and never sends away whoever waits in front of a page.
  const verifyInBatch = verifySubmitted({ ...deps, legacyTurns: takeTurns(LEGACY_TURNS_OF_BATCHES) })
  const batches = verifyBatch({ ...deps, batches: batchStore(deps.db), verify: verifyInBatch })
  const readerOf = ({ locals }: { locals: object }) => ({
    ...(locals as Omit<Reader, 'ownIssuerHref'>),
    ownIssuerHref: (id: string) =>
      id.startsWith(ownIssuers) ? `/organizations/${id.slice(ownIssuers.length).split('/')[0]}` : undefined,
  })
  const limiter = deps.rateLimits('verification', VERIFICATIONS)
  const batchLimiter = deps.rateLimits('verification-batch', BATCHES)
  return {
    verify,
    routes: [
      batchRoutes({ batches, limiter: batchLimiter, readerOf }),
      verificationRoutes({ verify, limiter, readerOf }),
    ],
  }
}
