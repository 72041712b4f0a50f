import { classify, type ExtractedBadge } from '../extractBadge.js'
import { fetched } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { type AskedDeps, verifyOpenBadge3 } from './openBadge3.js'
import { report, type VerificationReport } from './report.js'

/**
 * Verifies a badge and says in findings what was checked and what it showed. Fetches only through `deps.fetchJson`;
 * never throws for what is in the badge.
 */
export async function verifyBadge(
  input: ExtractedBadge | { url: string },
  deps: AskedDeps,
): Promise<VerificationReport> {
  if (!('kind' in input) || input.kind === 'ob2-url') return verifyAt(input.url, deps)
  switch (input.kind) {
    case 'ob3-json':
      return verifyOpenBadge3(input.credential, deps)
    default:
      return unverifiable(finding('format-signed-token'))
  }
}

async function verifyAt(url: string, deps: AskedDeps): Promise<VerificationReport> {
  const codes = { refused: 'badge-fetch-refused', failed: 'badge-unreachable' } as const
  const answer = await fetched(deps.fetchJson, url, codes)
  if ('problem' in answer) return unverifiable(answer.problem)
  const badge = classify(answer.document)
  if (!badge) return unverifiable(finding('format-unrecognised', { url }))
  if (badge.kind === 'ob3-json') return verifyOpenBadge3(badge.credential, deps)
  return unverifiable(finding('format-signed-token'))
}

function unverifiable(problem: Finding): VerificationReport {
  return report([problem], undefined, undefined, ['proof'])
}
