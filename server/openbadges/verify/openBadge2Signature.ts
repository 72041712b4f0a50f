import { createPublicKey, type KeyObject } from 'node:crypto'
import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding, findingBecause } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { reason } from '../reasons.js'
import type { VerifyDeps } from './deps.js'
import { isJwsSignedBy, type Jws } from './jws.js'
import type { Ob2Parties } from './openBadge2.js'
import { revokedFinding } from './status.js'

/** Open Badges 2.0, Signed Verification: a key that the issuer links to, and the issuer's list of revoked assertions. */
export async function checkSignedBadge(jws: Jws, { issuer }: Ob2Parties, deps: VerifyDeps): Promise<Finding[]> {
  const issuerId = textOf(issuer.id) ?? ''
  const found = await creatorKey(jws.payload, issuer, issuerId, deps)
  if ('problem' in found) return [found.problem]
  if (!(await isJwsSignedBy(jws, found.key))) return [finding('jwt-tampered')]
  const owner = finding('issuer-owns-key', { issuer: textOf(issuer.name) ?? issuerId })
  return [finding('jwt-valid'), owner, await revocation(jws.payload, issuer, deps)]
}

async function creatorKey(
  { verification }: JsonObject,
  issuer: JsonObject,
  issuerId: string,
  deps: VerifyDeps,
): Promise<{ key: KeyObject } | { problem: Finding }> {
  const links = asArray(issuer.publicKey).map(link => (isObject(link) ? link.id : link))
  const named = isObject(verification) ? textOf(verification.creator) : undefined
  const id = named ?? textOf(links[0])
  if (id === undefined || !links.includes(id)) return { problem: finding('issuer-key-not-listed', { key: id ?? '' }) }
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, id, codes)
  if ('problem' in answer) return answer
  const document = isObject(answer.document) ? answer.document : {}
  if (document.owner !== issuerId) {
    return {
      problem: finding('issuer-controller-mismatch', { controller: String(document.owner ?? ''), issuer: issuerId }),
    }
  }
  const key = pemKey(document.publicKeyPem)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: id }) }
}

async function revocation(assertion: JsonObject, issuer: JsonObject, deps: VerifyDeps): Promise<Finding> {
  const url = textOf(issuer.revocationList)
  if (url === undefined) return finding('hosted-active')
  const codes = { refused: 'status-fetch-refused', failed: 'status-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, url, codes)
  if ('problem' in answer) return answer.problem
  const entries = isObject(answer.document) ? answer.document.revokedAssertions : undefined
  if (!Array.isArray(entries)) return findingBecause('status-list-invalid', reason('list-without-entries'))
  const names: unknown[] = [assertion.id, assertion.uid].filter(name => name !== undefined)
  const revocations = entries.map((each: unknown): JsonObject => (isObject(each) ? each : { id: each }))
  const entry = revocations.find(({ id, uid }) => names.includes(id ?? uid))
  return entry ? revokedFinding(entry) : finding('hosted-active')
}

function pemKey(pem: unknown): KeyObject | undefined {
  if (typeof pem !== 'string') return undefined
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}
