import { createHash } from 'node:crypto'
import { credentialJson, type SignedCredential } from '../openbadges/index.js'
import type { SignedDocument } from './award.js'

/** Stored as it will be served. The strong ETag is the signature: it is of these very bytes. */
export function signedDocument(credential: SignedCredential, validFrom: Date): SignedDocument {
  return { json: credentialJson(credential), etag: `"${credential.proof[0]!.proofValue}"`, validFrom }
}

export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`
