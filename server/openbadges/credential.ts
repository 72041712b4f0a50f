import type { JsonObject } from './json.js'

/** A verifiable credential before it is signed. Its members are plain JSON; `undefined` never occurs. */
export type UnsignedCredential = JsonObject & { '@context': string[]; id: string; type: string[] }
export type SignedCredential = UnsignedCredential & { proof: DataIntegrityProof[] }

/** W3C Data Integrity 1.0, 2.1; cryptosuite as in Data Integrity EdDSA Cryptosuites 1.0, 2.2.1. */
export interface DataIntegrityProof {
  type: 'DataIntegrityProof'
  cryptosuite: 'eddsa-rdfc-2022'
  created: string
  verificationMethod: string
  proofPurpose: 'assertionMethod'
  proofValue: string
}
