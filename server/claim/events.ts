import type { DomainEvent } from '../shared/events.js'

interface AboutClaim extends DomainEvent {
  claimId: string
  personId: string
  microCredentialId: string
  microCredentialVersion: number
  number: number
}

export type ClaimStarted = AboutClaim & { name: 'claimStarted' }
export type ClaimWithdrawn = AboutClaim & { name: 'claimWithdrawn' }
export type ClaimReopened = AboutClaim & { name: 'claimReopened' }

export type ClaimEvent = ClaimStarted | ClaimWithdrawn | ClaimReopened
