import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Unavailable } from '../shared/errors.js'

export const TIME_LIMIT_MS = 8_000
export const SIZE_LIMIT_BYTES = 2 * 1024 * 1024
const REDIRECT_LIMIT = 3

export interface FetchedDocument {
  /** Where it was in the end, after redirects. */
  url: string
  contentType: string
  bytes: Buffer
}

export interface FetchOptions {
  accept?: string
  maxBytes?: number
  /** Media types that are taken; any where it is left out. A server that names none is believed to send one of them. */
  types?: RegExp
}

/** Throws FetchRefused where we will not go, FetchFailed where we went and got nothing usable. */
export type GuardedFetch = (url: string, options?: FetchOptions) => Promise<FetchedDocument>

/** What went wrong, for whoever wants to say it in other words. */
export type FetchProblem =
  | 'not-an-address'
  | 'not-https'
  | 'with-password'
  | 'not-public'
  | 'not-found'
  | 'no-answer'
  | 'too-slow'
  | 'hung-up'
  | 'status'
  | 'encoding'
  | 'type'
  | 'too-large'
  | 'redirects'

/** We do not fetch this: the address is not one that a stranger may send us to. */
export class FetchRefused extends Unavailable {
  constructor(
    message: string,
    readonly problem: FetchProblem = 'not-an-address',
  ) {
    super(message)
  }
}
/** The other side did not answer, or not with a document. `status` where it answered with one. */
export class FetchFailed extends Unavailable {
  constructor(
    message: string,
    readonly status?: number,
    readonly problem: FetchProblem = status === undefined ? 'no-answer' : 'status',
  ) {
    super(message)
  }
}

export interface Address {
  address: string
  family: number
}

export interface GuardedFetchSettings {
  /** `host` or `host:port` that may be private and plain HTTP. */
  allow: string[]
  resolve?: (hostname: string) => Promise<Address[]>
  timeLimitMs?: number
}

export const byDns = (hostname: string) => lookup(hostname, { all: true })

/**
 * The only way out to addresses that come from outside: HTTPS, public addresses only, resolved once and pinned,
 * with limits on time, size, redirects and media types. Every step of a redirect is checked like the first.
 */
export function guardedFetch({
  allow,
  resolve = byDns,
  timeLimitMs = TIME_LIMIT_MS,
}: GuardedFetchSettings): GuardedFetch {
  return async (url, options = {}) => {
    const attempt: Attempt = { ...options, allow, resolve, signal: AbortSignal.timeout(timeLimitMs) }
    let target = parse(url)
    for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
      const response = await request(target, attempt)
      if ('bytes' in response) return response
      target = parse(response.location, target)
    }
    throw new FetchFailed(`${new URL(url).host} redirects too often`, undefined, 'redirects')
  }
}

export type Guard = Required<Pick<GuardedFetchSettings, 'allow' | 'resolve'>> & { signal: AbortSignal }
type Attempt = FetchOptions & Guard
type Answer = FetchedDocument | { location: string }

function parse(url: string, base?: URL): URL {
  if (!URL.canParse(url, base?.href)) throw new FetchRefused('That is not a web address')
  return new URL(url, base?.href)
}

async function request(url: URL, attempt: Attempt): Promise<Answer> {
  const address = await permittedAddress(url, attempt)
  try {
    return await send(url, address, attempt)
  } catch (error) {
    throw asFailure(error, url, attempt.signal)
  }
}

/** Where this address leads, if a stranger may send us there. Throws FetchRefused or FetchFailed. */
export function permittedAddress(url: URL, guard: Guard): Promise<Address> {
  const isAllowed = guard.allow.includes(url.host) || guard.allow.includes(url.hostname)
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:'))
    throw new FetchRefused('Only https addresses are fetched', 'not-https')
  if (url.username || url.password)
    throw new FetchRefused('An address with a password in it is not fetched', 'with-password')
  return pinnedAddress(url.hostname, isAllowed, guard)
}

export function asFailure(error: unknown, url: URL, signal: AbortSignal): Unavailable {
  if (error instanceof Unavailable) return error
  if (signal.aborted) return new FetchFailed(`${url.host} did not answer in time`, undefined, 'too-slow')
  return new FetchFailed(`${url.host} did not answer`)
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

/** `process` unwraps IPv4 in IPv6; whatever is not plainly public (private, mapped, reserved, tunnelled) is not. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
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

function send(url: URL, pinned: Address, attempt: Attempt): Promise<Answer> {
  const { signal, accept = 'application/ld+json, application/json' } = attempt
  const client = url.protocol === 'https:' ? https : http
  const headers = { accept, 'accept-encoding': 'identity', 'user-agent': 'Staffroom' }
  return new Promise((resolve, reject) => {
    const outgoing = client.get(url, { lookup: pinnedLookup(pinned), signal, agent: false, headers })
    outgoing.on('response', response => {
      read(response, url, attempt)
        .then(resolve, reject)
        .finally(() => response.destroy())
    })
    outgoing.on('error', reject)
    // Some ways to hang up, such as an unwanted upgrade, are no error to Node.
    outgoing.on('close', () => reject(new FetchFailed(`${url.host} hung up`, undefined, 'hung-up')))
  })
}

async function read(response: http.IncomingMessage, url: URL, attempt: Attempt): Promise<Answer> {
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400 && headers.location) return { location: headers.location }
  if (statusCode !== 200) throw new FetchFailed(`${url.host} answered ${statusCode}`, statusCode)
  const { 'content-type': contentType = '', 'content-encoding': encoding = 'identity' } = headers
  if (encoding !== 'identity')
    throw new FetchFailed(`${url.host} answered in an encoding that nobody asked for`, undefined, 'encoding')
  if (contentType && attempt.types?.test(contentType) === false)
    throw new FetchFailed(
      `${url.host} answered with ${mediaType(contentType)}, which is no such document`,
      undefined,
      'type',
    )
  return { url: url.href, contentType, bytes: await collect(response, attempt.maxBytes ?? SIZE_LIMIT_BYTES) }
}

const mediaType = (contentType: string) => contentType.split(';')[0]!.slice(0, 100)

export async function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = new FetchFailed('The document is too large', undefined, 'too-large')
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
