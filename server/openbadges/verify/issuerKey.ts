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

/** When something says to have been signed, and when that is looked at. */
interface Moments {
  at: Date
  now: Date
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
  return findListed(signer, method, deps, at)
}

/** The same of a method that stands elsewhere: it counts only as an entry in the signer's own document. */
export async function findListed(signer: Signer, method: string, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const answer = await issuerDocument(signer.id, deps)
  return 'problem' in answer ? answer : listedKey(answer.document, signer, method, { at, now: deps.now })
}

/** The signer's own entry for a JWK that came with what it signed. */
export async function findJwk(signer: Signer, jwk: JsonObject, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const thumbprint = await thumbprintOf(jwk)
  if (!thumbprint) return { problem: finding('issuer-key-malformed', { key: 'jwk' }) }
  const only = onlyKeyOf(signer.id)
  if (only)
    return (await isKeyOf(only, thumbprint)) ? only : { problem: finding('issuer-key-not-listed', { key: thumbprint }) }
  const answer = await issuerDocument(signer.id, deps)
  if ('problem' in answer) return answer
  for (const entry of entriesOf(answer.document)) {
    const isSame = typeof entry.id === 'string' && (await thumbprintOf(entry.publicKeyJwk)) === thumbprint
    if (isSame) return listedKey(answer.document, signer, absolute(entry.id, signer.id), { at, now: deps.now })
  }
  return { problem: finding('issuer-key-not-listed', { key: thumbprint }) }
}

/** The key of an identifier that is made of its key. */
function onlyKeyOf(id: string): FoundKey | undefined {
  if (id.startsWith('did:key:')) return didKey(id, `${id}#${id.slice('did:key:'.length)}`)
  return id.startsWith('did:jwk:') ? keyOfDidJwk(id, `${id}#0`) : undefined
}

async function isKeyOf(found: FoundKey, thumbprint: string): Promise<boolean> {
  return 'key' in found && (await thumbprintOf(found.key.export({ format: 'jwk' }))) === thumbprint
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

function listedKey(
  document: JsonObject,
  { id: issuer, relationship }: Signer,
  method: string,
  { at, now }: Moments,
): FoundKey {
  const isMethod = (id: unknown) => absolute(id, issuer) === method
  const entry = entriesOf(document).find(({ id }) => isMethod(id))
  if (!entry) return { problem: finding('issuer-key-not-listed', { key: method }) }
  const isForThis = asArray(document[relationship]).some(each => isMethod(isObject(each) ? each.id : each))
  if (!isForThis) return { problem: finding('issuer-key-not-for-credentials', { key: method }) }
  if (entry.controller !== issuer) {
    return { problem: finding('issuer-controller-mismatch', { controller: String(entry.controller ?? ''), issuer }) }
  }
  const ended = endOf(entry, at, now)
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
 * From its revocation on a key vouches for nothing (idem, 2.2: revoked), whatever date stands in a proof: who has stolen
 * it writes any. One that has merely expired still vouches for what was signed before: rotation must not undo what was
 * awarded. A date that cannot be read has come.
 */
function endOf({ revoked, expires }: JsonObject, at: Date, now: Date): Finding | undefined {
  if (hasCome(revoked, now)) return finding('issuer-key-revoked', { since: String(revoked) })
  if (hasCome(expires, at)) return finding('issuer-key-expired', { since: String(expires) })
  return undefined
}

const hasCome = (date: unknown, at: Date) => date !== undefined && !((instantOf(date) ?? at) > at)

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
