import { clrCredential, endorsementCredential, openBadgeCredential } from '../classes.js'
import { type CheckName, type Finding, finding } from '../findings.js'
import { asArray, hasType, isObject, type JsonObject } from '../json.js'
import type { Rule } from '../model.js'
import { type Contents, checkContents } from './contents.js'
import type { VerifyDeps } from './deps.js'
import { checkEndorsements } from './endorsements.js'
import { checkPeriod } from './period.js'
import { checkIdentified, checkRecipient } from './recipient.js'
import { refreshed } from './refresh.js'
import { report, type VerificationReport } from './report.js'
import { checkSignature, issuerIdOf } from './signature.js'
import { checkStatus } from './status.js'
import { LEARNER_RECORD, type NeededContext, OPEN_BADGES, structureProblems } from './structure.js'

export type AskedDeps = VerifyDeps & { expectedRecipient?: string | undefined }

export const NEEDED: CheckName[] = ['structure', 'identified', 'proof', 'issuer', 'period']

interface CredentialKind {
  format: 'format-open-badges-3' | 'format-learner-record' | 'format-endorsement'
  rule: Rule
  contexts: NeededContext[]
}
const OPEN_BADGE_KIND: CredentialKind = {
  format: 'format-open-badges-3',
  rule: openBadgeCredential,
  contexts: [OPEN_BADGES],
}
const LEARNER_RECORD_KIND: CredentialKind = {
  format: 'format-learner-record',
  rule: clrCredential,
  contexts: [LEARNER_RECORD, OPEN_BADGES],
}
const ENDORSEMENT_KIND: CredentialKind = {
  format: 'format-endorsement',
  rule: endorsementCredential,
  contexts: [OPEN_BADGES],
}
function kindOf(credential: JsonObject): CredentialKind {
  if (hasType(credential, 'ClrCredential')) return LEARNER_RECORD_KIND
  return hasType(credential, 'EndorsementCredential') ? ENDORSEMENT_KIND : OPEN_BADGE_KIND
}

/** How a credential is signed: by the proof in it, or by the token that it came in. */
export type SignatureCheck = (credential: JsonObject, deps: VerifyDeps) => Promise<Finding[]>

/** An OB 3.0 credential, an endorsement on its own or a CLR 2.0 transcript, in the order of Open Badges 3.0, Verification and Validation. */
export async function verifyOpenBadge3(
  credential: JsonObject,
  deps: AskedDeps,
  signatureCheck: SignatureCheck = checkSignature,
): Promise<VerificationReport> {
  const basics = await checkBasics(credential, deps, signatureCheck)
  if (!basics.isAuthentic) return conclude(credential, [...basics.findings, ...unchecked(credential, deps)])
  const refresh = await refreshed(credential, deps, (document, signed = checkSignature) =>
    checkBasics(document, deps, signed),
  )
  const current = refresh.current ?? { credential, findings: basics.findings }
  const rest = await checkRest(current.credential, deps)
  const contents = await contentsOf(current.credential, deps)
  const findings = [...current.findings, refresh.finding, ...rest, ...contents.findings]
  return conclude(current.credential, findings, contents.reports)
}

export interface Basics {
  findings: Finding[]
  isAuthentic: boolean
}

/** Shape, subject, proof and issuer: whether this is what the issuer wrote. */
async function checkBasics(credential: JsonObject, deps: AskedDeps, signatureCheck: SignatureCheck): Promise<Basics> {
  const { format, rule, contexts } = kindOf(credential)
  const problems = structureProblems(credential, rule, contexts)
  const identified = isObject(credential.credentialSubject) ? [checkIdentified(credential.credentialSubject)] : []
  const signature =
    problems.length > 0
      ? [finding('proof-not-checked'), finding('issuer-not-checked')]
      : await signatureCheck(credential, deps)
  const hasSoundStructure = ![...problems, ...signature].some(({ check }) => check === 'structure')
  const structure = hasSoundStructure && problems.length === 0 ? [finding('structure-valid')] : problems
  const findings = [finding(format), ...structure, ...identified, ...signature]
  const isAuthentic = findings.every(({ check, outcome }) => check === 'identified' || outcome === 'passed')
  return { findings, isAuthentic }
}

/** Nothing is fetched on behalf of something that its issuer may not have written. */
function unchecked(credential: JsonObject, deps: AskedDeps): Finding[] {
  const notChecked = [finding('endorsements-not-checked'), finding('evidence-not-checked')]
  return [finding('status-not-checked'), ...aboutSubject(credential, deps), ...notChecked]
}

async function checkRest(credential: JsonObject, deps: AskedDeps): Promise<Finding[]> {
  return [
    ...trust(credential, deps),
    await checkStatus(credential, deps),
    ...aboutSubject(credential, deps),
    ...(await checkEndorsements(credential, deps)),
    evidence(credential),
  ]
}

function aboutSubject(credential: JsonObject, deps: AskedDeps): Finding[] {
  const subject = isObject(credential.credentialSubject) ? credential.credentialSubject : {}
  return [checkPeriod(credential, deps.now), checkRecipient(subject, deps.expectedRecipient)]
}

/** Only a transcript holds other credentials. Whose those are, it says itself. */
async function contentsOf(credential: JsonObject, deps: AskedDeps): Promise<Contents> {
  const subject = credential.credentialSubject
  if (kindOf(credential) !== LEARNER_RECORD_KIND || !isObject(subject)) return { findings: [], reports: [] }
  const { expectedRecipient: _transcriptsOwn, ...asked } = deps
  const items = asArray(subject.verifiableCredential).filter(isObject)
  return checkContents(items, item => verifyOpenBadge3(item, asked))
}

function trust(credential: JsonObject, { trustedIssuers }: VerifyDeps): Finding[] {
  return [finding(trustedIssuers?.has(issuerIdOf(credential)) ? 'issuer-trusted' : 'issuer-trust-open')]
}

function evidence(credential: JsonObject): Finding {
  const count = asArray(credential.evidence).length
  return count === 0 ? finding('evidence-none') : finding('evidence-signed', { count: String(count) })
}

function conclude(
  credential: JsonObject,
  findings: Finding[],
  contents: VerificationReport[] = [],
): VerificationReport {
  const concluded = report(findings, credential, credential.issuer, NEEDED)
  return contents.length > 0 ? { ...concluded, contents } : concluded
}
