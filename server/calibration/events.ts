import type { DomainEvent } from '../shared/events.js'
import type { Lapse } from './calibration.js'

/** Somebody has to calibrate again before they are asked again. */
export interface ReviewerLapsed extends DomainEvent {
  name: 'reviewerLapsed'
  setId: string
  reviewerId: string
  microCredentialId: string
  microCredentialVersion: number
  why: Lapse
}
