import { instantOf } from '../dates.js'
import { fetched } from '../fetching.js'
import { type Finding, finding } from '../findings.js'
import { isObject, type JsonObject, textOf } from '../json.js'
import { periodOf } from '../period.js'
import { credentialIn } from './claims.js'
import { checkJwtSignature } from './credentialJwt.js'
import type { VerifyDeps } from './deps.js'
import { decodeJws } from './jws.js'
import type { Basics, SignatureCheck } from './openBadge3.js'
import { issuerIdOf } from './signature.js'

export interface Refreshed {
  finding: Finding
  /** The newer copy, where there is one that its issuer signed. */
  current?: { credential: JsonObject; findings: Finding[] }
}

/** Asks for a newer copy once; the original stands where none can be had (1EdTech Credential Refresh Service 1.0). */
export async function refreshed(
  credential: JsonObject,
  deps: VerifyDeps,
  check: (document: JsonObject, signatureCheck?: SignatureCheck) => Promise<Basics>,
): Promise<Refreshed> {
  const service = credential.refreshService
  const url = isObject(service) && service.type === '1EdTechCredentialRefresh' ? textOf(service.id) : undefined
  if (url === undefined) return { finding: finding('refresh-not-offered') }
  const codes = { refused: 'refresh-unavailable', failed: 'refresh-unavailable' } as const
  const answer = await fetched(deps.fetchJson, url, codes)
  if ('problem' in answer) return { finding: finding('refresh-unavailable') }
  const jws = typeof answer.document === 'string' ? decodeJws(answer.document) : undefined
  const newer = jws ? credentialIn(jws) : answer.document
  if (!isObject(newer)) return { finding: finding('refresh-unavailable') }
  const isSame = newer.id === credential.id && issuerIdOf(newer) === issuerIdOf(credential)
  if (!isSame) return { finding: finding('refresh-identity-changed') }
  if (isOlder(newer, credential)) return { finding: finding('refresh-unavailable') }
  const { findings, isAuthentic } = await check(newer, jws && (() => checkJwtSignature(jws, deps)))
  if (!isAuthentic) return { finding: finding('refresh-unavailable') }
  return { finding: finding('refresh-used'), current: { credential: newer, findings } }
}

/** A copy from before would take the place of the one that superseded it, and its status is not that one's. */
function isOlder(offered: JsonObject, credential: JsonObject): boolean {
  const [at, current] = [offered, credential].map(each => instantOf(periodOf(each).validFrom))
  return at !== undefined && current !== undefined && at < current
}
