import http from 'node:http'
import https from 'node:https'
import { Unavailable } from '../shared/errors.js'
import { type FetchCache, fetchCache } from './fetchCache.js'
import { FetchFailed, FetchRefused } from './fetchErrors.js'
import { type Address, byDns, type Guard, permittedAddress, pinnedLookup, type Resolve } from './pinnedAddress.js'

export { FetchFailed, type FetchProblem, FetchRefused } from './fetchErrors.js'
export type { Address } from './pinnedAddress.js'

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

export interface GuardedFetchSettings {
  /** `host` or `host:port` that may be private and plain HTTP. */
  allow: string[]
  resolve?: Resolve
  timeLimitMs?: number
  cache?: FetchCache
}

/**
 * The only way out to addresses that come from outside: HTTPS, public addresses only, resolved once and pinned,
 * with limits on time, size, redirects and media types. Every step of a redirect is checked like the first.
 */
export function guardedFetch({
  allow,
  resolve = byDns,
  timeLimitMs = TIME_LIMIT_MS,
  cache = fetchCache(),
}: GuardedFetchSettings): GuardedFetch {
  return async (url, options = {}) => {
    const attempt: Attempt = { ...options, allow, resolve, cache, signal: AbortSignal.timeout(timeLimitMs) }
    let target = parse(url)
    for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
      const response = await request(target, attempt)
      if ('bytes' in response) return response
      target = parse(response.location, target)
    }
    throw new FetchFailed(`${new URL(url).host} redirects too often`, undefined, 'redirects')
  }
}

type Attempt = FetchOptions & Guard & { cache: FetchCache }
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

export function asFailure(error: unknown, url: URL, signal: AbortSignal): Unavailable {
  if (error instanceof Unavailable) return error
  if (signal.aborted) return new FetchFailed(`${url.host} did not answer in time`, undefined, 'too-slow')
  return new FetchFailed(`${url.host} did not answer`)
}

function send(url: URL, pinned: Address, attempt: Attempt): Promise<Answer> {
  const { signal, accept = 'application/ld+json, application/json', cache } = attempt
  const client = url.protocol === 'https:' ? https : http
  const known = cache.conditions(keyOf(url, attempt))
  const headers = { accept, 'accept-encoding': 'identity', 'user-agent': 'Staffroom', ...known }
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
  const known = statusCode === 304 ? attempt.cache.get(keyOf(url, attempt)) : undefined
  if (!known && statusCode !== 200) throw new FetchFailed(`${url.host} answered ${statusCode}`, statusCode)
  if (known) return withinLimits(known, attempt)
  const { 'content-type': contentType = '', 'content-encoding': encoding = 'identity' } = headers
  if (encoding !== 'identity')
    throw new FetchFailed(`${url.host} answered in an encoding that nobody asked for`, undefined, 'encoding')
  ensureType(contentType, url, attempt)
  const bytes = await collect(response, attempt.maxBytes ?? SIZE_LIMIT_BYTES)
  const document = { url: url.href, contentType, bytes }
  attempt.cache.keep(keyOf(url, attempt), headers, document)
  return document
}

/** A server may answer differently to whoever takes other types. */
const keyOf = (url: URL, { accept = '' }: Attempt) => `${accept} ${url.href}`

/** What was taken for one purpose may be too large, or of the wrong type, for another. */
function withinLimits(known: FetchedDocument, attempt: Attempt): FetchedDocument {
  ensureType(known.contentType, new URL(known.url), attempt)
  if (known.bytes.length > (attempt.maxBytes ?? SIZE_LIMIT_BYTES)) throw tooLarge()
  return known
}

function ensureType(contentType: string, { host }: URL, { types }: Attempt): void {
  if (!contentType || types?.test(contentType) !== false) return
  const message = `${host} answered with ${mediaType(contentType)}, which is no such document`
  throw new FetchFailed(message, undefined, 'type')
}

const tooLarge = () => new FetchFailed('The document is too large', undefined, 'too-large')

const mediaType = (contentType: string) => contentType.split(';')[0]!.slice(0, 100)

export async function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
