import type { CriterionFeedback } from '../review/index.js'
import type { DomainEvent } from '../shared/events.js'
import type { Score } from '../shared/rubric.js'

interface AboutAppeal extends DomainEvent {
  appealId: string
  /** Of the decision that is appealed against. */
  submissionId: string
  claimId: string
  number: number
  earnerId: string
  microCredentialId: string
  microCredentialVersion: number
}

interface Ruled extends AboutAppeal {
  /** The level of every criterion from now on. */
  scores: Score[]
  /** Criteria that were not met and are now. */
  overturned: string[]
  /** Who judged it afresh: internal, never shown to the earner. */
  reviewerIds: string[]
  feedback: CriterionFeedback[]
}

export type AppealFiled = AboutAppeal & { name: 'appealFiled' }
export type AppealWithdrawn = AboutAppeal & { name: 'appealWithdrawn' }
/** It stays "not yet"; single criteria may count as met all the same. */
export type AppealUpheld = Ruled & { name: 'appealUpheld' }
/** Every criterion is met: the micro-credential is earned. */
export type AppealOverturned = Ruled & { name: 'appealOverturned' }

export type AppealEvent = AppealFiled | AppealWithdrawn | AppealUpheld | AppealOverturned
