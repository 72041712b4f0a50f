import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { OPEN_BADGES_2 } from './contexts.js'
import type { JsonObject } from './json.js'

/** The least that NIST SP 800-131A and RFC 7518, 3.3 allow, and what every validator takes. */
const MODULUS_BITS = 2048

export interface RsaPublicJwk {
  kty: 'RSA'
  n: string
  e: string
}
/** An RSA key of an issuer, for tokens. The secret is for whoever signs. */
export interface IssuerRsaKey {
  /** The HTTPS address at which its public part stands, or a DID URL; the `kid` of what it signs. */
  id: string
  publicKeyJwk: RsaPublicJwk
  /** PKCS #8 in PEM. */
  secretKeyPem: string
}
export type PublishedRsaKey = Pick<IssuerRsaKey, 'id' | 'publicKeyJwk'> & { revoked?: Date }

const signingKeys = new WeakMap<IssuerRsaKey, KeyObject>()

export async function generateRsaKey(): Promise<Omit<IssuerRsaKey, 'id'>> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const secretKeyPem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { publicKeyJwk: { kty: 'RSA', n, e }, secretKeyPem }
}

/** Remembered for each key object, since reading PEM costs about as much as signing. */
export function rsaSigningKey(key: IssuerRsaKey): KeyObject {
  const known = signingKeys.get(key)
  if (known) return known
  const imported = createPrivateKey(key.secretKeyPem)
  signingKeys.set(key, imported)
  return imported
}

/**
 * What stands at the key's address: a JWK (RFC 7517), as OB 3.0 wants at a `kid`, and in the same breath the
 * CryptographicKey that OB 2.0 wants there. Each reader ignores the members of the other.
 */
export function rsaKeyDocument({ id, publicKeyJwk }: PublishedRsaKey, owner: string): JsonObject {
  const publicKeyPem = createPublicKey({ key: { ...publicKeyJwk }, format: 'jwk' })
    .export({ format: 'pem', type: 'spki' })
    .toString()
  const asJwk = { ...publicKeyJwk, kid: id, alg: 'RS256', use: 'sig' }
  return { '@context': OPEN_BADGES_2, id, type: 'CryptographicKey', owner, publicKeyPem, ...asJwk }
}
