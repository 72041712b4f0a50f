import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { FetchFailed, FetchRefused } from './fetchErrors.js'

export interface Address {
  address: string
  family: number
}

export type Resolve = (hostname: string) => Promise<Address[]>

/** What one attempt to reach the outside is held to. */
export interface Guard {
  /** `host` or `host:port` that may be private and plain HTTP. */
  allow: string[]
  resolve: Resolve
  signal: AbortSignal
}

export const byDns = (hostname: string) => lookup(hostname, { all: true })

/** Where this address leads, if a stranger may send us there. Throws FetchRefused or FetchFailed. */
export function permittedAddress(url: URL, guard: Guard): Promise<Address> {
  const isAllowed = guard.allow.includes(url.host) || guard.allow.includes(url.hostname)
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:'))
    throw new FetchRefused('Only https addresses are fetched', 'not-https')
  if (url.username || url.password)
    throw new FetchRefused('An address with a password in it is not fetched', 'with-password')
  return pinnedAddress(url.hostname, isAllowed, guard)
}

/** Resolves once, so that what was checked is what is connected to (no DNS rebinding). */
async function pinnedAddress(hostname: string, isAllowed: boolean, { resolve, signal }: Guard): Promise<Address> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const found = await Promise.race([resolve(host), aborted(signal)]).catch(() => [])
  if (found.length === 0) throw new FetchFailed(`${hostname} could not be found`, undefined, 'not-found')
  if (!isAllowed && !found.every(({ address }) => isPublic(address)))
    throw new FetchRefused(`${hostname} is not a public address`, 'not-public')
  return found[0]!
}

/** All that is routed in IPv6; an address beyond may hold one of IPv4, as `::127.0.0.1` does (RFC 4291, 2.4 and 2.5.5.1). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** `process` unwraps IPv4 in IPv6; whatever is not plainly public (private, mapped, reserved, tunnelled) is not. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const found = ipaddr.process(address)
  const isRouted = found instanceof ipaddr.IPv4 || found.match(GLOBAL_UNICAST)
  return isRouted && found.range() === 'unicast'
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

export const pinnedLookup =
  (pinned: Address): LookupFunction =>
  (_host, options, done) =>
    options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)
