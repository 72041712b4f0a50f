import type { KeyObject } from 'node:crypto'
import { instantOf } from '../dates.js'
import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { didWebUrl } from '../issuerDocuments.js'
import { asArray, isObject, type JsonObject } from '../json.js'
import { jwkKey, multikeyOf } from '../publicKeys.js'
import type { VerifyDeps } from './deps.js'

export type FoundKey = { key: KeyObject } | { problem: Finding }

/** Who must have signed, and for what they must have published the key. */
export interface Signer {
  id: string
  relationship: 'assertionMethod' | 'authentication'
}

/** When something says to have been signed, and when that is looked at. */
export interface Moments {
  at: Date
  now: Date
}

/** What a signer publishes of itself, at its own address or that of its did:web. */
export async function issuerDocument(
  issuer: string,
  deps: VerifyDeps,
): Promise<{ document: JsonObject } | { problem: Finding }> {
  const url = /^https?:/.test(issuer) ? issuer : didWebUrl(issuer)
  if (!url) return { problem: finding('issuer-method-unsupported', { issuer }) }
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, url, codes)
  if ('problem' in answer) return answer
  const { document } = answer
  const isAboutIssuer = isObject(document) && document.id === issuer
  return isAboutIssuer ? { document } : { problem: finding('issuer-document-invalid', { url, issuer }) }
}

/** The key that a signer's document holds under this name, for this purpose. */
export function listedKey(document: JsonObject, signer: Signer, method: string, moments: Moments): FoundKey {
  const entry = entriesOf(document).find(({ id }) => absolute(id, signer.id) === method)
  if (!entry) return { problem: finding('issuer-key-not-listed', { key: method }) }
  return isNamedFor(document, signer, method)
    ? keyIn(entry, signer.id, method, moments)
    : { problem: finding('issuer-key-not-for-credentials', { key: method }) }
}

/** Whether a signer's document names the key for this purpose, wherever it stands. */
export function isNamedFor(document: JsonObject, { id, relationship }: Signer, method: string): boolean {
  return asArray(document[relationship]).some(each => absolute(isObject(each) ? each.id : each, id) === method)
}

/** The key in a verification method, where it is the signer's and counted at that moment. */
export function keyIn(entry: JsonObject, issuer: string, method: string, moments: Moments): FoundKey {
  if (entry.controller !== issuer) {
    return { problem: finding('issuer-controller-mismatch', { controller: String(entry.controller ?? ''), issuer }) }
  }
  const ended = endOf(entry, moments)
  return ended ? { problem: ended } : readKey(entry, method)
}

/** Keys stand in verificationMethod or, embedded, in what they are for (W3C Controlled Identifiers 1.0, 2.2). */
export function entriesOf(document: JsonObject): JsonObject[] {
  const { verificationMethod, assertionMethod, authentication } = document
  return [verificationMethod, assertionMethod, authentication].flatMap(asArray).filter(isObject)
}

/** A DID document may name its own keys by fragment alone. */
export function absolute(id: unknown, issuer: string): string {
  return typeof id === 'string' ? (id.startsWith('#') ? issuer + id : id) : ''
}

/**
 * From its revocation on a key vouches for nothing (idem, 2.2: revoked), whatever date stands in a proof: who has stolen
 * it writes any. One that has merely expired still vouches for what was signed before: rotation must not undo what was
 * awarded. A date that cannot be read has come.
 */
function endOf({ revoked, expires }: JsonObject, { at, now }: Moments): Finding | undefined {
  if (hasCome(revoked, now)) return finding('issuer-key-revoked', { since: String(revoked) })
  if (hasCome(expires, at)) return finding('issuer-key-expired', { since: String(expires) })
  return undefined
}

const hasCome = (date: unknown, at: Date) => date !== undefined && !((instantOf(date) ?? at) > at)

export function readKey({ publicKeyMultibase, publicKeyJwk }: JsonObject, method: string): FoundKey {
  const key = typeof publicKeyMultibase === 'string' ? multikeyOf(publicKeyMultibase) : jwkKey(publicKeyJwk)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: method }) }
}
