import { type BadgeDocument, classify, type ExtractedBadge } from '../extractBadge.js'
import { fetched, remembering } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { credentialIn } from './claims.js'
import { checkJwtSignature } from './credentialJwt.js'
import { decodeJws, isTrustworthyAlgorithm, type Jws } from './jws.js'
import { verifyOpenBadge1 } from './openBadge1.js'
import { verifyOpenBadge2 } from './openBadge2.js'
import { type AskedDeps, verifyOpenBadge3 } from './openBadge3.js'
import { presentationIn, type VerifyPresented, verifyPresentation } from './presentation.js'
import { report, type VerificationReport } from './report.js'

/**
 * Verifies a badge and says in findings what was checked and what it showed. Fetches only through `deps`; never throws
 * for what is in the badge.
 */
export async function verifyBadge(
  input: ExtractedBadge | { url: string },
  deps: AskedDeps,
): Promise<VerificationReport> {
  const remembered = { ...deps, fetchJson: remembering(deps.fetchJson) }
  if (!('kind' in input) || input.kind === 'ob2-url') return verifyAt(input.url, remembered)
  return input.kind === 'jwt' ? verifyToken(input.jwt, remembered) : verifyDocument(input, remembered)
}

async function verifyAt(url: string, deps: AskedDeps): Promise<VerificationReport> {
  const codes = { refused: 'badge-fetch-refused', failed: 'badge-unreachable' } as const
  const answer = await fetched(deps.fetchJson, url, codes)
  if ('problem' in answer) return unverifiable(answer.status === 410 ? finding('hosted-gone') : answer.problem)
  if (typeof answer.document === 'string') return verifyToken(answer.document, deps)
  const badge = classify(answer.document)
  return badge ? verifyDocument(badge, deps, answer.url) : unverifiable(finding('format-unrecognised', { url }))
}

function verifyDocument(badge: BadgeDocument, deps: AskedDeps, url?: string): Promise<VerificationReport> {
  switch (badge.kind) {
    case 'ob3-json':
      return verifyOpenBadge3(badge.credential, deps)
    case 'presentation':
      return verifyPresentation(badge.presentation, deps, presentedWith(deps))
    case 'ob2-json':
      return verifyOpenBadge2(badge.assertion, deps)
    case 'ob1-json':
      return verifyOpenBadge1(badge.assertion, deps, url)
  }
}

async function verifyToken(jwt: string, deps: AskedDeps): Promise<VerificationReport> {
  const jws = decodeJws(jwt)
  const presentation = jws && presentationIn(jws)
  const badge = jws && classify(credentialIn(jws))
  if (!jws || !(badge || presentation)) return unverifiable(finding('jwt-malformed'))
  if (!isTrustworthyAlgorithm(jws.header.alg)) {
    const credential = credentialIn(jws)
    return report([refusedAlgorithm(jws)], credential, credential.issuer, ['proof'])
  }
  if (presentation) return verifyPresentation(presentation, deps, presentedWith(deps), jws)
  switch (badge?.kind) {
    case 'ob2-json':
      return verifyOpenBadge2(jws.payload, deps, jws)
    case 'ob1-json':
      // The validator decodes the token itself.
      return verifyOpenBadge1(jwt, deps)
    default:
      return verifyOpenBadge3(credentialIn(jws), deps, () => checkJwtSignature(jws, deps))
  }
}

/** A presentation may hold credentials and tokens of credentials, but no other presentation. */
function presentedWith(deps: AskedDeps): VerifyPresented {
  return {
    document: credential => verifyOpenBadge3(credential, deps),
    async token(jwt) {
      const jws = decodeJws(jwt)
      if (!jws || classify(credentialIn(jws))?.kind !== 'ob3-json') return unverifiable(finding('jwt-malformed'))
      return verifyOpenBadge3(credentialIn(jws), deps, () => checkJwtSignature(jws, deps))
    },
  }
}

function refusedAlgorithm({ header }: Jws): Finding {
  return finding('jwt-algorithm-refused', { algorithm: String(header.alg ?? '') })
}

function unverifiable(problem: Finding): VerificationReport {
  return report([problem], undefined, undefined, ['proof'])
}
