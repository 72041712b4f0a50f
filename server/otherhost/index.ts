import type { Connection } from '../platform/database.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import type { Jobs } from '../platform/jobs.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { connect } from './connect.js'
import { type HostClientDeps, hostClient } from './hostClient.js'
import { renewing } from './renewing.js'
import { type OtherHostRoom, otherHostRoutes } from './routes.js'
import { boxes as boxesUnder } from './secrets.js'
import { hostStore } from './store.js'
import { type SyncDeps, syncing } from './sync.js'

export type { PushChoice } from './pages.js'

const LOOK_EVERY_MS = 30 * 60_000
const ATTEMPTS = { points: 30, seconds: 600 }

export interface OtherHostDeps
  extends HostClientDeps,
    Pick<SyncDeps, 'bring' | 'keeps'>,
    Pick<OtherHostRoom, 'choices' | 'textOf'> {
  db: Connection
  jobs: Jobs
  rateLimits: RateLimits
  fetchDocument: GuardedFetch
  keyEncryptionSecret: string
}

/** Other hosts that keep badges of our people: we are their client. */
export function createOtherHost(deps: OtherHostDeps) {
  const hosts = hostStore(deps.db)
  const boxes = boxesUnder(deps.keyEncryptionSecret)
  const client = hostClient(deps)
  const connecting = connect({ ...deps, hosts, client, boxes })
  const sync = syncing({ ...deps, hosts, client, connecting, renewing: renewing({ ...deps, hosts, client, boxes }) })
  deps.jobs.every(LOOK_EVERY_MS, 'syncOtherHosts', sync.syncDue)
  const attempts = deps.rateLimits('otherhost', ATTEMPTS)
  return { syncDue: sync.syncDue, routes: otherHostRoutes({ ...deps, hosts, connecting, sync, attempts }) }
}
