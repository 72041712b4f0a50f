import type { CredentialStatus, VerificationReport } from '../openbadges/index.js'

/** Each keeps a page of ours quick to list and a database of ours a place for badges, not for files. */
export const MOST_BADGES = 500
export const LARGEST_FILE_BYTES = 4 * 1024 * 1024
export const MOST_BYTES = 200 * 1024 * 1024

export const VISIBILITIES = ['private', 'unlisted', 'public'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** How it came here. `name` is the file, the address, or the app or host that it came from. */
export interface Origin {
  kind: 'file' | 'text' | 'address' | 'app' | 'host'
  name: string
  /** The connection to a host, where it came over one. */
  connectionId?: string
}

/** What the badge says of itself: texts from outside, whatever they hold. */
export interface BadgeFacts {
  format: 'ob3' | 'ob2' | 'ob1'
  credentialId: string
  issuerId: string
  issuerName: string
  title: string
  description: string
  criteria: string
  /** When it was issued; of two with the same id, the later one counts. */
  validFrom?: Date
  validUntil?: Date
}

/** What the last check found. */
export interface Checked {
  outcome: VerificationReport['outcome']
  status: CredentialStatus
  at: Date
}

/** A badge from elsewhere that a person keeps here. */
export interface BroughtBadge extends BadgeFacts {
  id: string
  personId: string
  /** Of issuer and credential: one person keeps one badge of each. */
  key: string
  /** Of its bytes: another one for each copy that takes its place. Absent of what came before they were told apart. */
  copyId?: string
  origin: Origin
  mediaType: string
  length: number
  hasPicture: boolean
  /** Whether it names one of this person's confirmed addresses. */
  recipient: Recipient
  checked: Checked
  /** When a check last found that its issuer wrote it; what cannot be asked today was true all the same. */
  provenAt?: Date
  nextCheckAt: Date
  visibility: Visibility
  addedAt: Date
  /** When these bytes came. */
  receivedAt: Date
}

export type Recipient = 'yes' | 'no' | 'unclear'

/** Only a badge that is certainly this person's is shown as theirs. */
export const mayBeShown = ({ recipient }: Pick<BroughtBadge, 'recipient'>): boolean => recipient === 'yes'

/** What it was set to counts only as long as it may be shown. */
export const shownAs = (badge: Pick<BroughtBadge, 'recipient' | 'visibility'>): Visibility =>
  mayBeShown(badge) ? badge.visibility : 'private'

/** Genuine at some time, or perhaps: what was forged or altered is not kept at all. */
export function isKeepable({ outcome, status }: Pick<VerificationReport, 'outcome' | 'status'>): boolean {
  return outcome !== 'not-verified' || GENUINE.includes(status)
}
const GENUINE: readonly CredentialStatus[] = ['revoked', 'suspended', 'expired', 'not-yet-valid']

/** Whether this check found that the issuer wrote it, in force or not. */
export const proves = ({ outcome, status }: Pick<Checked, 'outcome' | 'status'>): boolean =>
  outcome === 'verified' || status === 'expired' || status === 'not-yet-valid'

/** What anybody could have written never takes the place of what its issuer wrote, whatever date it claims. */
export function isOusted(kept: Pick<BroughtBadge, 'checked' | 'provenAt'>, incoming: { checked: Checked }): boolean {
  const isGenuine = kept.provenAt !== undefined || proves(kept.checked) || GENUINE.includes(kept.checked.status)
  return proves(incoming.checked) || !isGenuine
}

/** "The newer validFrom is the same credential" (Open Badges 3.0, 9.1): an older one does not take its place. */
export function isNewer(incoming: Pick<BadgeFacts, 'validFrom'>, kept: Pick<BadgeFacts, 'validFrom'>): boolean {
  if (!incoming.validFrom || !kept.validFrom) return true
  return incoming.validFrom >= kept.validFrom
}

const DAY_MS = 24 * 3600 * 1000
const CHECK_AGAIN_DAYS = 7

/** What could not be checked is asked about again the next day, what was, in a week. */
export function nextCheck({ outcome, at }: Checked): Date {
  return new Date(at.getTime() + (outcome === 'unknown' ? 1 : CHECK_AGAIN_DAYS) * DAY_MS)
}
