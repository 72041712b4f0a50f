import { type Finding, finding, findingBecause } from '../findings.js'
import { asArray, hasType, isObject, type JsonObject, textOf } from '../json.js'
import { checkContents } from './contents.js'
import { checkTokenOf } from './credentialJwt.js'
import type { Jws } from './jws.js'
import type { AskedDeps } from './openBadge3.js'
import { report, type VerificationReport } from './report.js'
import { checkSignature } from './signature.js'
import { contextProblems } from './structure.js'

/** W3C Securing Verifiable Credentials using JOSE and COSE, 5: a token in place of a credential. */
const ENVELOPE = /^data:application\/(?:vc\+jwt|vc\+ld\+json\+jwt|jwt),(.+)$/

/** Verifies one of the credentials presented: as a document or as a token. */
export interface VerifyPresented {
  document(credential: JsonObject): Promise<VerificationReport>
  token(jwt: string): Promise<VerificationReport>
}

/**
 * A presentation of credentials, signed by its holder or by nobody (W3C Verifiable Credentials 2.0, 4.13). Each
 * credential must hold by itself; who presented them says nothing of that. `jws` is the token that it came in.
 */
export async function verifyPresentation(
  presentation: JsonObject,
  deps: AskedDeps,
  verify: VerifyPresented,
  jws?: Jws,
): Promise<VerificationReport> {
  const own = [finding('format-presentation'), ...(await ownFindings(presentation, deps, jws))]
  const items = asArray(presentation.verifiableCredential)
  const { findings, reports } = await checkContents(items, item => verifyItem(item, verify))
  const [single] = reports
  // What is said of a single credential is said in full; that it was presented comes on top.
  if (single && items.length === 1) return merged(own, single)
  return { ...report([...own, ...findings], presentation, undefined, ['contents']), contents: reports }
}

/** The presentation that a token holds: version 1.1 of the data model puts it into a claim, version 2.0 does not. */
export function presentationIn({ payload }: Jws): JsonObject | undefined {
  const found = isObject(payload.vp) ? payload.vp : payload
  return hasType(found, 'VerifiablePresentation') ? found : undefined
}

function verifyItem(item: unknown, { document, token }: VerifyPresented): Promise<VerificationReport> {
  if (typeof item === 'string') return token(item)
  if (!isObject(item)) return token('')
  const [, enveloped] = ENVELOPE.exec(textOf(item.id) ?? '') ?? []
  return enveloped && hasType(item, 'EnvelopedVerifiableCredential') ? token(enveloped) : document(item)
}

function merged(own: Finding[], single: VerificationReport): VerificationReport {
  const failed = own.some(({ outcome }) => outcome === 'failed')
  const unknown = own.some(({ outcome }) => outcome === 'unknown')
  const outcome = failed ? 'not-verified' : unknown && single.outcome === 'verified' ? 'unknown' : single.outcome
  return { ...single, outcome, verified: outcome === 'verified', checks: [...own, ...single.checks] }
}

async function ownFindings(presentation: JsonObject, deps: AskedDeps, jws: Jws | undefined): Promise<Finding[]> {
  if (jws) return tokenFindings(presentation, jws, deps)
  if (presentation.proof === undefined) return [finding('presentation-unsigned')]
  const holder = holderOf(presentation) ?? controllerIn(presentation.proof)
  const problems = contextProblems(presentation, [])
  const signer = { id: holder, relationship: 'authentication' } as const
  return [concluded(holder, problems.length > 0 ? problems : await checkSignature(presentation, deps, signer))]
}

async function tokenFindings(presentation: JsonObject, jws: Jws, deps: AskedDeps): Promise<Finding[]> {
  const { iss, exp } = jws.payload
  const holder = textOf(iss) ?? holderOf(presentation) ?? ''
  const findings = [concluded(holder, await checkTokenOf({ id: holder, relationship: 'authentication' }, jws, deps))]
  if (typeof exp === 'number' && exp * 1000 < deps.now.getTime())
    findings.push(finding('presentation-expired', { until: new Date(exp * 1000).toISOString() }))
  return findings
}

function concluded(holder: string, findings: Finding[]): Finding {
  const because =
    findings.find(({ outcome }) => outcome === 'failed') ?? findings.find(({ outcome }) => outcome === 'unknown')
  if (!because) return finding('presentation-signed', { holder })
  return findingBecause(because.outcome === 'failed' ? 'presentation-invalid' : 'presentation-unknown', because, {})
}

function holderOf({ holder }: JsonObject): string | undefined {
  return textOf(isObject(holder) ? holder.id : holder)
}

/** A presentation need not name its holder; then whoever controls the key is. */
function controllerIn(proof: unknown): string {
  const [first] = asArray(proof)
  const method = isObject(first) ? textOf(first.verificationMethod) : undefined
  return method?.split('#')[0] ?? ''
}
