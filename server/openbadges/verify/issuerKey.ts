import { createPublicKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { instantOf } from '../dates.js'
import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { didWebUrl } from '../issuerDocuments.js'
import { asArray, isObject, type JsonObject } from '../json.js'
import { verifyingKey } from '../keys.js'
import type { VerifyDeps } from './deps.js'

export type FoundKey = { key: KeyObject } | { problem: Finding }

/**
 * The public key that a verification method names, if the issuer says that it is its own and for signing credentials
 * (W3C Controlled Identifiers 1.0, 3.3; did:key; did:web). Being named in a URL proves nothing: the issuer must list it.
 */
export async function findIssuerKey(issuer: string, method: string, deps: VerifyDeps): Promise<FoundKey> {
  const [controller = ''] = method.split('#')
  if (controller !== issuer) return { problem: finding('issuer-controller-mismatch', { controller, issuer }) }
  if (issuer.startsWith('did:key:')) return didKey(issuer, method)
  const answer = await issuerDocument(issuer, deps)
  return 'problem' in answer ? answer : listedKey(answer.document, issuer, method, deps.now)
}

/** The issuer's own entry for a JWK that came with what it signed. */
export async function findIssuerJwk(issuer: string, jwk: JsonObject, deps: VerifyDeps): Promise<FoundKey> {
  const thumbprint = await thumbprintOf(jwk)
  if (!thumbprint) return { problem: finding('issuer-key-malformed', { key: 'jwk' }) }
  const answer = await issuerDocument(issuer, deps)
  if ('problem' in answer) return answer
  for (const entry of entriesOf(answer.document)) {
    const isSame = typeof entry.id === 'string' && (await thumbprintOf(entry.publicKeyJwk)) === thumbprint
    if (isSame) return listedKey(answer.document, issuer, absolute(entry.id, issuer), deps.now)
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

function listedKey(document: JsonObject, issuer: string, method: string, now: Date): FoundKey {
  const isMethod = (id: unknown) => absolute(id, issuer) === method
  const entry = entriesOf(document).find(({ id }) => isMethod(id))
  if (!entry) return { problem: finding('issuer-key-not-listed', { key: method }) }
  const assertionMethods = asArray(document.assertionMethod)
  const isForCredentials = assertionMethods.some(each => isMethod(isObject(each) ? each.id : each))
  if (!isForCredentials) return { problem: finding('issuer-key-not-for-credentials', { key: method }) }
  if (entry.controller !== issuer) {
    return { problem: finding('issuer-controller-mismatch', { controller: String(entry.controller ?? ''), issuer }) }
  }
  const ended = endOf(entry, now)
  return ended ? { problem: ended } : readKey(entry, method)
}

/** Keys stand in verificationMethod or, embedded, in assertionMethod (idem, 2.2). */
function entriesOf(document: JsonObject): JsonObject[] {
  return [...asArray(document.verificationMethod), ...asArray(document.assertionMethod)].filter(isObject)
}

/** A DID document may name its own keys by fragment alone. */
function absolute(id: unknown, issuer: string): string {
  return typeof id === 'string' ? (id.startsWith('#') ? issuer + id : id) : ''
}

/** Whoever holds a stolen key also writes `created`, so that a key that has ended proves nothing, whatever the date. */
function endOf(entry: JsonObject, now: Date): Finding | undefined {
  const isPast = (date: unknown) => date !== undefined && !((instantOf(date) ?? now) > now)
  if (isPast(entry.revoked)) return finding('issuer-key-revoked', { since: String(entry.revoked) })
  if (isPast(entry.expires)) return finding('issuer-key-expired', { since: String(entry.expires) })
  return undefined
}

function readKey({ publicKeyMultibase, publicKeyJwk }: JsonObject, method: string): FoundKey {
  const key = typeof publicKeyMultibase === 'string' ? verifyingKey(publicKeyMultibase) : jwkKey(publicKeyJwk)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: method }) }
}

function jwkKey(jwk: unknown): KeyObject | undefined {
  if (!isObject(jwk)) return undefined
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}

async function thumbprintOf(jwk: unknown): Promise<string | undefined> {
  if (!isObject(jwk)) return undefined
  try {
    return await calculateJwkThumbprint(jwk as JWK)
  } catch {
    return undefined
  }
}
