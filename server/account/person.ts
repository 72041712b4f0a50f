import { Conflict, Forbidden } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import { foldAddress } from './emailAddress.js'
import type { AccountEvent } from './events.js'

export type PersonLanguage = 'en' | 'nb'

/** One verified way to know a person. The first e-mail address is the one that we write to. */
export interface Identity {
  kind: 'email'
  address: string
  folded: string
  confirmedAt: Date
}

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

/** Who did it and when; `by` is absent when nobody was signed in. */
export interface Act {
  at: Date
  by?: string
}

export interface NewPerson extends Profile {
  id: string
  address: string
  passwordHash?: string
  isAdministrator: boolean
}

export const emailIdentity = (address: string, confirmedAt: Date): Identity => ({
  kind: 'email',
  address,
  folded: foldAddress(address),
  confirmedAt,
})

export function registerPerson({ address, ...person }: NewPerson, at: Date): PersonChange {
  const state: PersonState = {
    ...person,
    version: 0,
    identities: [emailIdentity(address, at)],
    sessionsSince: at,
    createdAt: at,
  }
  return { state, events: [{ ...about(state, { at, by: person.id }), name: 'personRegistered' }] }
}

export function changeProfile(person: PersonState, profile: Profile, act: Act): PersonChange {
  return { state: { ...person, ...profile }, events: [{ ...about(person, act), name: 'profileChanged' }] }
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
    events: [{ ...about(person, act), name: 'passwordChanged', means }],
  }
}

export function addEmail(person: PersonState, address: string, act: Act): PersonChange {
  const identity = emailIdentity(address, act.at)
  if (holdsAddress(person, identity.folded)) return { state: person, events: [] }
  return {
    state: { ...person, identities: [...person.identities, identity] },
    events: [{ ...about(person, act), name: 'emailAdded' }],
  }
}

export function removeEmail(person: PersonState, folded: string, act: Act): PersonChange {
  const identities = person.identities.filter(identity => identity.folded !== folded)
  if (identities.length === person.identities.length) return { state: person, events: [] }
  if (identities.length === 0) throw new Conflict('The last address cannot go')
  return { state: { ...person, identities }, events: [{ ...about(person, act), name: 'emailRemoved' }] }
}

export function choosePrimaryEmail(person: PersonState, folded: string, act: Act): PersonChange {
  const chosen = person.identities.find(identity => identity.folded === folded)
  if (!chosen || chosen === person.identities[0]) return { state: person, events: [] }
  const identities = [chosen, ...person.identities.filter(identity => identity !== chosen)]
  return { state: { ...person, identities }, events: [{ ...about(person, act), name: 'primaryEmailChosen' }] }
}

export function grantAdministration(person: PersonState, act: Act): PersonChange {
  if (person.isAdministrator) return { state: person, events: [] }
  return {
    state: { ...person, isAdministrator: true },
    events: [{ ...about(person, act), name: 'administrationGranted' }],
  }
}

/** Nobody takes it from themselves, so one administrator always remains. */
export function withdrawAdministration(person: PersonState, act: Act): PersonChange {
  if (act.by === person.id) throw new Forbidden('Somebody else must do this')
  if (!person.isAdministrator) return { state: person, events: [] }
  return {
    state: { ...person, isAdministrator: false },
    events: [{ ...about(person, act), name: 'administrationWithdrawn' }],
  }
}

export function suspendPerson(person: PersonState, reason: string, act: Act): PersonChange {
  if (act.by === person.id) throw new Forbidden('Nobody suspends themselves')
  return {
    state: { ...person, suspension: { at: act.at, reason }, sessionsSince: act.at },
    events: [{ ...about(person, act), name: 'personSuspended', reason }],
  }
}

export function restorePerson({ suspension, ...person }: PersonState, act: Act): PersonChange {
  if (!suspension) return { state: person, events: [] }
  return { state: person, events: [{ ...about(person, act), name: 'personRestored' }] }
}

/** Whether a session that began at `signedInAt` still speaks for this person. */
export function honoursSession(person: PersonState, signedInAt: Date): boolean {
  return !person.suspension && signedInAt >= person.sessionsSince
}

export const primaryAddress = (person: PersonState): string => person.identities[0]!.address

export const holdsAddress = (person: PersonState, folded: string): boolean =>
  person.identities.some(identity => identity.folded === folded)

const about = (person: { id: string }, { at, by }: Act) => ({
  id: newId(at),
  at,
  personId: person.id,
  ...(by !== undefined && { actorId: by }),
})
