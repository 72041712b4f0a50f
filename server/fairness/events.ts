import type { DomainEvent } from '../shared/events.js'

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
