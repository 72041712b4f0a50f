import type { DomainEvent } from '../shared/events.js'

/** A look has come to more than chance would. It names nobody: who is meant, only the page tells. */
export interface LeaningFound extends DomainEvent {
  name: 'leaningFound'
  lookId: string
  microCredentialId: string
  microCredentialVersion: number
}

/** Something that was done about a finding. */
export interface LookEvent extends DomainEvent {
  name: 'talkOpened' | 'talkAnswered' | 'reviewerPaused' | 'recalibrationAsked' | 'lookClosed'
  lookId: string
  setId: string
  reviewerId: string
  /** Who opened the talk, or did this. */
  coordinatorId: string
  microCredentialId: string
  microCredentialVersion: number
  /** What the other side reads. */
  words: string
  /** Whether the reviewer knows of it. */
  isTold: boolean
}
