import { type Finding, finding } from '../findings.js'
import { isObject, type JsonObject } from '../json.js'
import { originOf } from '../origin.js'
import { claimProblem, contradiction, credentialIn } from './claims.js'
import type { VerifyDeps } from './deps.js'
import { findJwk, findKey } from './issuerKey.js'
import { isJwsSignedBy, isTrustworthyAlgorithm, type Jws } from './jws.js'
import { documentOf, jwkIn } from './keyElsewhere.js'
import type { FoundKey, Signer } from './listedKey.js'
import { issuerIdOf } from './signature.js'

const HEADER_MEMBERS = ['alg', 'typ', 'cty', 'kid', 'jwk']
/** Open Badges 3.0, 8.2.4, and W3C Securing Verifiable Credentials using JOSE and COSE, 3.1.1 and 3.1.2. */
const TOKEN_TYPES = ['jwt', 'vc+jwt', 'vp+jwt', 'vc+ld+json+jwt', 'vp+ld+json+jwt']
const CONTENT_TYPES = ['vc', 'vp', 'vc+ld+json', 'vp+ld+json']
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Findings on the token's signature and on the issuer whose key it is (Open Badges 3.0, 8.2). */
export function checkJwtSignature(jws: Jws, deps: VerifyDeps): Promise<Finding[]> {
  return checkTokenOf(issuerOf(jws), jws, deps, claimProblem(jws))
}

/** The same of a credential that need not repeat in claims what it says. */
export function checkBareToken(jws: Jws, deps: VerifyDeps): Promise<Finding[]> {
  return checkTokenOf(issuerOf(jws), jws, deps, contradiction(jws))
}

const issuerOf = (jws: Jws): Signer => ({ id: issuerIdOf(credentialIn(jws)), relationship: 'assertionMethod' })

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
  if (typ !== undefined && !TOKEN_TYPES.includes(mediaType(typ)))
    return finding('jwt-header-invalid', { member: 'typ' })
  if (cty !== undefined && !CONTENT_TYPES.includes(mediaType(cty)))
    return finding('jwt-header-invalid', { member: 'cty' })
  const hasOneKey = (typeof kid === 'string') !== isObject(jwk)
  if (!hasOneKey) return finding('jwt-header-invalid', { member: kid === undefined ? 'jwk' : 'kid' })
  const isPrivate = isObject(jwk) && PRIVATE_JWK_MEMBERS.some(member => member in jwk)
  return isPrivate ? finding('jwt-header-invalid', { member: 'jwk' }) : undefined
}

/** In whatever case, and with or without what all of them begin with (RFC 7515, 4.1.9). */
const mediaType = (name: unknown) =>
  String(name)
    .toLowerCase()
    .replace(/^application\//, '')

async function keyFor({ header, payload }: Jws, signer: Signer, deps: VerifyDeps): Promise<FoundKey> {
  const at = madeAt(payload, deps.now)
  if (isObject(header.jwk)) return findJwk(signer, header.jwk, deps, at)
  const method = methodOf(String(header.kid), signer)
  const found = await findKey(signer, method, deps, at)
  const isUnlisted = 'problem' in found && found.problem.code === 'issuer-key-not-listed'
  const isElsewhere = method.split('#')[0] !== signer.id && originOf(method) !== undefined
  return isUnlisted && isElsewhere ? keyAt(method, signer, deps, at) : found
}

/** A kid need not be an address: then it is the name of one of the signer's keys (VC-JOSE-COSE, 4.1.1). */
function methodOf(kid: string, signer: Signer): string {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(kid) ? kid : `${signer.id}#${kid.replace(/^#/, '')}`
}

/** When it was signed, as far as it says so: whether a key still counted is asked of that moment. */
function madeAt({ iat, nbf }: JsonObject, now: Date): Date {
  const seconds = typeof iat === 'number' ? iat : nbf
  const made = typeof seconds === 'number' ? new Date(seconds * 1000) : now
  return made < now ? made : now
}

/** A kid that is the address of a JWK. That it stands beside the issuer does not yet make it the issuer's. */
async function keyAt(kid: string, signer: Signer, deps: VerifyDeps, at: Date): Promise<FoundKey> {
  const answer = await documentOf(kid, deps)
  if ('problem' in answer) return answer
  const jwk = jwkIn(answer.document, kid)
  if (!jwk) return { problem: finding('issuer-key-malformed', { key: kid }) }
  const found = await findJwk(signer, jwk, deps, at)
  const isUnbound = 'problem' in found && found.problem.code === 'issuer-key-not-listed'
  return isUnbound ? { problem: finding('issuer-key-unbound', { key: kid }) } : found
}
