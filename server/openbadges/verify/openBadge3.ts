import { openBadgeCredential } from '../classes.js'
import { type CheckName, type Finding, finding } from '../findings.js'
import { asArray, isObject, type JsonObject } from '../json.js'
import type { VerifyDeps } from './deps.js'
import { checkEndorsements } from './endorsements.js'
import { checkPeriod } from './period.js'
import { checkIdentified, checkRecipient } from './recipient.js'
import { refreshed } from './refresh.js'
import { report, type VerificationReport } from './report.js'
import { checkSignature, issuerIdOf } from './signature.js'
import { checkStatus } from './status.js'
import { structureProblems } from './structure.js'

export type AskedDeps = VerifyDeps & { expectedRecipient?: string | undefined }

const NEEDED: CheckName[] = ['structure', 'identified', 'proof', 'issuer', 'period']

/** How a credential is signed: by the proof in it, or by the token that it came in. */
type SignatureCheck = (credential: JsonObject, deps: VerifyDeps) => Promise<Finding[]>

/** An OB 3.0 credential, in the order of Open Badges 3.0, Verification and Validation. */
export async function verifyOpenBadge3(
  credential: JsonObject,
  deps: AskedDeps,
  signatureCheck: SignatureCheck = checkSignature,
): Promise<VerificationReport> {
  const basics = await checkBasics(credential, deps, signatureCheck)
  if (!basics.isAuthentic) return conclude(credential, basics.findings, await checkRest(credential, deps, false))
  const refresh = await refreshed(credential, deps, document => checkBasics(document, deps, checkSignature))
  const current = refresh.current ?? { credential, findings: basics.findings }
  return conclude(
    current.credential,
    [...current.findings, refresh.finding],
    await checkRest(current.credential, deps, true),
  )
}

export interface Basics {
  findings: Finding[]
  isAuthentic: boolean
}

/** Shape, subject, proof and issuer: whether this is what the issuer wrote. */
async function checkBasics(credential: JsonObject, deps: AskedDeps, signatureCheck: SignatureCheck): Promise<Basics> {
  const problems = structureProblems(credential, openBadgeCredential, true)
  const identified = isObject(credential.credentialSubject) ? [checkIdentified(credential.credentialSubject)] : []
  const signature =
    problems.length > 0
      ? [finding('proof-not-checked'), finding('issuer-not-checked')]
      : await signatureCheck(credential, deps)
  const hasSoundStructure = ![...problems, ...signature].some(({ check }) => check === 'structure')
  const structure = hasSoundStructure && problems.length === 0 ? [finding('structure-valid')] : problems
  const findings = [finding('format-open-badges-3'), ...structure, ...identified, ...signature]
  const isAuthentic = findings.every(({ check, outcome }) => check === 'identified' || outcome === 'passed')
  return { findings, isAuthentic }
}

/** Nothing is fetched on behalf of something that its issuer may not have written. */
async function checkRest(credential: JsonObject, deps: AskedDeps, isAuthentic: boolean): Promise<Finding[]> {
  const subject = isObject(credential.credentialSubject) ? credential.credentialSubject : {}
  const period = checkPeriod(credential, deps.now)
  const recipient = checkRecipient(subject, deps.expectedRecipient)
  if (!isAuthentic) {
    const notChecked = [finding('endorsements-not-checked'), finding('evidence-not-checked')]
    return [finding('status-not-checked'), period, recipient, ...notChecked]
  }
  return [
    ...trust(credential, deps),
    await checkStatus(credential, deps),
    period,
    recipient,
    ...(await checkEndorsements(credential, deps)),
    evidence(credential),
  ]
}

function trust(credential: JsonObject, { trustedIssuers }: VerifyDeps): Finding[] {
  return [finding(trustedIssuers?.has(issuerIdOf(credential)) ? 'issuer-trusted' : 'issuer-trust-open')]
}

function evidence(credential: JsonObject): Finding {
  const count = asArray(credential.evidence).length
  return count === 0 ? finding('evidence-none') : finding('evidence-signed', { count: String(count) })
}

function conclude(credential: JsonObject, basics: Finding[], rest: Finding[]): VerificationReport {
  return report([...basics, ...rest], credential, credential.issuer, NEEDED)
}
