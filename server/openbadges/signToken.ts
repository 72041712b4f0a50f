import { sign } from 'node:crypto'
import { promisify } from 'node:util'
import { instantOf } from './dates.js'
import { defined, isObject, type JsonObject, textOf } from './json.js'
import { periodOf } from './period.js'
import { type IssuerRsaKey, rsaSigningKey } from './rsaKeys.js'

/**
 * A credential as VC-JWT (Open Badges 3.0, 8.2): the payload is the credential itself, without any embedded proof, with
 * the registered claims that repeat what it says. RS256 gives the same token for the same credential each time.
 */
export function signCredentialToken(credential: JsonObject, key: IssuerRsaKey): Promise<string> {
  const { proof: _embedded, ...payload } = credential
  return compactJws({ alg: 'RS256', typ: 'JWT', kid: key.id }, { ...payload, ...claimsOf(credential) }, key)
}

/** An OB 2.0 assertion as a signed badge (Open Badges 2.0, Signed Verification): a JWS over the assertion. */
export function signAssertion(assertion: JsonObject, key: IssuerRsaKey): Promise<string> {
  return compactJws({ alg: 'RS256' }, assertion, key)
}

/** iss, jti, sub, nbf and exp as they follow from the credential. The verifier asks for the very same. */
export function claimsOf(credential: JsonObject): JsonObject {
  const { issuer, id, credentialSubject } = credential
  const { validFrom, validUntil } = periodOf(credential)
  return defined({
    iss: textOf(isObject(issuer) ? issuer.id : issuer),
    jti: textOf(id),
    sub: isObject(credentialSubject) ? textOf(credentialSubject.id) : undefined,
    nbf: seconds(validFrom),
    exp: seconds(validUntil),
  })
}

function seconds(dateTime: unknown): number | undefined {
  const instant = instantOf(dateTime)
  return instant && Math.floor(instant.getTime() / 1000)
}

async function compactJws(header: JsonObject, payload: JsonObject, key: IssuerRsaKey): Promise<string> {
  const input = [header, payload].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  // With a callback Node signs in a thread of its own: two milliseconds that others do not wait.
  const signature = await promisify(sign)('sha256', Buffer.from(input), rsaSigningKey(key))
  return `${input}.${signature.toString('base64url')}`
}
