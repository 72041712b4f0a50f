import { isDeepStrictEqual } from 'node:util'
import { fetchedFromHome } from '../fetching.js'
import { type CheckName, type Finding, finding } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { either, many, object, PROBLEMS, text, typed, when } from '../model.js'
import { originOf } from '../origin.js'
import { checkDates } from './dates.js'
import type { Jws } from './jws.js'
import { checkSignedBadge } from './openBadge2Signature.js'
import type { AskedDeps } from './openBadge3.js'
import { checkHashedRecipient } from './recipient.js'
import { report, type VerificationReport, withBadge } from './report.js'
import { revokedFinding } from './status.js'

const NEEDED: CheckName[] = ['structure', 'proof', 'issuer', 'status', 'period']
const FETCH_CODES = { refused: 'hosted-fetch-refused', failed: 'hosted-unreachable' } as const

const webAddress = when(value => originOf(value) !== undefined, 'not-uri')
const linked = either(isObject, object({ required: { id: text } }), webAddress)
/** Open Badges 2.0, Assertion. */
const assertionRule = object({
  required: {
    id: text,
    type: typed(['Assertion']),
    recipient: object({ required: { type: text, identity: text }, optional: { salt: text } }),
    badge: linked,
    verification: object({ required: { type: many(text) } }),
    issuedOn: text,
  },
  optional: { expires: text },
})

export interface Ob2Parties {
  badge: JsonObject
  issuer: JsonObject
}

/** An OB 2.0 or 2.1 assertion: fetched again from its issuer where it is hosted, or in the token that signs it. */
export async function verifyOpenBadge2(assertion: JsonObject, deps: AskedDeps, jws?: Jws): Promise<VerificationReport> {
  const structure = assertionRule(assertion, 'assertion').map(({ path, problem }) =>
    inOb2(finding('legacy-structure-invalid', { field: path, problem: PROBLEMS[problem], problemCode: problem })),
  )
  const format = finding('format-open-badges-2')
  if (structure.length > 0) return report([format, ...structure], assertion, undefined, NEEDED)
  const parties = await partiesOf(assertion, deps, jws !== undefined)
  const found = 'problem' in parties ? [parties.problem] : await authenticity(assertion, parties, deps, jws)
  const checks = [format, inOb2(finding('legacy-structure-valid')), ...found, ...aboutHolder(assertion, deps)]
  if ('problem' in parties) return report(checks, assertion, undefined, NEEDED)
  return withBadge(report(checks, assertion, parties.issuer, NEEDED), parties.badge)
}

const inOb2 = (found: Finding): Finding => ({ ...found, clause: 'Open Badges 2.0, Assertion' })

function authenticity(
  assertion: JsonObject,
  parties: Ob2Parties,
  deps: AskedDeps,
  jws: Jws | undefined,
): Promise<Finding[]> {
  return jws ? checkSignedBadge(jws, parties, deps) : checkHosted(assertion, parties, deps)
}

/** Open Badges 2.0, Hosted Verification: what the issuer hosts counts, where the issuer is at home. */
async function checkHosted(assertion: JsonObject, { issuer }: Ob2Parties, deps: AskedDeps): Promise<Finding[]> {
  const id = textOf(assertion.id) ?? ''
  const origin = originOf(id)
  if (!origin) return [finding('not-hosted')]
  const name = textOf(issuer.name) ?? String(issuer.id)
  if (!isInScope(id, issuer)) return [finding('hosted-origin-mismatch', { origin, issuer: name })]
  const answer = await fetchedFromHome(deps.fetchJson, id, FETCH_CODES)
  if ('problem' in answer) return [answer.status === 410 ? finding('hosted-gone') : answer.problem]
  const hosted = answer.document
  if (isObject(hosted) && hosted.id === id && hosted.revoked === true) return [revokedFinding(hosted)]
  if (!isDeepStrictEqual(hosted, assertion)) return [finding('hosted-differs')]
  return [finding('hosted-unchanged'), finding('issuer-hosts-it', { issuer: name }), finding('hosted-active')]
}

/** The issuer may name prefixes or hosts of its assertions; otherwise they share its origin (idem, VerificationObject). */
function isInScope(id: string, issuer: JsonObject): boolean {
  const { startsWith, allowedOrigins } = isObject(issuer.verification) ? issuer.verification : {}
  const { origin, host } = new URL(id)
  if (startsWith === undefined && allowedOrigins === undefined) return origin === originOf(issuer.id)
  const hasPrefix = asArray(startsWith).some(prefix => originOf(prefix) === origin && id.startsWith(String(prefix)))
  return hasPrefix || asArray(allowedOrigins).some(allowed => allowed === origin || allowed === host)
}

async function partiesOf(
  assertion: JsonObject,
  deps: AskedDeps,
  isSigned: boolean,
): Promise<Ob2Parties | { problem: Finding }> {
  const badge =
    isSigned && isEphemeral(assertion.badge) ? { document: assertion.badge } : await resolve(assertion.badge, deps)
  if ('problem' in badge) return badge
  const issuer = await resolve(badge.document.issuer, deps)
  return 'problem' in issuer ? issuer : { badge: badge.document, issuer: issuer.document }
}

/** A badge class that stands nowhere but in what is signed (Open Badges 2.0, BadgeClass: id). */
function isEphemeral(badge: unknown): badge is JsonObject {
  return isObject(badge) && originOf(badge.id) === undefined
}

/** What is hosted at an id counts, not what a badge says stands there. */
async function resolve(link: unknown, deps: AskedDeps): Promise<{ document: JsonObject } | { problem: Finding }> {
  const id = isObject(link) ? link.id : link
  if (typeof id !== 'string' || !originOf(id)) return { problem: finding('hosted-invalid', { url: String(id ?? '') }) }
  const answer = await fetchedFromHome(deps.fetchJson, id, FETCH_CODES)
  if ('problem' in answer) return answer
  const { document } = answer
  return isObject(document) && document.id === id ? { document } : { problem: finding('hosted-invalid', { url: id }) }
}

function aboutHolder(assertion: JsonObject, deps: AskedDeps): Finding[] {
  const evidence = asArray(assertion.evidence).length
  return [
    checkDates(assertion.issuedOn, assertion.expires, deps.now),
    checkHashedRecipient(assertion.recipient, undefined, deps.expectedRecipient),
    evidence === 0 ? finding('evidence-none') : finding('evidence-signed', { count: String(evidence) }),
  ]
}
