import type { LegacyVerdict } from './verdict.js'

/** A document as a web server answered with it. */
export interface LegacyDocument {
  status: number
  contentType: string
  bytes: Uint8Array
  /** Where it was in the end, after redirects. */
  url?: string
}

export type ToChild =
  | { kind: 'verify'; badge: unknown }
  | { kind: 'fetched'; id: number; document?: LegacyDocument; error?: string }
export type FromChild =
  | { kind: 'ready' }
  | { kind: 'fetch'; id: number; url: string }
  | { kind: 'verdict'; verdict: LegacyVerdict }
