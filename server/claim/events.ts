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

/** The attempt is the reviewers' from here on. */
export type ClaimHandedIn = AboutClaim & { name: 'claimHandedIn' }
/** The earner challenges the decision on the attempt before this one, for these reasons. */
export type DecisionChallenged = AboutClaim & {
  name: 'decisionChallenged'
  challenged: number
  grounds: ChallengeGround[]
}

export interface ChallengeGround {
  criterionId: string
  reason: string
}

export type ClaimEvent = ClaimStarted | ClaimWithdrawn | ClaimReopened | ClaimHandedIn | DecisionChallenged
