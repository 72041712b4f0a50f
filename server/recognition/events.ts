import type { DomainEvent } from '../shared/events.js'
import type { RecognitionState } from './recognition.js'

/** All say the same: what happened is in the name, what it led to in the state. */
export interface RecognitionEvent extends DomainEvent {
  name:
    | 'recognitionMatched'
    | 'recognitionRequested'
    | 'recognitionDecided'
    | 'recognitionUndone'
    | 'recognitionWithdrawn'
    | 'recognitionReversed'
    | 'recognitionPaused'
    | 'recognitionResumed'
  recognitionId: string
  awardId: string
  personId: string
  organizationId: string
  microCredentialId: string
  title: string
  state: RecognitionState
  note?: string
  hours?: number
  credits?: number
}
