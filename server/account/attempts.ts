import type { Limit, RateLimits } from '../platform/rateLimits.js'
import { foldAddress } from './emailAddress.js'

/** Who tries: the address that was typed, and the network that it came from. */
export interface Attempt {
  address: string
  network: string
}

export interface AttemptLimits {
  signIn: { address: Limit; network: Limit }
  /** Whatever sends a mail to an address that anybody may type. */
  mail: { address: Limit; network: Limit }
}

const MINUTES = 60
const HOUR = 60 * MINUTES

/** A network may be a whole school on a course day; an address is one person who mistypes. */
export const ATTEMPT_LIMITS: AttemptLimits = {
  signIn: { address: { points: 10, seconds: 15 * MINUTES }, network: { points: 100, seconds: 15 * MINUTES } },
  mail: { address: { points: 5, seconds: HOUR }, network: { points: 60, seconds: HOUR } },
}

const WIDE: Limit = { points: 100_000, seconds: HOUR }
/** For the demo, where everybody is the same few people. */
export const WIDE_ATTEMPT_LIMITS: AttemptLimits = {
  signIn: { address: WIDE, network: WIDE },
  mail: { address: WIDE, network: WIDE },
}

export interface Gate {
  /** Throws TooMany. */
  pass(attempt: Attempt): Promise<void>
  /** It was them: the tries of this address are forgotten, and this one does not burden the network. */
  forgive(attempt: Attempt): Promise<void>
}

export interface Attempts {
  signIn: Gate
  mail: Gate
}

export function countAttempts(rateLimits: RateLimits, limits: AttemptLimits): Attempts {
  return {
    signIn: gate(rateLimits, 'sign-in', limits.signIn),
    mail: gate(rateLimits, 'account-mail', limits.mail),
  }
}

function gate(rateLimits: RateLimits, name: string, limits: { address: Limit; network: Limit }): Gate {
  const addresses = rateLimits(`${name}-address`, limits.address)
  const networks = rateLimits(`${name}-network`, limits.network)
  return {
    async pass({ address, network }) {
      await networks.consume(network)
      await addresses.consume(foldAddress(address))
    },
    async forgive({ address, network }) {
      await addresses.forget(foldAddress(address))
      await networks.giveBack(network)
    },
  }
}
