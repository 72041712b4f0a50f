import type { KeyObject } from 'node:crypto'
import { instantOf } from '../dates.js'
import { fetched } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { didWebUrl } from '../issuerDocuments.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
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
  const url = /^https?:/.test(issuer) ? issuer : didWebUrl(issuer)
  if (!url) return { problem: finding('issuer-method-unsupported', { issuer }) }
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetched(deps.fetchJson, url, codes)
  if ('problem' in answer) return answer
  const { document } = answer
  if (!isObject(document) || document.id !== issuer)
    return { problem: finding('issuer-document-invalid', { url, issuer }) }
  return listedKey(document, issuer, method, deps.now)
}

function didKey(issuer: string, method: string): FoundKey {
  const multibase = issuer.slice('did:key:'.length)
  if (method !== `${issuer}#${multibase}`) return { problem: finding('issuer-key-not-listed', { key: method }) }
  return readKey(multibase, method)
}

function listedKey(document: JsonObject, issuer: string, method: string, now: Date): FoundKey {
  const isMethod = (id: unknown) =>
    id === method || (typeof id === 'string' && id.startsWith('#') && issuer + id === method)
  const assertionMethods = asArray(document.assertionMethod)
  const listed = [...asArray(document.verificationMethod), ...assertionMethods].filter(isObject)
  const entry = listed.find(({ id }) => isMethod(id))
  if (!entry) return { problem: finding('issuer-key-not-listed', { key: method }) }
  const isForCredentials = assertionMethods.some(each => isMethod(isObject(each) ? each.id : each))
  if (!isForCredentials) return { problem: finding('issuer-key-not-for-credentials', { key: method }) }
  if (entry.controller !== issuer) {
    return { problem: finding('issuer-controller-mismatch', { controller: String(entry.controller ?? ''), issuer }) }
  }
  const ended = endOf(entry, now)
  return ended ? { problem: ended } : readKey(textOf(entry.publicKeyMultibase) ?? '', method)
}

/** A revocation date is not to be trusted against: whoever holds a stolen key also writes `created` (idem, 2.2). */
function endOf(entry: JsonObject, now: Date): Finding | undefined {
  const isPast = (date: unknown) => date !== undefined && !((instantOf(date) ?? now) > now)
  if (isPast(entry.revoked)) return finding('issuer-key-revoked', { since: String(entry.revoked) })
  if (isPast(entry.expires)) return finding('issuer-key-expired', { since: String(entry.expires) })
  return undefined
}

function readKey(multibase: string, method: string): FoundKey {
  const key = verifyingKey(multibase)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: method }) }
}
