import { createPublicKey, ECDH, type KeyObject } from 'node:crypto'
import { isObject, type JsonObject } from './json.js'
import { verifyingKey } from './keys.js'
import { decodeBase64Url, decodeMultibase } from './multibase.js'

/** Multicodec prefixes of compressed points (W3C Controlled Identifiers 1.0, 2.2.2). */
const CURVES = [
  { prefix: [0x80, 0x24], pointBytes: 33, crv: 'P-256', name: 'prime256v1' },
  { prefix: [0x81, 0x24], pointBytes: 49, crv: 'P-384', name: 'secp384r1' },
]
/** An RSA key in a JWK is far smaller; the address of a did:jwk is that JWK. */
const LONGEST_JWK = 4000

/** The public key of a Multikey: Ed25519, P-256 or P-384. Undefined where it is none of these. */
export function multikeyOf(publicKeyMultibase: string): KeyObject | undefined {
  return verifyingKey(publicKeyMultibase) ?? ecKey(decodeMultibase(publicKeyMultibase) ?? new Uint8Array())
}

/** The public key of a JWK, or undefined where it cannot be read. A secret in it is not looked at. */
export function jwkKey(jwk: unknown): KeyObject | undefined {
  if (!isObject(jwk)) return undefined
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}

/** The JWK that a did:jwk is made of (did:jwk Method, 1.0), or undefined where it is none. */
export function didJwk(did: string): JsonObject | undefined {
  const encoded = did.slice('did:jwk:'.length)
  const bytes = encoded.length <= LONGEST_JWK ? decodeBase64Url(encoded) : undefined
  try {
    const jwk: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? new Uint8Array()))
    return isObject(jwk) ? jwk : undefined
  } catch {
    return undefined
  }
}

function ecKey(bytes: Uint8Array): KeyObject | undefined {
  const curve = CURVES.find(({ prefix }) => prefix.every((byte, i) => bytes[i] === byte))
  const point = bytes.subarray(2)
  if (!curve || point.length !== curve.pointBytes) return undefined
  try {
    const whole = ECDH.convertKey(point, curve.name, undefined, undefined, 'uncompressed') as Buffer
    const half = (whole.length - 1) / 2
    const [x, y] = [whole.subarray(1, 1 + half), whole.subarray(1 + half)].map(part => part.toString('base64url'))
    return jwkKey({ kty: 'EC', crv: curve.crv, x, y })
  } catch {
    // No such point on the curve.
    return undefined
  }
}
