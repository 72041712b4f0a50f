import { fetchedFromHome } from '../fetching.js'
import { finding } from '../findings.js'
import { isObject, type JsonObject } from '../json.js'
import { originOf } from '../origin.js'
import type { VerifyDeps } from './deps.js'
import {
  entriesOf,
  type FoundKey,
  isNamedFor,
  issuerDocument,
  keyIn,
  listedKey,
  type Moments,
  type Signer,
} from './listedKey.js'

/**
 * A key at an address of its own, such as `https://example.edu/keys/1` (Open Badges 3.0, 8.5: Dereferencing the Public
 * Key). It is the signer's only where the signer's own document holds it or refers to it; that it says so itself, or
 * stands beside the signer, proves nothing.
 */
export async function keyElsewhere(signer: Signer, method: string, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const answer = await issuerDocument(signer.id, deps)
  if ('problem' in answer) return answer
  const moments = { at, now: deps.now }
  const listed = listedKey(answer.document, signer, method, moments)
  const isUnlisted = 'problem' in listed && listed.problem.code === 'issuer-key-not-listed'
  if (!isUnlisted) return listed
  if (isNamedFor(answer.document, signer, method)) return keyAtItsOwnAddress(signer, method, deps, moments)
  if (originOf(method) === originOf(signer.id)) return listed
  return { problem: finding('issuer-controller-mismatch', { controller: method.split('#')[0]!, issuer: signer.id }) }
}

/** The signer answers for the address, so that a key without an owner there is its own too. */
async function keyAtItsOwnAddress(
  signer: Signer,
  method: string,
  deps: VerifyDeps,
  moments: Moments,
): Promise<FoundKey> {
  const answer = await documentOf(method, deps)
  if ('problem' in answer) return answer
  const { document } = answer
  const entry = [document, ...entriesOf(document)].find(({ id }) => id === method)
  if (entry && 'controller' in entry) return keyIn(entry, signer.id, method, moments)
  return keyIn({ controller: signer.id, publicKeyJwk: jwkIn(document, method) }, signer.id, method, moments)
}

export async function documentOf(method: string, deps: VerifyDeps) {
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, method.split('#')[0]!, codes)
  if ('problem' in answer) return answer
  return isObject(answer.document)
    ? { document: answer.document }
    : { problem: finding('issuer-key-malformed', { key: method }) }
}

/** What a kid leads to: a JWK, or one of several by its name (RFC 7517, 4 and 5). */
export function jwkIn(document: JsonObject, method: string): JsonObject | undefined {
  if (!Array.isArray(document.keys)) return document
  const names: unknown[] = [method, method.split('#')[1]]
  return document.keys.filter(isObject).find(({ kid }) => names.includes(kid))
}
