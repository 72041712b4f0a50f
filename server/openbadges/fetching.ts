import { AppError, Unavailable } from '../shared/errors.js'
import { type Finding, type FindingCode, finding } from './findings.js'

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

export type FetchJson = (url: string) => Promise<{ document: unknown }>

/** A document, or the finding that says why there is none. What cannot be fetched is unknown, never valid. */
export async function fetched(
  fetchJson: FetchJson,
  url: string,
  codes: { refused: FindingCode; failed: FindingCode },
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
