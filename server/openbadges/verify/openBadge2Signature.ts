import { createPublicKey, type KeyObject } from 'node:crypto'
import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding, findingBecause } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { reason } from '../reasons.js'
import type { VerifyDeps } from './deps.js'
import { isJwsSignedBy, type Jws } from './jws.js'
import type { Ob2Parties } from './openBadge2.js'
import { revokedFinding } from './status.js'

/** More keys than this no issuer uses at once. */
const MAX_KEYS = 5

/** Open Badges 2.0, Signed Verification: a key that the issuer links to, and the issuer's list of revoked assertions. */
export async function checkSignedBadge(jws: Jws, { issuer }: Ob2Parties, deps: VerifyDeps): Promise<Finding[]> {
  const issuerId = textOf(issuer.id) ?? ''
  const problem = await signatureProblem(jws, issuer, issuerId, deps)
  if (problem) return [problem]
  const owner = finding('issuer-owns-key', { issuer: textOf(issuer.name) ?? issuerId })
  return [finding('jwt-valid'), owner, await revocation(jws.payload, issuer, deps)]
}

/** Where the assertion does not name one of the issuer's keys, any of them may be it (idem, step 6). */
async function signatureProblem(
  jws: Jws,
  issuer: JsonObject,
  issuerId: string,
  deps: VerifyDeps,
): Promise<Finding | undefined> {
  const { verification } = jws.payload
  const named = isObject(verification) ? textOf(verification.creator) : undefined
  const links = asArray(issuer.publicKey).filter(link => named === undefined || idOf(link) === named)
  const problems: Finding[] = []
  for (const link of links.slice(0, MAX_KEYS)) {
    const found = await ownedKey(link, issuerId, deps)
    if ('problem' in found) problems.push(found.problem)
    else if (await isJwsSignedBy(jws, found.key)) return undefined
    else problems.push(finding('jwt-tampered'))
  }
  // A key that could not be had may be the one that signed it.
  const unknown = problems.find(({ outcome }) => outcome === 'unknown')
  return unknown ?? problems[0] ?? finding('issuer-key-not-listed', { key: named ?? '' })
}

const idOf = (link: unknown) => (isObject(link) ? link.id : link)

async function ownedKey(
  link: unknown,
  issuerId: string,
  deps: VerifyDeps,
): Promise<{ key: KeyObject } | { problem: Finding }> {
  const id = String(idOf(link) ?? '')
  const answer = await keyDocument(link, id, deps)
  if ('problem' in answer) return answer
  const { owner, publicKeyPem } = answer.document
  if (owner !== issuerId)
    return { problem: finding('issuer-controller-mismatch', { controller: String(owner ?? ''), issuer: issuerId }) }
  const key = pemKey(publicKeyPem)
  return key ? { key } : { problem: finding('issuer-key-malformed', { key: id }) }
}

/** The issuer's own profile may hold the key (Open Badges 2.0, Profile: publicKey); otherwise it stands at its address. */
async function keyDocument(
  link: unknown,
  id: string,
  deps: VerifyDeps,
): Promise<{ document: JsonObject } | { problem: Finding }> {
  if (isObject(link) && link.publicKeyPem !== undefined) return { document: link }
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, id, codes)
  return 'problem' in answer ? answer : { document: isObject(answer.document) ? answer.document : {} }
}

async function revocation(assertion: JsonObject, issuer: JsonObject, deps: VerifyDeps): Promise<Finding> {
  const url = textOf(issuer.revocationList)
  if (url === undefined) return finding('hosted-active')
  const codes = { refused: 'status-fetch-refused', failed: 'status-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, url, codes)
  if ('problem' in answer) return answer.problem
  const entries = isObject(answer.document) ? asArray(answer.document.revokedAssertions) : []
  if (!isObject(answer.document) || answer.document.revokedAssertions === undefined)
    return findingBecause('status-list-invalid', reason('list-without-entries'))
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
