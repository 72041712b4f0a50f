import { type Finding, finding, findingBecause } from '../findings.js'
import { isObject, textOf } from '../json.js'
import { MAX_CONTENTS } from '../limits.js'
import { objectionIn, type VerificationReport } from './report.js'

export interface Contents {
  findings: Finding[]
  reports: VerificationReport[]
}

/** The credentials that a transcript or a presentation holds: each must hold by itself. */
export async function checkContents<Item>(
  items: Item[],
  verify: (item: Item) => Promise<VerificationReport>,
): Promise<Contents> {
  const count = String(items.length)
  if (items.length === 0) return { findings: [finding('contents-none')], reports: [] }
  if (items.length > MAX_CONTENTS) return { findings: [finding('contents-too-many', { count })], reports: [] }
  const reports: VerificationReport[] = []
  for (const item of items) reports.push(await verify(item))
  const findings = reports.flatMap(contentFinding)
  const hasObjection = findings.some(({ outcome }) => outcome !== 'skipped')
  return { findings: hasObjection ? findings : [finding('contents-valid', { count }), ...findings], reports }
}

/** Whoever lists what has expired tells no lie; whoever lists what was revoked does. */
function contentFinding(report: VerificationReport): Finding[] {
  const because = objectionIn(report)
  if (!because) return []
  const name = nameOf(report.credential)
  const failures = report.checks.filter(({ outcome }) => outcome === 'failed')
  const isOnlyExpired = failures.length === 1 && because.code === 'period-expired' && report.status === 'expired'
  if (isOnlyExpired) return [finding('content-expired', { name })]
  return [findingBecause(because.outcome === 'failed' ? 'content-invalid' : 'content-unknown', because, { name })]
}

function nameOf(credential: unknown): string {
  if (!isObject(credential)) return ''
  return textOf(credential.name) ?? textOf(credential.id) ?? ''
}
