import { bytesToSign, isSignatureOf } from '../dataIntegrity.js'
import { instantOf } from '../dates.js'
import { type Finding, finding } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { canonicalProblem } from './canonicalProblem.js'
import type { VerifyDeps } from './deps.js'
import { findIssuerKey } from './issuerKey.js'

const SUITES_NOT_YET_CHECKED = ['ecdsa-rdfc-2019', 'ecdsa-jcs-2019', 'eddsa-jcs-2022', 'ecdsa-sd-2023', 'bbs-2023']
const PROOF_TYPES_NOT_YET_CHECKED = ['Ed25519Signature2018', 'Ed25519Signature2020', 'JsonWebSignature2020']
const MAX_PROOFS = 5

export function issuerIdOf(document: JsonObject): string {
  return textOf(isObject(document.issuer) ? document.issuer.id : document.issuer) ?? ''
}

/** Findings on the proof and on the issuer whose key it is. Any one good proof suffices (Open Badges 3.0, Verification and Validation). */
export async function checkSignature(document: JsonObject, deps: VerifyDeps): Promise<Finding[]> {
  const proofs = asArray(document.proof).slice(0, MAX_PROOFS)
  if (proofs.length === 0) return [finding('proof-missing'), finding('issuer-not-checked')]
  let best: Finding[] = []
  for (const proof of proofs) {
    const findings = isObject(proof) ? await checkProof(document, proof, deps) : malformed('proof')
    if (findings.every(({ outcome }) => outcome === 'passed')) return findings
    if (best.length === 0) best = findings
  }
  return best
}

async function checkProof(document: JsonObject, proof: JsonObject, deps: VerifyDeps): Promise<Finding[]> {
  const problem = kindProblem(proof, deps.now)
  if (problem) return [problem, finding('issuer-not-checked')]
  const { verificationMethod, proofValue } = proof
  if (typeof verificationMethod !== 'string') return malformed('proof.verificationMethod')
  if (typeof proofValue !== 'string') return malformed('proof.proofValue')
  const bytes = await canonicalBytes(document, proof)
  if ('problem' in bytes) return [bytes.problem, finding('proof-not-checked'), finding('issuer-not-checked')]
  const issuer = issuerIdOf(document)
  const found = await findIssuerKey(issuer, verificationMethod, deps)
  if ('problem' in found) {
    const isUnknown = found.problem.outcome === 'unknown'
    return [finding(isUnknown ? 'proof-not-checkable' : 'proof-not-checked'), found.problem]
  }
  const isEd25519 = found.key.asymmetricKeyType === 'ed25519'
  const isRight = isEd25519 && isSignatureOf(bytes.bytes, proofValue, found.key)
  return [finding(isRight ? 'proof-valid' : 'proof-tampered'), finding('issuer-confirmed', { issuer })]
}

/** What can be said before looking at any key (W3C Data Integrity 1.0, 4.4). */
function kindProblem(proof: JsonObject, now: Date): Finding | undefined {
  const { type, cryptosuite, proofPurpose, created, expires } = proof
  const suite = String((type === 'DataIntegrityProof' ? cryptosuite : type) ?? '')
  const isOther = [...SUITES_NOT_YET_CHECKED, ...PROOF_TYPES_NOT_YET_CHECKED].includes(suite)
  if (isOther) return finding('proof-suite-unsupported', { suite })
  if (suite !== 'eddsa-rdfc-2022') return finding('proof-suite-wrong', { suite })
  if (proofPurpose !== 'assertionMethod') return finding('proof-purpose-wrong', { purpose: String(proofPurpose ?? '') })
  if (created !== undefined && !instantOf(created)) return finding('proof-malformed', { path: 'proof.created' })
  if (expires === undefined) return undefined
  const until = instantOf(expires)
  if (!until) return finding('proof-malformed', { path: 'proof.expires' })
  return until > now ? undefined : finding('proof-expired', { until: String(expires) })
}

async function canonicalBytes(
  document: JsonObject,
  proof: JsonObject,
): Promise<{ bytes: Buffer } | { problem: Finding }> {
  try {
    return { bytes: await bytesToSign(document, proof) }
  } catch (error) {
    return { problem: canonicalProblem(error) }
  }
}

function malformed(path: string): Finding[] {
  return [finding('proof-malformed', { path }), finding('issuer-not-checked')]
}
