import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { isObject, type JsonObject } from '../json.js'
import { originOf } from '../origin.js'
import { claimsOf } from '../signToken.js'
import type { VerifyDeps } from './deps.js'
import { type FoundKey, findIssuerJwk, findIssuerKey } from './issuerKey.js'
import { isJwsSignedBy, isTrustworthyAlgorithm, type Jws } from './jws.js'
import { issuerIdOf } from './signature.js'

const HEADER_MEMBERS = ['alg', 'typ', 'kid', 'jwk']
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const REPEATED_CLAIMS = ['iss', 'jti', 'sub', 'nbf', 'exp']
const CLAIMS = [...REPEATED_CLAIMS, 'iat']

/** The credential in a VC-JWT: its payload is the credential itself, with the registered claims beside it. */
export function credentialIn({ payload }: Jws): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name)))
}

/** Findings on the token's signature and on the issuer whose key it is (Open Badges 3.0, 8.2). */
export async function checkJwtSignature(jws: Jws, deps: VerifyDeps): Promise<Finding[]> {
  const problem = headerProblem(jws.header) ?? claimProblem(jws)
  if (problem) return [problem, finding('issuer-not-checked')]
  const issuer = issuerIdOf(jws.payload)
  const found = await keyFor(jws.header, issuer, deps)
  if ('problem' in found) {
    const isUnknown = found.problem.outcome === 'unknown'
    return [finding(isUnknown ? 'proof-not-checkable' : 'proof-not-checked'), found.problem]
  }
  const isRight = await isJwsSignedBy(jws, found.key)
  return [finding(isRight ? 'jwt-valid' : 'jwt-tampered'), finding('issuer-confirmed', { issuer })]
}

/** Only alg, typ and one of kid and a public jwk: whatever else a header can do, it must not do here. */
function headerProblem(header: JsonObject): Finding | undefined {
  const { alg, typ, kid, jwk } = header
  if (!isTrustworthyAlgorithm(alg)) return finding('jwt-algorithm-refused', { algorithm: String(alg ?? '') })
  const extra = Object.keys(header).find(name => !HEADER_MEMBERS.includes(name))
  if (extra) return finding('jwt-header-invalid', { member: extra })
  if (typ !== undefined && typ !== 'JWT') return finding('jwt-header-invalid', { member: 'typ' })
  const hasOneKey = (typeof kid === 'string') !== isObject(jwk)
  if (!hasOneKey) return finding('jwt-header-invalid', { member: kid === undefined ? 'jwk' : 'kid' })
  const isPrivate = isObject(jwk) && PRIVATE_JWK_MEMBERS.some(member => member in jwk)
  return isPrivate ? finding('jwt-header-invalid', { member: 'jwk' }) : undefined
}

/** iss, jti, sub, nbf and exp repeat what the credential says (Open Badges 3.0, 8.2). */
function claimProblem({ payload }: Jws): Finding | undefined {
  const expected = claimsOf(payload)
  const claim = REPEATED_CLAIMS.find(name => payload[name] !== expected[name])
  return claim === undefined ? undefined : finding('jwt-claim-mismatch', { claim })
}

async function keyFor({ kid, jwk }: JsonObject, issuer: string, deps: VerifyDeps): Promise<FoundKey> {
  if (isObject(jwk)) return findIssuerJwk(issuer, jwk, deps)
  const method = String(kid)
  const isElsewhere =
    method.split('#')[0] !== issuer && originOf(method) !== undefined && originOf(method) === originOf(issuer)
  return isElsewhere ? keyAt(method, issuer, deps) : findIssuerKey(issuer, method, deps)
}

/** A kid that is the address of a JWK. That it stands beside the issuer does not yet make it the issuer's. */
async function keyAt(kid: string, issuer: string, deps: VerifyDeps): Promise<FoundKey> {
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, kid, codes)
  if ('problem' in answer) return answer
  if (!isObject(answer.document)) return { problem: finding('issuer-key-malformed', { key: kid }) }
  const found = await findIssuerJwk(issuer, answer.document, deps)
  const isUnbound = 'problem' in found && found.problem.code === 'issuer-key-not-listed'
  return isUnbound ? { problem: finding('issuer-key-unbound', { key: kid }) } : found
}
