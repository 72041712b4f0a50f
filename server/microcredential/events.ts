import type { DomainEvent } from '../shared/events.js'

interface AboutMicroCredential extends DomainEvent {
  microCredentialId: string
  slug: string
  title: string
  organizationId: string
  authorIds: string[]
}

export type MicroCredentialDrafted = AboutMicroCredential & { name: 'microCredentialDrafted' }
export type DesignReviewRequested = AboutMicroCredential & { name: 'designReviewRequested'; actorId: string }
export type DesignReviewWithdrawn = AboutMicroCredential & { name: 'designReviewWithdrawn' }
export type DraftSentBack = AboutMicroCredential & {
  name: 'draftSentBack'
  actorId: string
  requesterId: string
  note: string
}
export type MicroCredentialPublished = AboutMicroCredential & {
  name: 'microCredentialPublished'
  microCredentialVersion: number
}
export type MicroCredentialRetired = AboutMicroCredential & { name: 'microCredentialRetired'; reason: string }

export type MicroCredentialEvent =
  | MicroCredentialDrafted
  | DesignReviewRequested
  | DesignReviewWithdrawn
  | DraftSentBack
  | MicroCredentialPublished
  | MicroCredentialRetired
