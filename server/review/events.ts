import type { DomainEvent } from '../shared/events.js'
import type { Score } from '../shared/rubric.js'
import type { CriterionFeedback, Outcome } from './decision.js'
import type { Seat } from './submission.js'

interface AboutSubmission extends DomainEvent {
  submissionId: string
  claimId: string
  number: number
  earnerId: string
  microCredentialId: string
  microCredentialVersion: number
}

interface AboutReview extends AboutSubmission {
  reviewId: string
  reviewerId: string
  seat: Seat
}

export type SubmissionSubmitted = AboutSubmission & { name: 'submissionSubmitted' }
export type CheckStarted = AboutSubmission & { name: 'checkStarted' }
/** What was missing is named by locale keys, for the earner's eyes. */
export type SubmissionFoundIncomplete = AboutSubmission & { name: 'submissionFoundIncomplete'; problems: string[] }
export type SubmissionFoundComplete = AboutSubmission & { name: 'submissionFoundComplete' }
export type SubmissionWithdrawn = AboutSubmission & { name: 'submissionWithdrawn' }
export type ReviewersWanting = AboutSubmission & { name: 'reviewersWanting' }

export type ReviewOffered = AboutReview & { name: 'reviewOffered'; answerBy: Date }
export type ReviewAccepted = AboutReview & { name: 'reviewAccepted'; dueAt: Date }
export type ReviewDeclined = AboutReview & { name: 'reviewDeclined'; reason: string }
export type ReviewRecused = AboutReview & { name: 'reviewRecused'; reason: string }
export type ReviewStarted = AboutReview & { name: 'reviewStarted' }
export type ReviewDueSoon = AboutReview & { name: 'reviewDueSoon'; dueAt: Date }
export type ReviewExpired = AboutReview & { name: 'reviewExpired' }
export type ReviewLocked = AboutReview & { name: 'reviewLocked' }

/** A review of an anchor, which decides nothing: its levels are known. */
export type AnchorReviewed = AboutReview & {
  name: 'anchorReviewed'
  setId: string
  anchorId: string
  scores: Score[]
}

export type SubmissionHeld = AboutSubmission & { name: 'submissionHeld'; reason: string; answerBy: Date }
export type HoldAnswered = AboutSubmission & { name: 'holdAnswered'; placedBy: string }
export type SubmissionCleared = AboutSubmission & { name: 'submissionCleared'; reason: string }
export type SubmissionDenied = AboutSubmission & { name: 'submissionDenied'; reason: string }

export type ReviewersAgreed = AboutSubmission & { name: 'reviewersAgreed' }
export type AdjudicationOpened = AboutSubmission & { name: 'adjudicationOpened' }
/** The model is uncertain and one more review would help. */
export type FurtherReviewWanted = AboutSubmission & { name: 'furtherReviewWanted' }
/** To the reviewer who is asked to confirm. */
export type NotYetProposed = AboutReview & { name: 'notYetProposed'; confirmBy: Date }
export type NotYetConfirmed = AboutReview & { name: 'notYetConfirmed' }
export type NotYetContested = AboutReview & { name: 'notYetContested' }
/** A fresh panel is to be asked: `submissionId` is the appeal's own. */
export type AppealOpened = AboutSubmission & { name: 'appealOpened' }
export type AppealClosed = AboutSubmission & { name: 'appealClosed' }

interface Decided extends AboutSubmission {
  outcome: Outcome
  /** The final level of every criterion, those carried over included. */
  scores: Score[]
  /** Whose judgement it rests on: internal, never shown to the earner. */
  reviewerIds: string[]
  feedback: CriterionFeedback[]
}
export type SubmissionDecided = Decided & { name: 'submissionDecided' }
/** What a fresh panel found; whether the decision stands follows from both. */
export type AppealDecided = Decided & { name: 'appealDecided' }

export type ReviewEvent =
  | SubmissionSubmitted
  | CheckStarted
  | SubmissionFoundIncomplete
  | SubmissionFoundComplete
  | SubmissionWithdrawn
  | ReviewersWanting
  | ReviewOffered
  | ReviewAccepted
  | ReviewDeclined
  | ReviewRecused
  | ReviewStarted
  | ReviewDueSoon
  | ReviewExpired
  | ReviewLocked
  | AnchorReviewed
  | SubmissionHeld
  | HoldAnswered
  | SubmissionCleared
  | SubmissionDenied
  | ReviewersAgreed
  | AdjudicationOpened
  | FurtherReviewWanted
  | NotYetProposed
  | NotYetConfirmed
  | NotYetContested
  | SubmissionDecided
  | AppealOpened
  | AppealClosed
  | AppealDecided
