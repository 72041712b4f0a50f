import type { RateLimits } from '../platform/rateLimits.js'
import { apiRoutes } from './apiRoutes.js'
import { connectRoutes } from './connectRoutes.js'
import { type CredentialSource, holdings } from './held.js'
import { pageRoutes } from './pageRoutes.js'
import type { ExchangeRoom } from './room.js'

export type { CredentialSource, HeldCredential } from './held.js'
export type { ProfileChange } from './profile.js'
export type { Received } from './room.js'

/** One app for one person. */
const REQUESTS = { points: 240, seconds: 60 }

export interface ExchangeDeps extends Omit<ExchangeRoom, 'held' | 'heldAssertions' | 'requests'> {
  rateLimits: RateLimits
  /** All that a person holds, in the order in which it is told. */
  sources: CredentialSource[]
  assertionSources: CredentialSource[]
}

/** Badges to and from other systems, with this one as the host. */
export function createExchange({ rateLimits, sources, assertionSources, ...deps }: ExchangeDeps) {
  const held = { held: holdings(sources), heldAssertions: holdings(assertionSources) }
  const room: ExchangeRoom = { ...deps, ...held, requests: rateLimits('exchange', REQUESTS) }
  return { machineRoutes: [apiRoutes(room), connectRoutes(room)], routes: pageRoutes() }
}
