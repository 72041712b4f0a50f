import { createHash, type KeyObject, verify } from 'node:crypto'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { loadContext } from '../contexts.js'
import { isSignatureOf } from '../dataIntegrity.js'
import type { JsonObject } from '../json.js'
import { decodeMultibase } from '../multibase.js'

/** A way to sign linked data. All canonicalise by RDFC-1.0 and sign the hash of the proof's options before the document's. */
export interface Suite {
  isKey(key: KeyObject): boolean
  isSignature(signed: Signed, key: KeyObject): Promise<boolean>
}
export interface Signed {
  document: JsonObject
  proof: JsonObject
  proofValue: string
  /** What is signed where the hash is SHA-256. */
  bytes: Buffer
}

/** W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2; Ed25519Signature2020 signs the very same bytes. */
const eddsa: Suite = {
  isKey: key => key.asymmetricKeyType === 'ed25519',
  isSignature: async ({ bytes, proofValue }, key) => isSignatureOf(bytes, proofValue, key),
}

const HASHES = new Map([
  ['prime256v1', { hash: 'sha256', signatureBytes: 64 }],
  ['secp384r1', { hash: 'sha384', signatureBytes: 96 }],
])

/** W3C Data Integrity ECDSA Cryptosuites 1.0, 3.2: the curve of the key decides which hash it is. */
const ecdsa: Suite = {
  isKey: key => hashFor(key) !== undefined,
  async isSignature({ document, proof, proofValue, bytes }, key) {
    const { hash, signatureBytes } = hashFor(key)!
    const signature = decodeMultibase(proofValue)
    if (signature?.length !== signatureBytes) return false
    const signed = hash === 'sha256' ? bytes : await bytesWithSha384(document, proof)
    return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, signature)
  },
}

const DATA_INTEGRITY: Record<string, Suite> = { 'eddsa-rdfc-2022': eddsa, 'ecdsa-rdfc-2019': ecdsa }
const PROOF_TYPES: Record<string, Suite> = { Ed25519Signature2020: eddsa }
const KNOWN_BUT_UNCHECKED = [
  ...['ecdsa-jcs-2019', 'eddsa-jcs-2022', 'ecdsa-sd-2023', 'bbs-2023'],
  ...['Ed25519Signature2018', 'JsonWebSignature2020', 'EcdsaSecp256k1Signature2019', 'RsaSignature2018'],
]

/** What kind of proof it says to be. */
export function suiteName({ type, cryptosuite: name }: JsonObject): string {
  return String((type === 'DataIntegrityProof' ? name : type) ?? '')
}

export function suiteOf(proof: JsonObject): Suite | 'unchecked' | undefined {
  const known = proof.type === 'DataIntegrityProof' ? DATA_INTEGRITY : PROOF_TYPES
  const name = suiteName(proof)
  if (Object.hasOwn(known, name)) return known[name]
  return KNOWN_BUT_UNCHECKED.includes(name) ? 'unchecked' : undefined
}

const hashFor = (key: KeyObject) => HASHES.get(key.asymmetricKeyDetails?.namedCurve ?? '')

/** With P-384 the canonical form labels its blank nodes by SHA-384 as well (idem, 3.2.3). */
async function bytesWithSha384(document: JsonObject, proof: JsonObject): Promise<Buffer> {
  const { proof: _proofs, ...unsecured } = document
  const { proofValue: _signature, ...options } = proof
  const hashes = [{ '@context': document['@context'], ...options }, unsecured].map(async part => {
    const canonical = await cryptosuite.canonize(part, {
      documentLoader: loadContext,
      messageDigestAlgorithm: 'SHA-384',
    })
    return createHash('sha384').update(canonical).digest()
  })
  return Buffer.concat(await Promise.all(hashes))
}
