import { hash, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalForm } from './canonical/canonicalForm.js'
import type { DataIntegrityProof, SignedCredential, UnsignedCredential } from './credential.js'
import { dateTime } from './dates.js'
import type { JsonObject } from './json.js'
import { type IssuerKey, signingKey } from './keys.js'
import { decodeMultibase, encodeBase58 } from './multibase.js'

type LoadDocument = Parameters<typeof canonicalForm>[1]

const SIGNATURE_BYTES = 64

/**
 * Signs with `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2.1). The proof stands in an array, as
 * 1EdTech's formal schema wants it. Throws where a term is undefined or a context unknown.
 */
export async function signCredential(
  credential: UnsignedCredential,
  key: IssuerKey,
  now: Date,
): Promise<SignedCredential> {
  const options: Omit<DataIntegrityProof, 'proofValue'> = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: dateTime(now),
    verificationMethod: key.id,
    proofPurpose: 'assertionMethod',
  }
  const signature = sign(null, await bytesToSign(credential, { ...options }), signingKey(key))
  return { ...credential, proof: [{ ...options, proofValue: encodeBase58(signature) }] }
}

/**
 * The bytes that a proof signs: hash of the canonical proof options, then of the canonical document without its proofs
 * (idem, 3.2.4). Throws where a term is undefined or a context unknown.
 */
export async function bytesToSign(
  document: JsonObject,
  proof: JsonObject,
  loadDocument?: LoadDocument,
): Promise<Buffer> {
  return bytesSigning(document, loadDocument)(proof)
}

/** The same for several proofs of one document, which is read but once. */
export function bytesSigning(
  document: JsonObject,
  loadDocument?: LoadDocument,
): (proof: JsonObject) => Promise<Buffer> {
  const { proof: _proofs, ...unsecured } = document
  let documentHash: Promise<Buffer> | undefined
  return async ({ proofValue: _signature, ...options }) => {
    documentHash ??= canonicalHash(unsecured, loadDocument)
    const optionsHash = canonicalHash({ '@context': document['@context'], ...options }, loadDocument)
    return Buffer.concat(await Promise.all([optionsHash, documentHash]))
  }
}

/** Whether `proofValue` is the key's signature of the bytes (idem, 3.2.7). */
export function isSignatureOf(bytes: Buffer, proofValue: string, key: KeyObject): boolean {
  const signature = decodeMultibase(proofValue)
  return signature?.length === SIGNATURE_BYTES && verify(null, bytes, key, signature)
}

async function canonicalHash(document: JsonObject, loadDocument: LoadDocument): Promise<Buffer> {
  return hash('sha256', await canonicalForm(document, loadDocument), 'buffer')
}
