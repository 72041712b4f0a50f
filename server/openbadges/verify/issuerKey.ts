import { calculateJwkThumbprint, type JWK } from 'jose'
import { finding } from '../findings.js'
import { isObject, type JsonObject } from '../json.js'
import { didJwk } from '../publicKeys.js'
import type { VerifyDeps } from './deps.js'
import { keyElsewhere } from './keyElsewhere.js'
import { absolute, entriesOf, type FoundKey, issuerDocument, listedKey, readKey, type Signer } from './listedKey.js'

/**
 * The public key that a verification method names, if the signer says that it is its own and for this purpose (W3C
 * Controlled Identifiers 1.0, 3.3; did:key; did:jwk; did:web), and it counted at that moment. Being named in a URL proves
 * nothing: the signer must list it.
 */
export async function findKey(signer: Signer, method: string, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const [controller = ''] = method.split('#')
  const only = onlyKeyOf(signer.id)
  if (controller !== signer.id) {
    if (!only && /^https?:/.test(method)) return keyElsewhere(signer, method, deps, at)
    return { problem: finding('issuer-controller-mismatch', { controller, issuer: signer.id }) }
  }
  if (only) return method === only.method ? only.found : { problem: finding('issuer-key-not-listed', { key: method }) }
  const answer = await issuerDocument(signer.id, deps)
  return 'problem' in answer ? answer : listedKey(answer.document, signer, method, { at, now: deps.now })
}

/** The signer's own entry for a JWK that came with what it signed. */
export async function findJwk(signer: Signer, jwk: JsonObject, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const thumbprint = await thumbprintOf(jwk)
  if (!thumbprint) return { problem: finding('issuer-key-malformed', { key: 'jwk' }) }
  const only = onlyKeyOf(signer.id)?.found
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

/** The key of an identifier that is made of its key, and the one name that it has. */
function onlyKeyOf(id: string): { method: string; found: FoundKey } | undefined {
  const [, made, rest = ''] = /^did:(key|jwk):(.*)$/s.exec(id) ?? []
  if (!made) return undefined
  const method = made === 'key' ? `${id}#${rest}` : `${id}#0`
  const entry = made === 'key' ? { publicKeyMultibase: rest } : { publicKeyJwk: didJwk(id) }
  return { method, found: readKey(entry, method) }
}

async function isKeyOf(found: FoundKey, thumbprint: string): Promise<boolean> {
  return 'key' in found && (await thumbprintOf(found.key.export({ format: 'jwk' }))) === thumbprint
}

async function thumbprintOf(jwk: unknown): Promise<string | undefined> {
  if (!isObject(jwk)) return undefined
  try {
    return await calculateJwkThumbprint(jwk as JWK)
  } catch {
    return undefined
  }
}
