import {
  extractBadge,
  FetchFailed,
  FetchRefused,
  UnreadableBadge,
  type UnreadableCode,
  type VerificationReport,
  verifyBadge,
  verifyLegacyInChild,
} from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Turns } from '../platform/turns.js'
import { type Documents, type DocumentsDeps, documentsFor } from './documents.js'

/** What somebody wants to know about: an address, or a file or text as it was received. */
export type Submitted = ({ url: string } | { bytes: Uint8Array }) & {
  /** The e-mail address that it is said to be awarded to. */
  recipient?: string
}

/** There is no badge in it that could be verified; `unreadable` says why in English, `code` is a locale key. */
export interface Unreadable {
  verified: false
  outcome: 'not-verified'
  unreadable: string
  code: UnreadableCode
}

export interface VerifyDeps extends DocumentsDeps {
  clock: Clock
  /** Children that check Open Badges 1.x are heavy: only a few at a time. */
  legacyTurns: Turns
}

export function verifySubmitted(deps: VerifyDeps) {
  return async (submitted: Submitted, viewerId: string | undefined): Promise<VerificationReport | Unreadable> => {
    const documents = documentsFor(deps, viewerId)
    const asked = {
      now: deps.clock.now(),
      fetchJson: documents.fetchJson,
      expectedRecipient: submitted.recipient,
      verifyLegacy: (badge: unknown) => deps.legacyTurns(() => verifyLegacyInChild(badge, documents)),
    }
    try {
      return await verifyBadge(await badgeIn(submitted, documents), asked)
    } catch (error) {
      if (error instanceof UnreadableBadge) return unreadable(error)
      throw error
    }
  }
}

const unreadable = ({ message, code }: UnreadableBadge): Unreadable => ({
  ...{ verified: false, outcome: 'not-verified', unreadable: message, code },
})

/** An address may lead to a baked image or a token; to anything else the library goes by itself, and says what it found. */
async function badgeIn(submitted: Submitted, documents: Documents) {
  if ('bytes' in submitted) return extractBadge(submitted.bytes)
  const bytes = await documents.bytesAt(submitted.url).catch(ifUnreachable)
  return bytes && (isImage(bytes) || isToken(bytes)) ? extractBadge(bytes) : { url: submitted.url }
}

function ifUnreachable(error: unknown): undefined {
  if (error instanceof FetchFailed || error instanceof FetchRefused) return undefined
  throw error
}

const PNG_START = Buffer.from('89504e47', 'hex')
const isImage = (bytes: Uint8Array) =>
  PNG_START.equals(bytes.subarray(0, 4)) ||
  Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart().startsWith('<')

/** The beginning of a JWS is that of a JSON object in base64url. */
const isToken = (bytes: Uint8Array) =>
  /^\s*eyJ[A-Za-z0-9_-]*\./.test(Buffer.from(bytes.subarray(0, 2000)).toString('latin1'))
