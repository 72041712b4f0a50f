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
  issuedAt: Date
  acceptedAt?: Date
  validUntil?: Date
  revocation?: { at: Date; by: string; reason: string }
  /** Organizations whose officers may see it although it is private. */
  shownTo: string[]
  /** Salts the hash of the holder's address in the credential. */
  salt: string
  status: StatusEntry
  signed: SignedDocument
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

export interface StatusEntry {
  listId: string
  index: number
}

/** Served exactly as it was signed. */
export interface SignedDocument {
  json: string
  etag: string
  validFrom: Date
}

/** Time alone makes an award expire: nothing happens to it then, so nothing is written. */
export function stateAt(award: Pick<Award, 'state' | 'validUntil'>, now: Date): AwardState {
  const isOver = award.validUntil !== undefined && award.validUntil <= now
  return isOver && award.state === 'active' ? 'expired' : award.state
}

/** Accepted at some time: its holder decides who sees it, also after it was revoked or has expired. */
export const isHeld = (award: Award): boolean => award.acceptedAt !== undefined

export const isVisibleToAnyone = (award: Award): boolean => isHeld(award) && award.visibility !== 'private'

export const shownEvidence = (award: Award): AwardedEvidence[] => award.evidence.filter(piece => piece.shown)
