import { lookup as resolve } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Unavailable } from '../shared/errors.js'

const TIME_LIMIT_MS = 8_000
const SIZE_LIMIT_BYTES = 2 * 1024 * 1024
const REDIRECT_LIMIT = 3

export interface FetchedDocument {
  url: string
  contentType: string
  bytes: Buffer
}

export interface GuardedFetch {
  /** Throws FetchRefused where we will not go, FetchFailed where we went and got nothing usable. */
  (url: string, options?: { accept?: string; maxBytes?: number }): Promise<FetchedDocument>
}

/** We do not fetch this: the address is not one that a stranger may send us to. */
export class FetchRefused extends Unavailable {}
/** The other side did not answer, or not with a document. `status` where it answered with one. */
export class FetchFailed extends Unavailable {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message)
  }
}

/**
 * The only way out to addresses that come from outside: HTTPS, public addresses only, resolved once and pinned,
 * with limits on time, size and redirects. `allow` lists `host` or `host:port` that may be private and plain HTTP.
 */
export function guardedFetch({ allow }: { allow: string[] }): GuardedFetch {
  return async (url, { accept = 'application/ld+json, application/json', maxBytes = SIZE_LIMIT_BYTES } = {}) => {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS)
    let target = parse(url)
    for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
      const response = await request(target, { accept, allow, signal, maxBytes })
      if ('bytes' in response) return response
      target = parse(response.location, target)
    }
    throw new FetchFailed(`${url} redirects too often`)
  }
}

function parse(url: string, base?: URL): URL {
  if (!URL.canParse(url, base?.href)) throw new FetchRefused('That is not a web address')
  return new URL(url, base?.href)
}

interface Attempt {
  accept: string
  allow: string[]
  signal: AbortSignal
  maxBytes: number
}

async function request(url: URL, attempt: Attempt): Promise<FetchedDocument | { location: string }> {
  const allowed = attempt.allow.includes(url.host) || attempt.allow.includes(url.hostname)
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:'))
    throw new FetchRefused('Only https addresses are fetched')
  if (url.username || url.password) throw new FetchRefused('An address with a password in it is not fetched')
  const address = await pinnedAddress(url.hostname, allowed)
  try {
    return await send(url, address, attempt)
  } catch (error) {
    if (error instanceof Unavailable) throw error
    throw new FetchFailed(`${url.host} did not answer`)
  }
}

/** Resolves once, so that what was checked is what is connected to (no DNS rebinding). */
async function pinnedAddress(hostname: string, allowed: boolean): Promise<{ address: string; family: number }> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const found = await resolve(host, { all: true }).catch(() => [])
  if (found.length === 0) throw new FetchFailed(`${hostname} could not be found`)
  if (!allowed && found.some(({ address }) => !isPublic(address)))
    throw new FetchRefused(`${hostname} is not a public address`)
  return found[0]!
}

function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}

function send(
  url: URL,
  pinned: { address: string; family: number },
  { accept, signal, maxBytes }: Attempt,
): Promise<FetchedDocument | { location: string }> {
  const lookup: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolvePromise, reject) => {
    const outgoing = client.get(url, { lookup, signal, agent: false, headers: { accept, 'user-agent': 'Staffroom' } })
    outgoing.on('error', reject)
    outgoing.on('response', response => {
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.destroy()
        resolvePromise({ location: headers.location })
        return
      }
      if (statusCode !== 200) {
        response.destroy()
        reject(new FetchFailed(`${url.host} answered ${statusCode}`, statusCode))
        return
      }
      collect(response, maxBytes)
        .then(bytes => resolvePromise({ url: url.href, contentType: headers['content-type'] ?? '', bytes }))
        .catch(reject)
    })
  })
}

async function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new FetchFailed('The document is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
