import type { DomainEvent } from '../shared/events.js'
import type { Subject } from './subject.js'

interface AboutEndorsement extends DomainEvent {
  endorsementId: string
  subject: Subject
  askedById: string
}
export type EndorsementAsked = AboutEndorsement & { name: 'endorsementAsked' }
export type EndorsementGiven = AboutEndorsement & { name: 'endorsementGiven' }
export type EndorsementDeclined = AboutEndorsement & { name: 'endorsementDeclined' }
export type EndorsementWithdrawn = AboutEndorsement & { name: 'endorsementWithdrawn' }
export type EndorsementRecalled = AboutEndorsement & { name: 'endorsementRecalled' }
export type EndorsementLapsed = AboutEndorsement & { name: 'endorsementLapsed' }
export type EndorsementHidden = AboutEndorsement & { name: 'endorsementHidden' }
export type EndorsementShown = AboutEndorsement & { name: 'endorsementShown' }
export type EndorsementSignedAnew = AboutEndorsement & { name: 'endorsementSignedAnew' }
export type EndorsementEvent =
  | EndorsementAsked
  | EndorsementGiven
  | EndorsementDeclined
  | EndorsementWithdrawn
  | EndorsementRecalled
  | EndorsementLapsed
  | EndorsementHidden
  | EndorsementShown
  | EndorsementSignedAnew
