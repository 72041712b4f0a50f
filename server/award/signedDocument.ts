import { createHash } from 'node:crypto'
import type { SignedDocument } from './award.js'

/** Stored as it will be served; the strong ETag is that of these very bytes. */
export function signedDocument(credential: object, validFrom: Date): SignedDocument {
  const json = JSON.stringify(credential)
  return { json, etag: etagOf(json), validFrom }
}

export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`
