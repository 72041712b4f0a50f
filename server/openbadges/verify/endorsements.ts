import { endorsementCredential } from '../classes.js'
import { type Finding, finding } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { MAX_ENDORSEMENTS } from '../limits.js'
import { checkJwtSignature, credentialIn } from './credentialJwt.js'
import type { VerifyDeps } from './deps.js'
import { decodeJws } from './jws.js'
import { checkPeriod } from './period.js'
import { checkSignature, issuerIdOf } from './signature.js'
import { checkStatus } from './status.js'
import { structureProblems } from './structure.js'

/** Endorsements are verified as credentials of their own, wherever in the credential they stand (Open Badges 3.0, Verification and Validation). */
export async function checkEndorsements(credential: JsonObject, deps: VerifyDeps): Promise<Finding[]> {
  const found = endorsementsIn(credential)
  const count = String(found.length)
  if (found.length === 0) return [finding('endorsements-none')]
  if (found.length > MAX_ENDORSEMENTS) return [finding('endorsements-too-many', { count })]
  const findings: Finding[] = []
  for (const endorsement of found) findings.push(...(await checkEndorsement(endorsement, deps)))
  return findings.length > 0 ? findings : [finding('endorsements-valid', { count })]
}

async function checkEndorsement(endorsement: unknown, deps: VerifyDeps): Promise<Finding[]> {
  const jws = typeof endorsement === 'string' ? decodeJws(endorsement) : undefined
  if (jws) return judge(credentialIn(jws), deps, () => checkJwtSignature(jws, deps))
  if (isObject(endorsement)) return judge(endorsement, deps, () => checkSignature(endorsement, deps))
  return [
    finding('endorsement-invalid', {
      endorser: '',
      reason: finding('jwt-malformed').detail,
      reasonCode: 'jwt-malformed',
    }),
  ]
}

async function judge(
  endorsement: JsonObject,
  deps: VerifyDeps,
  signature: () => Promise<Finding[]>,
): Promise<Finding[]> {
  const findings = structureProblems(endorsement, endorsementCredential, true)
  if (findings.length === 0) findings.push(...(await signature()), checkPeriod(endorsement, deps.now))
  if (findings.every(({ outcome }) => outcome === 'passed')) findings.push(await checkStatus(endorsement, deps))
  const endorser = endorserOf(endorsement)
  const failed = findings.find(({ outcome }) => outcome === 'failed')
  if (failed) return [finding('endorsement-invalid', { endorser, reason: failed.detail, reasonCode: failed.code })]
  const unknown = findings.find(({ outcome }) => outcome === 'unknown')
  return unknown ? [finding('endorsement-unknown', { endorser, reason: unknown.detail, reasonCode: unknown.code })] : []
}

/** Not those inside an endorsement: they are the endorser's, not the holder's. */
function endorsementsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(endorsementsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'endorsement' || name === 'endorsementJwt' ? asArray(member) : endorsementsIn(member),
  )
}

function endorserOf(endorsement: JsonObject): string {
  return (isObject(endorsement.issuer) ? textOf(endorsement.issuer.name) : undefined) ?? issuerIdOf(endorsement)
}
