import { type CheckName, type Finding, finding, findingBecause } from '../findings.js'
import { isObject, type JsonObject, textOf } from '../json.js'
import type { LegacyProblem, LegacyVerdict } from '../legacy/verdict.js'
import { originOf } from '../origin.js'
import { reason } from '../reasons.js'
import { checkDates } from './dates.js'
import type { AskedDeps } from './openBadge3.js'
import { checkHashedRecipient } from './recipient.js'
import { report, type VerificationReport, withBadge } from './report.js'

const NEEDED: CheckName[] = ['structure', 'proof', 'issuer', 'period']
const PICTURE = /(^|\.)image$/
const HOSTED_ASSERTION = 'assertion.verify.url'
type Valid = Extract<LegacyVerdict, { outcome: 'valid' }>

/**
 * Open Badges 0.5 to 1.1: what openbadges-validator says, and what it leaves out: that the issuer is at home where the
 * badge is hosted, expiry, and the recipient. `hostedAt` is where the assertion was fetched from, if it was.
 */
export async function verifyOpenBadge1(
  badge: unknown,
  deps: AskedDeps,
  hostedAt?: string,
): Promise<VerificationReport> {
  const verdict = await deps.verifyLegacy?.(badge)
  if (verdict?.outcome === 'valid') {
    const findings = validFindings(verdict, deps, hostedAt)
    return withBadge(report(findings, verdict.assertion, issuerOf(verdict), NEEDED), verdict.badge)
  }
  const findings = verdict?.outcome === 'invalid' ? problemFindings(verdict.problems) : [undecided(verdict?.outcome)]
  return report(findings, isObject(badge) ? badge : undefined, undefined, NEEDED)
}

function validFindings(verdict: Valid, deps: AskedDeps, hostedAt: string | undefined): Finding[] {
  return [
    finding('format-open-badges-1', { version: verdict.version }),
    finding('legacy-structure-valid'),
    ...authenticity(verdict, hostedAt),
    checkDates(verdict.assertion.issuedOn ?? verdict.assertion.issued_on, verdict.assertion.expires, deps.now),
    checkHashedRecipient(verdict.assertion.recipient, verdict.assertion.salt, deps.expectedRecipient),
  ]
}

/** The validator compares with the hosted copy, but not whether that copy stands at the issuer's. */
function authenticity({ version, assertion, badge, issuer }: Valid, hostedAt: string | undefined): Finding[] {
  const verify = isObject(assertion.verify) ? assertion.verify : {}
  const isOldest = version === '0.5.0'
  const home = originOf(isOldest ? issuer.origin : badge.issuer)
  const source = isOldest ? hostedAt : verify.url
  const origin = originOf(source)
  if (!origin) return [finding('not-hosted')]
  const issuerName = textOf(issuer.name) ?? home ?? ''
  if (origin !== home) return [finding('hosted-origin-mismatch', { origin, issuer: issuerName })]
  const isSigned = verify.type === 'signed'
  return isSigned
    ? [finding('jwt-valid'), finding('issuer-owns-key', { issuer: issuerName }), finding('hosted-active')]
    : [finding('hosted-unchanged'), finding('issuer-hosts-it', { issuer: issuerName }), finding('hosted-active')]
}

function problemFindings(problems: LegacyProblem[]): Finding[] {
  const format = finding('format-open-badges-1')
  const isGone = problems.some(({ httpStatus, field }) => httpStatus === 410 && field === HOSTED_ASSERTION)
  if (isGone) return [format, finding('hosted-gone')]
  if (problems.some(({ code }) => code === 'verify-revoked')) return [format, finding('status-revoked')]
  if (problems.some(({ code }) => code === 'deep-equal')) return [format, finding('hosted-differs')]
  if (problems.some(({ code }) => code === 'verify-signature')) return [format, finding('jwt-tampered')]
  return [format, ...problems.map(problemFinding)]
}

/** A document that cannot be had leaves the badge unknown; so does a picture that is not one. */
function problemFinding({ code, message, field = '', httpStatus }: LegacyProblem): Finding {
  const isUnreachable = code === 'unreachable' || httpStatus !== undefined || PICTURE.test(field)
  if (isUnreachable)
    return findingBecause('legacy-document-unreachable', reason('as-said', { text: message }), { field })
  return finding('legacy-structure-invalid', { field, problem: message })
}

function undecided(outcome: 'crashed' | 'timed-out' | undefined): Finding {
  if (outcome === undefined) return finding('legacy-unavailable')
  return finding(outcome === 'crashed' ? 'legacy-crashed' : 'legacy-timed-out')
}

function issuerOf({ badge, issuer }: Valid): JsonObject {
  return {
    id: textOf(badge.issuer) ?? textOf(issuer.origin) ?? '',
    name: issuer.name,
    url: issuer.url ?? issuer.origin,
  }
}
