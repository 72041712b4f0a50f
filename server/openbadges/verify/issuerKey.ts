import type { KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { instantOf } from '../dates.js'
import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { didWebUrl } from '../issuerDocuments.js'
import { asArray, isObject, type JsonObject } from '../json.js'
import { didJwk, jwkKey, multikeyOf } from '../publicKeys.js'
import type { VerifyDeps } from './deps.js'

export type FoundKey = { key: KeyObject } | { problem: Finding }

/** Who must have signed, and for what they must have published the key. */
export interface Signer {
  id: string
  relationship: 'assertionMethod' | 'authentication'
}

/**
 * The public key that a verification method names, if the signer says that it is its own and for this purpose (W3C
 * Controlled Identifiers 1.0, 3.3; did:key; did:jwk; did:web), and it counted at that moment. Being named in a URL proves
 * nothing: the signer must list it.
 */
export async function findKey(signer: Signer, method: string, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const [controller = ''] = method.split('#')
  if (controller !== signer.id)
    return { problem: finding('issuer-controller-mismatch', { controller, issuer: signer.id }) }
  if (signer.id.startsWith('did:key:')) return didKey(signer.id, method)
  if (signer.id.startsWith('did:jwk:')) return keyOfDidJwk(signer.id, method)
  const answer = await issuerDocument(signer.id, deps)
  return 'problem' in answer ? answer : listedKey(answer.document, signer, method, at)
}

/** The signer's own entry for a JWK that came with what it signed. */
export async function findJwk(signer: Signer, jwk: JsonObject, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const thumbprint = await thumbprintOf(jwk)
  if (!thumbprint) return { problem: finding('issuer-key-malformed', { key: 'jwk' }) }
  if (signer.id.startsWith('did:jwk:') && (await thumbprintOf(didJwk(signer.id))) === thumbprint)
    return keyOfDidJwk(signer.id, `${signer.id}#0`)
  const answer = await issuerDocument(signer.id, deps)
  if ('problem' in answer) return answer
  for (const entry of entriesOf(answer.document)) {
    const isSame = typeof entry.id === 'string' && (await thumbprintOf(entry.publicKeyJwk)) === thumbprint
    if (isSame) return listedKey(answer.document, signer, absolute(entry.id, signer.id), at)
  }
  return { problem: finding('issuer-key-not-listed', { key: thumbprint }) }
}

async function issuerDocument(
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

function didKey(issuer: string, method: string): FoundKey {
  const multibase = issuer.slice('did:key:'.length)
  if (method !== `${issuer}#${multibase}`) return { problem: finding('issuer-key-not-listed', { key: method }) }
  return readKey({ publicKeyMultibase: multibase }, method)
}

/** Always and only the key that the identifier is made of. */
function keyOfDidJwk(issuer: string, method: string): FoundKey {
  if (method !== `${issuer}#0`) return { problem: finding('issuer-key-not-listed', { key: method }) }
  return readKey({ publicKeyJwk: didJwk(issuer) }, method)
}

function listedKey(document: JsonObject, { id: issuer, relationship }: Signer, method: string, at: Date): FoundKey {
  const isMethod = (id: unknown) => absolute(id, issuer) === method
  const entry = entriesOf(document).find(({ id }) => isMethod(id))
  if (!entry) return { problem: finding('issuer-key-not-listed', { key: method }) }
  const isForThis = asArray(document[relationship]).some(each => isMethod(isObject(each) ? each.id : each))
  if (!isForThis) return { problem: finding('issuer-key-not-for-credentials', { key: method }) }
  if (entry.controller !== issuer) {
    return { problem: finding('issuer-controller-mismatch', { controller: String(entry.controller ?? ''), issuer }) }
  }
  const ended = endOf(entry, at)
  return ended ? { problem: ended } : readKey(entry, method)
}

/** Keys stand in verificationMethod or, embedded, in what they are for (idem, 2.2). */
function entriesOf(document: JsonObject): JsonObject[] {
  const { verificationMethod, assertionMethod, authentication } = document
  return [verificationMethod, assertionMethod, authentication].flatMap(asArray).filter(isObject)
}

/** A DID document may name its own keys by fragment alone. */
function absolute(id: unknown, issuer: string): string {
  return typeof id === 'string' ? (id.startsWith('#') ? issuer + id : id) : ''
}

/**
 * A key that has ended still vouches for what was signed before (idem, 2.2: expires, revoked): rotation must not undo
 * what was awarded, and an issuer whose key was stolen says since when. A date that cannot be read ends it for good.
 */
function endOf(entry: JsonObject, at: Date): Finding | undefined {
  const hasCome = (date: unknown) => date !== undefined && !((instantOf(date) ?? at) > at)
  if (hasCome(entry.revoked)) return finding('issuer-key-revoked', { since: String(entry.revoked) })
  if (hasCome(entry.expires)) return finding('issuer-key-expired', { since: String(entry.expires) })
  return undefined
}

function readKey({ publicKeyMultibase, publicKeyJwk }: JsonObject, method: string): FoundKey {
  const key = typeof publicKeyMultibase === 'string' ? multikeyOf(publicKeyMultibase) : jwkKey(publicKeyJwk)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: method }) }
}

async function thumbprintOf(jwk: unknown): Promise<string | undefined> {
  if (!isObject(jwk)) return undefined
  try {
    return await calculateJwkThumbprint(jwk as JWK)
  } catch {
    return undefined
  }
}
