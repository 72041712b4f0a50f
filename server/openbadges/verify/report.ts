import type { CheckName, Finding } from '../findings.js'
import { isObject, textOf } from '../json.js'

export type CredentialStatus = 'active' | 'revoked' | 'suspended' | 'expired' | 'not-yet-valid' | 'unknown'
export interface VerificationReport {
  /** Every check that applies passed. */
  verified: boolean
  /** What cannot be established is unknown, never verified. */
  outcome: 'verified' | 'not-verified' | 'unknown'
  checks: Finding[]
  credential: unknown
  issuer: { id: string; name?: string; url?: string } | undefined
  /** What it is awarded for, where that stands in another document than the credential: before OB 3.0. */
  badge?: { name: string; description?: string }
  status: CredentialStatus
  /** Reports on the credentials that it holds, where it is a transcript or a presentation of several. */
  contents?: VerificationReport[]
}

/** `needed`: the checks without which nothing is verified, however little else there is to object to. */
export function report(
  checks: Finding[],
  credential: unknown,
  issuer: unknown,
  needed: CheckName[],
): VerificationReport {
  const outcome = outcomeOf(checks, needed)
  return {
    verified: outcome === 'verified',
    outcome,
    checks,
    credential,
    issuer: issuerOf(issuer),
    status: statusOf(checks, needed),
  }
}

/** What keeps a report from being verified: a failure before anything unknown. */
export function objectionIn({ checks }: VerificationReport): Finding | undefined {
  const first = (outcome: Finding['outcome']) => checks.find(each => each.outcome === outcome)
  return first('failed') ?? first('unknown')
}

export function outcomeOf(checks: Finding[], needed: CheckName[]): VerificationReport['outcome'] {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'not-verified'
  const isUnknown = checks.some(({ outcome }) => outcome === 'unknown')
  return isUnknown || !hasPassed(checks, needed) ? 'unknown' : 'verified'
}

function hasPassed(checks: Finding[], needed: CheckName[]): boolean {
  return needed.every(name => checks.some(({ check, outcome }) => check === name && outcome === 'passed'))
}

/** Nothing can be said of the status of something that its issuer may not have written. */
function statusOf(checks: Finding[], needed: CheckName[]): CredentialStatus {
  const found = (...codes: string[]) => checks.some(({ code }) => codes.includes(code))
  if (found('status-revoked', 'status-revoked-because', 'hosted-gone')) return 'revoked'
  if (found('status-suspended')) return 'suspended'
  const isAuthentic = hasPassed(
    checks,
    needed.filter(name => name !== 'period'),
  )
  if (!isAuthentic) return 'unknown'
  if (found('period-expired')) return 'expired'
  if (found('period-not-yet-valid')) return 'not-yet-valid'
  const isUnsure = checks.some(
    ({ check, outcome }) => check === 'status' && outcome !== 'passed' && outcome !== 'skipped',
  )
  return isUnsure ? 'unknown' : 'active'
}

function issuerOf(issuer: unknown): VerificationReport['issuer'] {
  if (typeof issuer === 'string') return { id: issuer }
  const id = isObject(issuer) ? textOf(issuer.id) : undefined
  if (!isObject(issuer) || id === undefined) return undefined
  const name = textOf(issuer.name)
  const url = textOf(issuer.url)
  return { id, ...(name !== undefined && { name }), ...(url !== undefined && { url }) }
}

/** The report with what the badge class says of itself, as far as it says anything. */
export function withBadge(reported: VerificationReport, badgeClass: unknown): VerificationReport {
  const name = isObject(badgeClass) ? textOf(badgeClass.name) : undefined
  const description = isObject(badgeClass) ? textOf(badgeClass.description) : undefined
  if (name === undefined) return reported
  return { ...reported, badge: { name, ...(description !== undefined && { description }) } }
}
