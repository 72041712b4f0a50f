import type { DomainEvent } from '../shared/events.js'
import type { Visibility } from './award.js'

interface AboutAward extends DomainEvent {
  awardId: string
  earnerId: string
  microCredentialId: string
  organizationId: string
  title: string
}
export type AwardIssued = AboutAward & { name: 'awardIssued'; submissionId: string }
/** Earned by somebody who held it already for completing a programme. */
export type AwardReviewed = AboutAward & { name: 'awardReviewed'; submissionId: string }
export type AwardAccepted = AboutAward & { name: 'awardAccepted' }
export type AwardDeclined = AboutAward & { name: 'awardDeclined' }
export type AwardVisibilityChanged = AboutAward & { name: 'awardVisibilityChanged'; visibility: Visibility }
export type AwardEvidenceShown = AboutAward & { name: 'awardEvidenceShown'; shown: number }
export type AwardShownTo = AboutAward & { name: 'awardShownTo'; toOrganizationId: string }
export type AwardHiddenFrom = AboutAward & { name: 'awardHiddenFrom'; fromOrganizationId: string }
export type AwardRevoked = AboutAward & { name: 'awardRevoked'; reason: string }
export type AwardSuspended = AboutAward & { name: 'awardSuspended'; reason: string }
export type AwardReinstated = AboutAward & { name: 'awardReinstated' }
export type AwardSignedAnew = AboutAward & { name: 'awardSignedAnew'; keyId: string }
/** About a key that signs for an issuer. */
export interface KeyEvent extends DomainEvent {
  name: 'issuerKeyReplaced' | 'issuerKeyBrought' | 'issuerKeyRevoked'
  keyId: string
  /** Absent where it is the installation's own, or that of somebody who endorses. */
  organizationId?: string
  reason?: string
  /** Of a key that was revoked: from when on it may have been in others' hands. */
  since?: Date
}
export type AwardEvent =
  | AwardIssued
  | AwardReviewed
  | AwardAccepted
  | AwardDeclined
  | AwardVisibilityChanged
  | AwardEvidenceShown
  | AwardShownTo
  | AwardHiddenFrom
  | AwardRevoked
  | AwardSuspended
  | AwardReinstated
  | AwardSignedAnew
