import type { Authorization } from '../authorization/index.js'
import type { Log } from '../platform/log.js'
import type { RateLimiter } from '../platform/rateLimits.js'
import type { holdings } from './held.js'
import type { EndorsedProfile, ProfileChange, ProfiledPerson } from './profile.js'

/** What came of a badge that an app sent. `replaced` also where it was here already. */
export type Received = 'added' | 'replaced'

/** What the routes of this room work with. */
export interface ExchangeRoom {
  baseUrl: string
  log: Log
  authorization: Pick<Authorization, 'personOfToken' | 'addresses'>
  requests: RateLimiter
  held: ReturnType<typeof holdings>
  /** The same and older ones, as Open Badges 2. */
  heldAssertions: ReturnType<typeof holdings>
  endorsedProfile(personId: string): Promise<EndorsedProfile>
  /** Throws NotFound. */
  person(id: string): Promise<ProfiledPerson>
  changeProfile(personId: string, change: ProfileChange): Promise<void>
  /** Verifies the badge and keeps it. Throws Invalid where it cannot be kept. */
  receive(personId: string, bytes: Uint8Array, clientId: string): Promise<Received>
}
