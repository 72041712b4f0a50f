import { fetchedFromHome } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { isObject, type JsonObject } from '../json.js'
import { originOf } from '../origin.js'
import { claimsOf } from '../signToken.js'
import type { VerifyDeps } from './deps.js'
import { type FoundKey, findJwk, findKey, findListed, type Signer } from './issuerKey.js'
import { isJwsSignedBy, isTrustworthyAlgorithm, type Jws } from './jws.js'
import { issuerIdOf } from './signature.js'

const HEADER_MEMBERS = ['alg', 'typ', 'cty', 'kid', 'jwk']
/** Open Badges 3.0, 8.2.4, and W3C Securing Verifiable Credentials using JOSE and COSE, 3.1.1 and 3.1.2. */
const TOKEN_TYPES = ['JWT', 'vc+jwt', 'vp+jwt', 'vc+ld+json+jwt', 'vp+ld+json+jwt']
const CONTENT_TYPES = ['vc', 'vp', 'vc+ld+json', 'vp+ld+json']
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const REPEATED_CLAIMS = ['iss', 'jti', 'sub', 'nbf', 'exp']
const CLAIMS = [...REPEATED_CLAIMS, 'iat']

/** The credential in a VC-JWT: its payload is the credential itself, with the registered claims beside it. */
export function credentialIn({ payload }: Jws): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name)))
}

/** Findings on the token's signature and on the issuer whose key it is (Open Badges 3.0, 8.2). */
export function checkJwtSignature(jws: Jws, deps: VerifyDeps): Promise<Finding[]> {
  const problem = claimProblem(jws)
  const signer: Signer = { id: issuerIdOf(jws.payload), relationship: 'assertionMethod' }
  return checkTokenOf(signer, jws, deps, problem)
}

/** The same of a token that must be signed by a certain one. `problem` is what is already known to be wrong with it. */
export async function checkTokenOf(signer: Signer, jws: Jws, deps: VerifyDeps, problem?: Finding): Promise<Finding[]> {
  const wrong = headerProblem(jws.header) ?? problem
  if (wrong) return [wrong, finding('issuer-not-checked')]
  const found = await keyFor(jws, signer, deps)
  if ('problem' in found) {
    const isUnknown = found.problem.outcome === 'unknown'
    return [finding(isUnknown ? 'proof-not-checkable' : 'proof-not-checked'), found.problem]
  }
  const isRight = await isJwsSignedBy(jws, found.key)
  return [finding(isRight ? 'jwt-valid' : 'jwt-tampered'), finding('issuer-confirmed', { issuer: signer.id })]
}

/** Only alg, typ, cty and one of kid and a public jwk: whatever else a header can do, it must not do here. */
function headerProblem(header: JsonObject): Finding | undefined {
  const { alg, typ, cty, kid, jwk } = header
  if (!isTrustworthyAlgorithm(alg)) return finding('jwt-algorithm-refused', { algorithm: String(alg ?? '') })
  const extra = Object.keys(header).find(name => !HEADER_MEMBERS.includes(name))
  if (extra) return finding('jwt-header-invalid', { member: extra })
  if (typ !== undefined && !TOKEN_TYPES.includes(String(typ))) return finding('jwt-header-invalid', { member: 'typ' })
  if (cty !== undefined && !CONTENT_TYPES.includes(String(cty))) return finding('jwt-header-invalid', { member: 'cty' })
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

async function keyFor({ header, payload }: Jws, signer: Signer, deps: VerifyDeps): Promise<FoundKey> {
  const at = madeAt(payload, deps.now)
  if (isObject(header.jwk)) return findJwk(signer, header.jwk, deps, at)
  const method = String(header.kid)
  const isElsewhere =
    method.split('#')[0] !== signer.id && originOf(method) !== undefined && originOf(method) === originOf(signer.id)
  if (!isElsewhere) return findKey(signer, method, deps, at)
  const listed = await findListed(signer, method, deps, at)
  const isUnlisted = 'problem' in listed && listed.problem.code === 'issuer-key-not-listed'
  return isUnlisted ? keyAt(method, signer, deps, at) : listed
}

/** When it was signed, as far as it says so: whether a key still counted is asked of that moment. */
function madeAt({ iat, nbf }: JsonObject, now: Date): Date {
  const seconds = typeof iat === 'number' ? iat : nbf
  const made = typeof seconds === 'number' ? new Date(seconds * 1000) : now
  return made < now ? made : now
}

/** A kid that is the address of a JWK. That it stands beside the issuer does not yet make it the issuer's. */
async function keyAt(kid: string, signer: Signer, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const codes = { refused: 'issuer-fetch-refused', failed: 'issuer-unreachable' } as const
  const answer = await fetchedFromHome(deps.fetchJson, kid, codes)
  if ('problem' in answer) return answer
  if (!isObject(answer.document)) return { problem: finding('issuer-key-malformed', { key: kid }) }
  const found = await findJwk(signer, answer.document, deps, at)
  const isUnbound = 'problem' in found && found.problem.code === 'issuer-key-not-listed'
  return isUnbound ? { problem: finding('issuer-key-unbound', { key: kid }) } : found
}
