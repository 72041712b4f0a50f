import { FetchFailed, type FetchJson, FetchRefused, type LegacyDocument, reason } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { FetchedDocument, GuardedFetch } from '../platform/guardedFetch.js'
import { FetchFailed as OutsideFailed, FetchRefused as OutsideRefused } from '../platform/guardedFetch.js'
import { NotFound } from '../shared/errors.js'

/** A transcript refers to many issuers; past this many documents, or this long, a badge is too much work for us. */
const MOST_DOCUMENTS = 120
const LONGEST_MS = 40_000

export interface DocumentsDeps {
  clock: Clock
  /** The only way out to addresses that come from a stranger. */
  fetchDocument: GuardedFetch
  /** A document of ours at one of our own addresses, as this viewer may see it. Throws NotFound. */
  ownDocument(url: string, viewerId: string | undefined): Promise<{ json: string }>
  baseUrl: string
}

/** What one verification reads, each address once. */
export interface Documents {
  fetchJson: FetchJson
  fetchFile(url: string): Promise<LegacyDocument>
  /** Throws FetchRefused or FetchFailed of the badge library. */
  bytesAt(url: string): Promise<Uint8Array>
}

const ACCEPT =
  'application/vc, application/vc+ld+json, application/ld+json, application/json, image/png, application/vc+jwt;q=0.9, application/jwt;q=0.9, image/svg+xml;q=0.9, */*;q=0.1'

/**
 * Our own documents come from the rooms that publish them, so that a badge of ours verifies although the server may not
 * reach its own public address; everything else comes through the guarded fetcher.
 */
export function documentsFor(deps: DocumentsDeps, viewerId: string | undefined) {
  const { clock, fetchDocument, ownDocument, baseUrl } = deps
  const until = clock.now().getTime() + LONGEST_MS
  const seen = new Map<string, Promise<FetchedDocument>>()
  const isOurs = (url: string) => isAt(new URL(baseUrl), url)

  function read(url: string): Promise<FetchedDocument> {
    const known = seen.get(url)
    if (known) return known
    const reading = isOurs(url) ? own(url) : outside(url)
    seen.set(url, reading)
    return reading
  }

  async function outside(url: string): Promise<FetchedDocument> {
    const isTooMuch = seen.size >= MOST_DOCUMENTS || clock.now().getTime() > until
    if (isTooMuch) throw new FetchFailed(reason('fetch-too-many'))
    return fetchDocument(url, { accept: ACCEPT }).catch(inTheLibrarysWords(url))
  }

  async function own(url: string): Promise<FetchedDocument> {
    const { json } = await ownDocument(url, viewerId).catch(ifNotFound)
    return { url, contentType: 'application/json', bytes: Buffer.from(json) }
  }

  const documents: Documents = {
    bytesAt: async url => (await read(url)).bytes,
    // With the address that answered: a redirect must not pass for the word of whoever was asked.
    async fetchJson(url) {
      const found = await read(url)
      return { document: parse(found), url: found.url }
    },
    async fetchFile(url) {
      const { contentType, bytes, url: answered } = await read(url)
      return { status: 200, contentType, bytes, url: answered }
    },
  }
  return documents
}

/** A did:web is always read over https (did:web Method, 2.5.2), also where this installation is tried out without. */
function isAt({ origin, host }: URL, url: string): boolean {
  if (!URL.canParse(url)) return false
  const asked = new URL(url)
  return asked.origin === origin || (asked.protocol === 'https:' && asked.host === host)
}

/** A signed token: credentials and status lists may stand at their addresses as one. */
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** A page is no document, even if JSON could be read out of it: who serves it as a page lets anyone write in it. */
function parse({ bytes, contentType, url }: FetchedDocument): unknown {
  const { host } = new URL(url)
  if (/^\s*(text\/html|application\/xhtml)/i.test(contentType)) throw new FetchFailed(reason('fetch-page', { host }))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
    return COMPACT_JWS.test(text) ? text : JSON.parse(text)
  } catch {
    throw new FetchFailed(reason('fetch-not-json', { host }))
  }
}

const inTheLibrarysWords = (url: string) => (error: unknown) => {
  const host = URL.canParse(url) ? new URL(url).host : url
  if (error instanceof OutsideRefused) throw new FetchRefused(reason(`fetch-${error.problem}`, { host }))
  if (error instanceof OutsideFailed) {
    const values = { host, status: String(error.status ?? '') }
    throw new FetchFailed(reason(`fetch-${error.problem}`, values), error.status)
  }
  throw error
}

const ifNotFound = (error: unknown) => {
  if (error instanceof NotFound) throw new FetchFailed(reason('fetch-nothing-there'), 404)
  throw error
}
