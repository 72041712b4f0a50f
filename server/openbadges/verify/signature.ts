import { bytesSigning } from '../dataIntegrity.js'
import { instantOf } from '../dates.js'
import { type Finding, finding } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { canonicalProblem } from './canonicalProblem.js'
import type { VerifyDeps } from './deps.js'
import { findKey } from './issuerKey.js'
import type { Signer } from './listedKey.js'
import { suiteName, suiteOf } from './suites.js'

const MAX_PROOFS = 5

export function issuerIdOf(document: JsonObject): string {
  return textOf(isObject(document.issuer) ? document.issuer.id : document.issuer) ?? ''
}

/**
 * Findings on the proof and on whose key it is: the issuer's, unless another signer is asked for. Any one good proof
 * suffices (Open Badges 3.0, Verification and Validation).
 */
export async function checkSignature(
  document: JsonObject,
  deps: VerifyDeps,
  signer: Signer = { id: issuerIdOf(document), relationship: 'assertionMethod' },
): Promise<Finding[]> {
  const proofs = asArray(document.proof).slice(0, MAX_PROOFS)
  if (proofs.length === 0) return [finding('proof-missing'), finding('issuer-not-checked')]
  const bytesOf = bytesSigning(document)
  let best: Finding[] = []
  for (const proof of proofs) {
    const findings = isObject(proof) ? await checkProof({ document, proof, bytesOf }, signer, deps) : malformed('proof')
    if (findings.every(({ outcome }) => outcome === 'passed')) return findings
    if (best.length === 0) best = findings
  }
  return best
}

interface Claimed {
  document: JsonObject
  proof: JsonObject
  bytesOf: ReturnType<typeof bytesSigning>
}

async function checkProof({ document, proof, bytesOf }: Claimed, signer: Signer, deps: VerifyDeps): Promise<Finding[]> {
  const suite = suiteOf(proof)
  if (suite === undefined || suite === 'unchecked') return [unknownKind(proof, suite), finding('issuer-not-checked')]
  const problem = optionsProblem(proof, signer, deps.now)
  if (problem) return [problem, finding('issuer-not-checked')]
  const { verificationMethod, proofValue } = proof
  if (typeof verificationMethod !== 'string') return malformed('proof.verificationMethod')
  if (typeof proofValue !== 'string') return malformed('proof.proofValue')
  const canonical = await canonicalBytes(bytesOf(proof))
  if ('problem' in canonical) return [canonical.problem, finding('proof-not-checked'), finding('issuer-not-checked')]
  const found = await findKey(signer, verificationMethod, deps, madeAt(proof.created, deps.now))
  if ('problem' in found) {
    const isUnknown = found.problem.outcome === 'unknown'
    return [finding(isUnknown ? 'proof-not-checkable' : 'proof-not-checked'), found.problem]
  }
  const { key } = found
  const signed = { document, proof, proofValue, bytes: canonical.bytes }
  const isRight = suite.isKey(key) && (await suite.isSignature(signed, key))
  return [finding(isRight ? 'proof-valid' : 'proof-tampered'), finding('issuer-confirmed', { issuer: signer.id })]
}

/** When it says to have been made, as far as that can be: whether a key still counted is asked of that moment. */
function madeAt(created: unknown, now: Date): Date {
  const instant = instantOf(created)
  return instant && instant < now ? instant : now
}

/** What can be said before looking at any key (W3C Data Integrity 1.0, 4.4). */
function optionsProblem(
  { proofPurpose, created, expires }: JsonObject,
  { relationship }: Signer,
  now: Date,
): Finding | undefined {
  if (proofPurpose !== relationship) return finding('proof-purpose-wrong', { purpose: String(proofPurpose ?? '') })
  if (created !== undefined && !instantOf(created)) return finding('proof-malformed', { path: 'proof.created' })
  if (expires === undefined) return undefined
  const until = instantOf(expires)
  if (!until) return finding('proof-malformed', { path: 'proof.expires' })
  return until > now ? undefined : finding('proof-expired', { until: String(expires) })
}

function unknownKind(proof: JsonObject, suite: 'unchecked' | undefined): Finding {
  const values = { suite: suiteName(proof) }
  return finding(suite === 'unchecked' ? 'proof-suite-unsupported' : 'proof-suite-wrong', values)
}

async function canonicalBytes(bytes: Promise<Buffer>): Promise<{ bytes: Buffer } | { problem: Finding }> {
  try {
    return { bytes: await bytes }
  } catch (error) {
    return { problem: canonicalProblem(error) }
  }
}

function malformed(path: string): Finding[] {
  return [finding('proof-malformed', { path }), finding('issuer-not-checked')]
}
