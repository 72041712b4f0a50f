import type { Aggregate } from '../shared/events.js'
import type { Score } from '../shared/rubric.js'

export type AwardState = 'issued' | 'active' | 'declined' | 'expired' | 'suspended' | 'revoked'
export const VISIBILITIES = ['private', 'unlisted', 'public'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** The credential that a person holds. */
export interface Award extends Aggregate {
  submissionId: string
  earnerId: string
  microCredentialId: string
  microCredentialVersion: number
  slug: string
  title: string
  /** The issuer. */
  organizationId: string
  state: AwardState
  visibility: Visibility
  evidence: AwardedEvidence[]
  scores: Score[]
  panel: Panel
  /** Awarded for completing a programme, and not after review. */
  completion?: { id: string; programme: string }
  /** Awarded for that at first, until its holder earned the same by review. */
  completedBefore?: Completed
  issuedAt: Date
  acceptedAt?: Date
  validUntil?: Date
  revocation?: Withdrawal
  suspension?: Suspension
  /** Organizations whose officers may see it although it is private. */
  shownTo: string[]
  /** Salts the hash of the holder's address in the credential. */
  salt: string
  status: StatusEntry
  /** Entries that copies given away before still point to; absent where there are none. */
  former?: StatusEntry[]
  signed: SignedDocument
  /** The store's: by completing a programme and by review, a version is held once. Absent of what has given way. */
  onceKey?: string
}

/** How an award came about. */
export type Earned = Pick<Award, 'submissionId' | 'evidence' | 'scores' | 'panel' | 'issuedAt' | 'validUntil'>

export interface Completed {
  id: string
  programme: string
  submissionId: string
  issuedAt: Date
}

/** The frozen use of an artefact or a text in the submission; nobody else sees it until its holder shows it. */
export interface AwardedEvidence {
  id: string
  requirementId: string
  kind: 'text' | 'file' | 'link'
  name: string
  text?: string
  digest?: string
  mediaType?: string
  length?: number
  thumbnailDigest?: string
  url?: string
  shown: boolean
}

/** How the judgement came about; who judged stays unknown. */
export interface Panel {
  reviewers: number
  /** Criteria that this panel judged; those met in an earlier attempt are not among them. */
  judged: number
  /** Of these, the ones on which all chose the very same level. */
  sameLevel: number
}

export interface Withdrawal {
  at: Date
  by: string
  reason: string
}
export interface Suspension extends Withdrawal {
  /** What it was before, and will be again. */
  from: AwardState
}

export type StatusPurpose = 'revocation' | 'suspension'
export interface StatusEntry {
  listId: string
  index: number
  /** Revocation where it is left out. */
  purpose?: StatusPurpose
}

export const entriesOf = ({ status, former = [] }: Pick<Award, 'status' | 'former'>): StatusEntry[] => [
  ...former,
  status,
]

/**
 * Whether the bit of an entry of this award is set. Revocation is for good: once a newer copy has an entry of its own,
 * the older copy is dead. A suspended copy lives again when the award does.
 */
export function isEntrySet(award: Pick<Award, 'state' | 'status'>, { listId, index, purpose }: StatusEntry): boolean {
  if (purpose === 'suspension') return award.state === 'suspended' || award.state === 'revoked'
  const isCurrent = award.status.listId === listId && award.status.index === index
  return !isCurrent || award.state === 'revoked'
}

/** Served exactly as it was signed. */
export interface SignedDocument {
  json: string
  etag: string
  validFrom: Date
  /** The key whose proof it carries; absent where it was signed before this was noted. */
  keyId?: string
}

/** Time alone makes an award expire: nothing happens to it then, so nothing is written. */
export function stateAt(award: Pick<Award, 'state' | 'validUntil'>, now: Date): AwardState {
  return isOver(award, now) && award.state === 'active' ? 'expired' : award.state
}

/** Its time is over, in whatever state it is. */
export const isOver = ({ validUntil }: Pick<Award, 'validUntil'>, now: Date): boolean =>
  validUntil !== undefined && validUntil <= now

/** Accepted at some time: its holder decides who sees it, also after it was revoked or has expired. */
export const isHeld = (award: Award): boolean => award.acceptedAt !== undefined

export const isVisibleToAnyone = (award: Award): boolean => isHeld(award) && award.visibility !== 'private'

export const shownEvidence = (award: Award): AwardedEvidence[] => award.evidence.filter(piece => piece.shown)
