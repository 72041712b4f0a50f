import { dateTime, instantOf } from '../dates.js'
import { type Finding, finding } from '../findings.js'
import { defined, isObject, type JsonObject } from '../json.js'
import { followsDataModel1, periodOf } from '../period.js'
import { claimsOf } from '../signToken.js'
import { decodeJws, type Jws } from './jws.js'

const REPEATED_CLAIMS = ['iss', 'jti', 'sub', 'nbf', 'exp']
const CLAIMS = [...REPEATED_CLAIMS, 'iat']

/**
 * The credential in a VC-JWT. Its payload is the credential itself, with the registered claims beside it (Open Badges
 * 3.0, 8.2.3); version 1.1 of the data model puts it into a claim (idem, 8.2.5; Verifiable Credentials Data Model 1.1,
 * 6.3.1). What a claim says and the credential leaves out, the credential says.
 */
export function credentialIn({ payload }: Jws): JsonObject {
  const { vc } = payload
  const isInClaim = isObject(vc) && !('@context' in payload)
  return isInClaim ? withClaims(vc, payload) : withEnd(withoutClaims(payload), payload)
}

/** What a token says of itself, whoever signed it; undefined where it is none. */
export function statedIn(token: string): JsonObject | undefined {
  const jws = decodeJws(token)
  return jws && credentialIn(jws)
}

const withoutClaims = (payload: JsonObject) =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name)))

function withClaims(vc: JsonObject, payload: JsonObject): JsonObject {
  const { iss, jti, sub, nbf } = payload
  const from = followsDataModel1(vc) ? 'issuanceDate' : 'validFrom'
  const said = defined({ issuer: iss, id: jti, [from]: inWords(nbf) })
  const { credentialSubject: subject } = vc
  const named = isObject(subject) ? { credentialSubject: { ...defined({ id: sub }), ...subject } } : {}
  return withEnd({ ...said, ...vc, ...named }, payload)
}

/** An `exp` is the end of the credential, where that names none itself (Open Badges 3.0, 8.2.5.1). */
function withEnd(credential: JsonObject, { exp }: JsonObject): JsonObject {
  const until = followsDataModel1(credential) ? 'expirationDate' : 'validUntil'
  return { ...defined({ [until]: inWords(exp) }), ...credential }
}

function inWords(seconds: unknown): string | undefined {
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : dateTime(date)
}

/** iss, jti, sub, nbf and exp repeat what the credential says (Open Badges 3.0, 8.2.5.1). */
export function claimProblem(jws: Jws, claims = REPEATED_CLAIMS): Finding | undefined {
  const credential = credentialIn(jws)
  const { validFrom, validUntil } = periodOf(credential)
  const expected = claimsOf(credential)
  const agrees = (name: string) => {
    if (name === 'nbf') return isInstant(jws.payload.nbf, validFrom)
    if (name === 'exp') return isInstant(jws.payload.exp, validUntil)
    return jws.payload[name] === expected[name]
  }
  const claim = claims.find(name => !agrees(name))
  return claim === undefined ? undefined : finding('jwt-claim-mismatch', { claim })
}

/** The same of a credential that need not repeat anything (W3C Securing Verifiable Credentials using JOSE and COSE, 3.1.3). */
export function contradiction(jws: Jws): Finding | undefined {
  return claimProblem(
    jws,
    REPEATED_CLAIMS.filter(name => name in jws.payload),
  )
}

/** Whole seconds, rounded either way, or with their fraction. */
function isInstant(seconds: unknown, said: unknown): boolean {
  const instant = instantOf(said)
  if (!instant || typeof seconds !== 'number') return seconds === undefined && said === undefined
  return Math.abs(seconds * 1000 - instant.getTime()) < 1000
}
