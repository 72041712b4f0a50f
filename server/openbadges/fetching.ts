import { AppError, Unavailable } from '../shared/errors.js'
import { type Finding, findingBecause } from './findings.js'
import { originOf } from './origin.js'
import { type Reason, reason } from './reasons.js'

/** The guarded fetcher will not go there: not HTTPS, a private address, a redirect to one. */
export class FetchRefused extends AppError {
  readonly reason: Reason
  constructor(why: string | Reason) {
    super(asReason(why).detail)
    this.reason = asReason(why)
  }
}
/** It went there and did not come back with JSON. `status` is the HTTP status, where there was one. */
export class FetchFailed extends Unavailable {
  readonly reason: Reason
  constructor(
    why: string | Reason,
    readonly status?: number,
  ) {
    super(asReason(why).detail)
    this.reason = asReason(why)
  }
}

const asReason = (why: string | Reason) => (typeof why === 'string' ? reason('as-said', { text: why }) : why)

/** The findings that say of a URL, and with a reason, that nothing came from there. */
type FetchCode =
  | 'badge-fetch-refused'
  | 'badge-unreachable'
  | 'hosted-fetch-refused'
  | 'hosted-unreachable'
  | 'issuer-fetch-refused'
  | 'issuer-unreachable'
  | 'status-fetch-refused'
  | 'status-unreachable'
  | 'refresh-unavailable'
export interface FetchCodes {
  refused: FetchCode
  failed: FetchCode
}

/** JSON, or the text of a token that stands in its place. `url` is where the document was in the end, after redirects; whoever leaves it out vouches that there were none. */
export type FetchJson = (url: string) => Promise<{ document: unknown; url?: string }>

export type Fetched = { document: unknown; url: string } | { problem: Finding; status?: number | undefined }

/** A document, or the finding that says why there is none. What cannot be fetched is unknown, never valid. */
export async function fetched(fetchJson: FetchJson, url: string, codes: FetchCodes): Promise<Fetched> {
  try {
    const answer = await fetchJson(url)
    return { document: answer.document, url: answer.url ?? url }
  } catch (error) {
    if (error instanceof FetchRefused) return { problem: findingBecause(codes.refused, error.reason, { url }) }
    if (!(error instanceof Unavailable)) throw error
    const why = error instanceof FetchFailed ? error.reason : asReason(error.message)
    return { problem: findingBecause(codes.failed, why, { url }), status: statusOf(error) }
  }
}

/**
 * A document that speaks for the site that it was asked of. A site may send visitors on to anywhere; what is there is
 * not the site's own word.
 */
export async function fetchedFromHome(fetchJson: FetchJson, url: string, codes: FetchCodes): Promise<Fetched> {
  const answer = await fetched(fetchJson, url, codes)
  if ('problem' in answer || isSameSite(url, answer.url)) return answer
  return { problem: findingBecause(codes.failed, reason('fetch-leads-elsewhere'), { url }) }
}

const statusOf = (error: Unavailable) => (error instanceof FetchFailed ? error.status : undefined)

export function isSameSite(one: string, other: string): boolean {
  return siteOf(one) !== undefined && siteOf(one) === siteOf(other)
}

/** Many sites answer with and without www, and send http on to https. */
function siteOf(url: string): string | undefined {
  return originOf(url) && new URL(url).host.replace(/^www\./, '')
}

/** Asks for each document only once: a status list has the same issuer as its credential. */
export function remembering(fetchJson: FetchJson): FetchJson {
  const answers = new Map<string, ReturnType<FetchJson>>()
  return url => {
    const answer = answers.get(url) ?? fetchJson(url)
    answers.set(url, answer)
    return answer
  }
}
