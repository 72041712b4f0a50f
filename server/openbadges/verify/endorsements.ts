import { endorsementCredential } from '../classes.js'
import { type Finding, type FindingCode, finding, findingBecause } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { MAX_ENDORSEMENTS } from '../limits.js'
import { credentialIn } from './claims.js'
import { checkJwtSignature } from './credentialJwt.js'
import type { VerifyDeps } from './deps.js'
import { decodeJws } from './jws.js'
import type { Basics, SignatureCheck } from './openBadge3.js'
import { checkPeriod } from './period.js'
import { refreshed } from './refresh.js'
import { checkSignature, issuerIdOf } from './signature.js'
import { checkStatus } from './status.js'
import { OPEN_BADGES, structureProblems } from './structure.js'

/** Of an endorser, in a report. */
const LONGEST_ABOUT = 300

/**
 * Endorsements are verified as credentials of their own, wherever in the credential they stand (Open Badges 3.0,
 * Verification and Validation). One that does not hold fails the whole; one that its endorser took back, that has
 * expired, is about something else or was signed with a key that is revoked since merely does not count: it says nothing
 * against what the issuer awarded.
 */
export async function checkEndorsements(credential: JsonObject, deps: VerifyDeps): Promise<Finding[]> {
  const found = endorsementsIn(credential)
  const count = String(found.length)
  if (found.length === 0) return [finding('endorsements-none')]
  if (found.length > MAX_ENDORSEMENTS) return [finding('endorsements-too-many', { count })]
  const judged: Judged[] = []
  for (const endorsement of found) judged.push(await checkEndorsement(endorsement, credential, deps))
  const objections = judged.flatMap(({ objection }) => objection ?? [])
  const counting = found.length - objections.length
  const isSound = objections.every(({ outcome }) => outcome === 'skipped')
  if (!isSound || counting === 0) return objections
  const described = judged.flatMap(({ described }) => described ?? [])
  return [finding('endorsements-valid', { count: String(counting) }), ...described, ...objections]
}

/** What stands against one, or else what it says of whoever gave it. */
interface Judged {
  objection?: Finding
  described?: Finding | undefined
}

async function checkEndorsement(endorsement: unknown, within: JsonObject, deps: VerifyDeps): Promise<Judged> {
  const jws = typeof endorsement === 'string' ? decodeJws(endorsement) : undefined
  if (jws) return judge(credentialIn(jws), within, deps, () => checkJwtSignature(jws, deps))
  if (isObject(endorsement)) return judge(endorsement, within, deps, checkSignature)
  return { objection: findingBecause('endorsement-invalid', finding('jwt-malformed'), { endorser: '' }) }
}

async function judge(
  endorsement: JsonObject,
  within: JsonObject,
  deps: VerifyDeps,
  signature: SignatureCheck,
): Promise<Judged> {
  const { findings, current } = await findingsOn(endorsement, deps, signature)
  const because = findings.find(({ outcome }) => outcome === 'failed') ?? findings.find(isUnknown)
  const objection = because ? objectionFor(because, endorserOf(current)) : aboutOther(current, within)
  return objection ? { objection } : { described: describing(current) }
}

/** On the newer copy, where its endorser offers one (Open Badges 3.0, EndorsementCredential Verification, 3). */
async function findingsOn(endorsement: JsonObject, deps: VerifyDeps, signature: SignatureCheck) {
  const basics = await basicsOf(endorsement, deps, signature)
  if (!basics.isAuthentic)
    return { findings: [...basics.findings, checkPeriod(endorsement, deps.now)], current: endorsement }
  const refresh = await refreshed(endorsement, deps, (document, signed = checkSignature) =>
    basicsOf(document, deps, signed),
  )
  const current = refresh.current?.credential ?? endorsement
  const period = checkPeriod(current, deps.now)
  const status = period.outcome === 'passed' ? [await checkStatus(current, deps)] : []
  return { findings: [refresh.finding, period, ...status], current }
}

async function basicsOf(endorsement: JsonObject, deps: VerifyDeps, signature: SignatureCheck): Promise<Basics> {
  const problems = structureProblems(endorsement, endorsementCredential, [OPEN_BADGES])
  const findings = problems.length > 0 ? problems : await signature(endorsement, deps)
  return { findings, isAuthentic: findings.every(({ outcome }) => outcome === 'passed') }
}

function objectionFor(because: Finding, endorser: string): Finding {
  if (TAKEN_BACK.includes(because.code)) return finding('endorsement-withdrawn', { endorser })
  if (because.code === 'issuer-key-revoked')
    return finding('endorsement-key-revoked', { endorser, since: because.values?.since ?? '' })
  if (because.code === 'period-expired') return finding('endorsement-expired', { endorser })
  return findingBecause(isUnknown(because) ? 'endorsement-unknown' : 'endorsement-invalid', because, { endorser })
}

function aboutOther(endorsement: JsonObject, within: JsonObject): Finding | undefined {
  const [endorser, endorsed] = [endorserOf(endorsement), endorsedBy(endorsement)]
  return isNamedIn(within, endorsed) ? undefined : finding('endorsement-of-other', { endorser, endorsed })
}

/** The signature shows which key signed. Whose it is, only what is said of the endorser can tell (Open Badges 3.0, Profile). */
function describing(endorsement: JsonObject): Finding | undefined {
  const about = isObject(endorsement.issuer) ? textOf(endorsement.issuer.description) : undefined
  const endorser = endorserOf(endorsement)
  return about ? finding('endorsement-described', { endorser, about: shortened(about) }) : undefined
}

const shortened = (text: string) => (text.length > LONGEST_ABOUT ? `${text.slice(0, LONGEST_ABOUT)}…` : text)

const TAKEN_BACK: FindingCode[] = ['status-revoked', 'status-revoked-because', 'status-suspended']
const isUnknown = ({ outcome }: Finding) => outcome === 'unknown'

const ENDORSEMENTS = ['endorsement', 'endorsementJwt']

/** Not those inside an endorsement or another credential: they are not its holder's. */
function endorsementsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(endorsementsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    if (ENDORSEMENTS.includes(name)) return asArray(member)
    return name === 'verifiableCredential' ? [] : endorsementsIn(member)
  })
}

function endorserOf(endorsement: JsonObject): string {
  return (isObject(endorsement.issuer) ? textOf(endorsement.issuer.name) : undefined) ?? issuerIdOf(endorsement)
}

function endorsedBy({ credentialSubject }: JsonObject): string {
  return (isObject(credentialSubject) ? textOf(credentialSubject.id) : undefined) ?? ''
}

/** The credential itself, or an achievement or profile in it, by its id; not what is named only inside an endorsement. */
function isNamedIn(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some(item => isNamedIn(item, id))
  if (!isObject(value)) return false
  const members = Object.entries(value).filter(([name]) => !ENDORSEMENTS.includes(name))
  return value.id === id || members.some(([, member]) => isNamedIn(member, id))
}
