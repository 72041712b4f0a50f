import {
  buildCredential,
  signCredential,
  type UnsignedCredential,
  type VerificationReport,
} from '../../../server/openbadges/index.js'
import { anAward, NOW } from './anAward.js'
import { aWorld, signed, verify, type World } from './world.js'

/** A credential as loosely as a forger sees it. */
// biome-ignore lint/suspicious/noExplicitAny: a forger respects no types
export type Draft = any
export type Change = (credential: Draft) => unknown

export const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const VC2 = 'https://www.w3.org/ns/credentials/v2'
export const LIST = 'https://staffroom.example/status/1'
export const OTHER = 'https://elsewhere.example/issuers/1'

export const status = (over: object = {}) => ({
  id: `${LIST}#7`,
  statusListCredential: LIST,
  statusListIndex: 7,
  ...over,
})

/** What is said of a credential that was changed after it was signed. */
export async function tampered(change: Change, over: Parameters<typeof signed>[1] = {}): Promise<VerificationReport> {
  const world = await aWorld()
  const credential: Draft = structuredClone(await signed(world, over))
  change(credential)
  return verify(world, credential)
}

/** What is said of a credential that was changed first and then signed properly by the issuer. */
export async function issued(change: Change, world?: World): Promise<VerificationReport> {
  const at = world ?? (await aWorld())
  const credential: Draft = structuredClone(buildCredential(anAward()))
  change(credential)
  return verify(at, await signCredential(credential as UnsignedCredential, at.key, NOW))
}
