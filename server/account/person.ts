import type { Aggregate, Change } from '../shared/events.js'
import { type Act, aboutPerson } from './act.js'
import type { AccountEvent } from './events.js'
import { emailIdentity, type Identity } from './identities.js'

export type PersonLanguage = 'en' | 'nb'

export interface Profile {
  handle: string
  name: string
  language: PersonLanguage
  timeZone: string
  teaches: string
  /** What they want to get better at. */
  aims: string
  bio: string
}

export interface PersonState extends Aggregate, Profile {
  identities: Identity[]
  /** Absent for those who never chose one. */
  passwordHash?: string
  /** A session that began before this moment is no longer honoured. */
  sessionsSince: Date
  isAdministrator: boolean
  suspension?: { at: Date; reason: string }
  createdAt: Date
}

export type PersonChange = Change<PersonState, AccountEvent>

export interface NewPerson extends Profile {
  id: string
  address: string
  passwordHash?: string
  isAdministrator: boolean
}

export function registerPerson({ address, ...person }: NewPerson, at: Date): PersonChange {
  const state: PersonState = {
    ...person,
    version: 0,
    identities: [emailIdentity(address, at)],
    sessionsSince: at,
    createdAt: at,
  }
  return { state, events: [{ ...aboutPerson(state, { at, by: person.id }), name: 'personRegistered' }] }
}

export function changeProfile(person: PersonState, profile: Profile, act: Act): PersonChange {
  return { state: { ...person, ...profile }, events: [{ ...aboutPerson(person, act), name: 'profileChanged' }] }
}

/** A new password ends every session that began before it. */
export function changePassword(
  person: PersonState,
  passwordHash: string,
  means: 'oldPassword' | 'mail',
  act: Act,
): PersonChange {
  return {
    state: { ...person, passwordHash, sessionsSince: act.at },
    events: [{ ...aboutPerson(person, act), name: 'passwordChanged', means }],
  }
}

/** Whether a session that began at `signedInAt` still speaks for this person. */
export function honoursSession(person: PersonState, signedInAt: Date): boolean {
  return !person.suspension && signedInAt >= person.sessionsSince
}
