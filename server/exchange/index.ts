import type { RateLimits } from '../platform/rateLimits.js'
import { apiRoutes } from './apiRoutes.js'
import { type CredentialSource, holdings } from './held.js'
import { pageRoutes } from './pageRoutes.js'
import type { ExchangeRoom } from './room.js'

export type { CredentialSource, HeldCredential } from './held.js'
export type { ProfileChange } from './profile.js'
export type { Received } from './room.js'

/** One app for one person. */
const REQUESTS = { points: 240, seconds: 60 }

export interface ExchangeDeps extends Omit<ExchangeRoom, 'held' | 'requests'> {
  rateLimits: RateLimits
  /** All that a person holds, in the order in which it is told. */
  sources: CredentialSource[]
}

/** Badges to and from other systems, with this one as the host. */
export function createExchange({ rateLimits, sources, ...deps }: ExchangeDeps) {
  const room: ExchangeRoom = { ...deps, held: holdings(sources), requests: rateLimits('exchange', REQUESTS) }
  return { machineRoutes: [apiRoutes(room)], routes: pageRoutes() }
}
