import { statusListCredential as statusListRule } from '../classes.js'
import { fetched } from '../fetching.js'
import { type Finding, finding, findingBecause } from '../findings.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'
import { reason } from '../reasons.js'
import { decodeStatusList, isSet, STATUS_LIST_LENGTH } from '../statusList.js'
import { credentialIn } from './claims.js'
import { checkBareToken } from './credentialJwt.js'
import type { VerifyDeps } from './deps.js'
import { decodeJws } from './jws.js'
import { checkPeriod } from './period.js'
import { checkSignature, issuerIdOf } from './signature.js'
import { structureProblems } from './structure.js'

const FETCH_CODES = { refused: 'status-fetch-refused', failed: 'status-unreachable' } as const

/** What the issuer says of the credential now. A status that cannot be had is unknown, never active. */
export async function checkStatus(credential: JsonObject, deps: VerifyDeps): Promise<Finding> {
  const status = credential.credentialStatus
  if (!isObject(status)) return finding('status-none')
  if (status.type === 'BitstringStatusListEntry') return bitstringStatus(status, issuerIdOf(credential), deps)
  if (status.type === '1EdTechRevocationList') return revocationListStatus(status, credential, deps)
  return finding('status-type-unsupported', { type: String(status.type) })
}

/** W3C Bitstring Status List 1.0, 3.2. */
async function bitstringStatus(entry: JsonObject, issuer: string, deps: VerifyDeps): Promise<Finding> {
  const { statusPurpose, statusListIndex, statusListCredential: url, statusSize } = entry
  if (typeof url !== 'string') return finding('status-entry-invalid', { path: 'credentialStatus.statusListCredential' })
  const index = /^\d{1,9}$/.test(String(statusListIndex)) ? Number(statusListIndex) : -1
  if (index < 0) return finding('status-entry-invalid', { path: 'credentialStatus.statusListIndex' })
  const purpose = textOf(statusPurpose)
  if (purpose === undefined) return finding('status-entry-invalid', { path: 'credentialStatus.statusPurpose' })
  const isReadable =
    (purpose === 'revocation' || purpose === 'suspension') && (statusSize === undefined || statusSize === 1)
  if (!isReadable) return finding('status-purpose-unsupported', { purpose })
  const answer = await fetched(deps.fetchJson, url, FETCH_CODES)
  if ('problem' in answer) return answer.problem
  const list = listIn(answer.document, deps)
  if (!list) return findingBecause('status-list-invalid', reason('list-not-a-credential'))
  return (await listProblem(list, url, issuer, deps)) ?? entryStatus(list.credential, purpose, index)
}

interface SignedList {
  credential: JsonObject
  checkSignature(): Promise<Finding[]>
}

/** A list is a credential, with a proof in it or as a token. */
function listIn(document: unknown, deps: VerifyDeps): SignedList | undefined {
  const jws = typeof document === 'string' ? decodeJws(document) : undefined
  if (jws) return { credential: credentialIn(jws), checkSignature: () => checkBareToken(jws, deps) }
  return isObject(document) ? { credential: document, checkSignature: () => checkSignature(document, deps) } : undefined
}

/** A list counts only if the same issuer signed it, for this address and this time. */
async function listProblem(
  { credential: list, checkSignature }: SignedList,
  url: string,
  issuer: string,
  deps: VerifyDeps,
): Promise<Finding | undefined> {
  const [problem] = structureProblems(list, statusListRule, [])
  if (problem?.outcome === 'unknown') return finding('status-list-unverified')
  if (problem) return findingBecause('status-list-invalid', problem)
  if (list.id !== url) return finding('status-list-other-id', { url })
  if (issuerIdOf(list) !== issuer) return finding('status-list-other-issuer', { issuer: issuerIdOf(list) })
  const signature = await checkSignature()
  if (signature.some(({ outcome }) => outcome === 'failed')) return finding('status-list-forged')
  if (signature.some(({ outcome }) => outcome !== 'passed')) return finding('status-list-unverified')
  // A list need not say since when it holds.
  const period = checkPeriod({ validFrom: '1970-01-01T00:00:00Z', ...list }, deps.now)
  return period.outcome === 'passed' ? undefined : finding('status-list-outdated')
}

async function entryStatus(list: JsonObject, purpose: string, index: number): Promise<Finding> {
  const subject = isObject(list.credentialSubject) ? list.credentialSubject : {}
  const purposes = asArray(subject.statusPurpose)
  if (!purposes.includes(purpose)) return finding('status-purpose-mismatch', { purpose: purposes.join(', ') })
  const decoded = await decodeStatusList(textOf(subject.encodedList) ?? '')
  if ('problem' in decoded) {
    if (decoded.problem === 'oversized') return finding('status-list-oversized')
    return findingBecause('status-list-invalid', reason('list-unreadable'))
  }
  const { bits } = decoded
  if (bits.length * 8 < STATUS_LIST_LENGTH) return finding('status-list-short')
  if (index >= bits.length * 8) return finding('status-index-out-of-range', { index: String(index) })
  if (!isSet(bits, index)) return finding('status-active')
  return finding(purpose === 'revocation' ? 'status-revoked' : 'status-suspended')
}

/** 1EdTech Revocation List Status Method 1.0: an omitted `revoked` means true. */
async function revocationListStatus(status: JsonObject, credential: JsonObject, deps: VerifyDeps): Promise<Finding> {
  const url = textOf(status.id)
  if (!url) return finding('status-entry-invalid', { path: 'credentialStatus.id' })
  const answer = await fetched(deps.fetchJson, url, FETCH_CODES)
  if ('problem' in answer) return answer.problem
  const list = answer.document
  const entries = isObject(list) ? asArray(list.revokedCredential) : []
  if (!isObject(list) || list.revokedCredential === undefined || !entries.every(isObject))
    return findingBecause('status-list-invalid', reason('list-without-entries'))
  const issuer = issuerIdOf(list)
  if (issuer !== issuerIdOf(credential)) return finding('status-list-other-issuer', { issuer })
  const entry = entries.find(each => each.id === credential.id && each.revoked !== false)
  if (!entry) return finding('status-active')
  return revokedFinding(entry)
}

export function revokedFinding({ revocationReason }: JsonObject): Finding {
  const said = textOf(revocationReason)
  return said ? finding('status-revoked-because', { reason: said }) : finding('status-revoked')
}
