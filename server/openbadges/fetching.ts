import { AppError, Unavailable } from '../shared/errors.js'
import { type Finding, finding } from './findings.js'

/** The guarded fetcher will not go there: not HTTPS, a private address, a redirect to one. */
export class FetchRefused extends AppError {}
/** It went there and did not come back with JSON. `status` is the HTTP status, where there was one. */
export class FetchFailed extends Unavailable {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message)
  }
}

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

export type FetchJson = (url: string) => Promise<{ document: unknown }>

/** A document, or the finding that says why there is none. What cannot be fetched is unknown, never valid. */
export async function fetched(
  fetchJson: FetchJson,
  url: string,
  codes: FetchCodes,
): Promise<{ document: unknown } | { problem: Finding; status?: number | undefined }> {
  try {
    return { document: (await fetchJson(url)).document }
  } catch (error) {
    if (error instanceof FetchRefused) return { problem: finding(codes.refused, { url, reason: error.message }) }
    if (!(error instanceof Unavailable)) throw error
    const status = error instanceof FetchFailed ? error.status : undefined
    return { problem: finding(codes.failed, { url, reason: error.message }), status }
  }
}
