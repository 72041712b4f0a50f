import type { DomainEvent } from '../shared/events.js'

interface AboutPerson extends DomainEvent {
  personId: string
}

export interface PersonRegistered extends AboutPerson {
  name: 'personRegistered'
}
export interface ProfileChanged extends AboutPerson {
  name: 'profileChanged'
}
export interface PasswordChanged extends AboutPerson {
  name: 'passwordChanged'
  /** Knowing the old one, or by a link in a mail. */
  means: 'oldPassword' | 'mail'
}
export interface EmailAdded extends AboutPerson {
  name: 'emailAdded'
}
export interface EmailRemoved extends AboutPerson {
  name: 'emailRemoved'
}
export interface PrimaryEmailChosen extends AboutPerson {
  name: 'primaryEmailChosen'
}
export interface AdministrationGranted extends AboutPerson {
  name: 'administrationGranted'
}
export interface AdministrationWithdrawn extends AboutPerson {
  name: 'administrationWithdrawn'
}
export interface PersonSuspended extends AboutPerson {
  name: 'personSuspended'
  reason: string
}
export interface PersonRestored extends AboutPerson {
  name: 'personRestored'
}

export type AccountEvent =
  | PersonRegistered
  | ProfileChanged
  | PasswordChanged
  | EmailAdded
  | EmailRemoved
  | PrimaryEmailChosen
  | AdministrationGranted
  | AdministrationWithdrawn
  | PersonSuspended
  | PersonRestored
