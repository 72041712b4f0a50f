import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { decodeMultibase, encodeBase58 } from './multibase.js'

/** An Ed25519 key of an issuer. The secret is for whoever signs; only the id and the public part are published. */
export interface IssuerKey {
  /** Verification method: `${controller}#${publicKeyMultibase}`. */
  id: string
  publicKeyMultibase: string
  secretKeyMultibase: string
}
export type PublishedKey = Pick<IssuerKey, 'id' | 'publicKeyMultibase'> & {
  /** From then on nothing that it signed counts (W3C Controlled Identifiers 1.0, 2.2). */
  revoked?: Date
}

/** Multicodec prefixes of Multikey (W3C Controlled Identifiers 1.0, 2.2.2). */
const PUBLIC_PREFIX = [0xed, 0x01]
const SECRET_PREFIX = [0x80, 0x26]
const KEY_BYTES = 32
/** What stands before the raw key in DER (RFC 8410). */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex')

const signingKeys = new WeakMap<IssuerKey, KeyObject>()

/** A new Ed25519 Multikey. `controller` is the issuer's id: an HTTPS URL or a did:web. */
export async function generateIssuerKey(controller: string): Promise<IssuerKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ed25519')
  const publicKeyMultibase = multikey(PUBLIC_PREFIX, publicKey.export({ format: 'der', type: 'spki' }))
  const secretKeyMultibase = multikey(SECRET_PREFIX, privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { id: `${controller}#${publicKeyMultibase}`, publicKeyMultibase, secretKeyMultibase }
}

/** An Ed25519 key that somebody brings, as PKCS #8 in PEM or as a secret Multikey; undefined where it is neither. */
export function readIssuerKey(controller: string, secret: string): IssuerKey | undefined {
  const privateKey = secret.trim().startsWith('-----BEGIN') ? fromPem(secret.trim()) : fromMultikey(secret.trim())
  if (privateKey?.asymmetricKeyType !== 'ed25519') return undefined
  const publicKey = createPublicKey(privateKey)
  const publicKeyMultibase = multikey(PUBLIC_PREFIX, publicKey.export({ format: 'der', type: 'spki' }))
  const secretKeyMultibase = multikey(SECRET_PREFIX, privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { id: `${controller}#${publicKeyMultibase}`, publicKeyMultibase, secretKeyMultibase }
}

function fromPem(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

function fromMultikey(secret: string): KeyObject | undefined {
  const raw = rawKey(SECRET_PREFIX, secret)
  return raw && createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, raw]), format: 'der', type: 'pkcs8' })
}

/** Remembered for each IssuerKey object, since importing a key costs more than signing with it. */
export function signingKey(key: IssuerKey): KeyObject {
  const known = signingKeys.get(key)
  if (known) return known
  const raw = rawKey(SECRET_PREFIX, key.secretKeyMultibase)
  if (!raw) throw new TypeError('The secret key is not an Ed25519 Multikey')
  const imported = createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, raw]), format: 'der', type: 'pkcs8' })
  signingKeys.set(key, imported)
  return imported
}

/** The public key of an Ed25519 Multikey, or undefined where it is not one. */
export function verifyingKey(publicKeyMultibase: string): KeyObject | undefined {
  const raw = rawKey(PUBLIC_PREFIX, publicKeyMultibase)
  return raw && createPublicKey({ key: Buffer.concat([SPKI_HEADER, raw]), format: 'der', type: 'spki' })
}

function multikey(prefix: number[], der: Buffer): string {
  return encodeBase58(Uint8Array.from([...prefix, ...der.subarray(-KEY_BYTES)]))
}

function rawKey(prefix: number[], value: string): Uint8Array | undefined {
  const bytes = decodeMultibase(value) ?? new Uint8Array()
  const hasPrefix = prefix.every((byte, i) => bytes[i] === byte)
  const key = bytes.subarray(prefix.length)
  // Some libraries append the public key to the secret one.
  const isWhole = key.length === KEY_BYTES || (prefix === SECRET_PREFIX && key.length === 2 * KEY_BYTES)
  return hasPrefix && isWhole ? key.subarray(0, KEY_BYTES) : undefined
}
