import { Forbidden } from '../shared/errors.js'
import { type Act, aboutPerson } from './act.js'
import type { PersonChange, PersonState } from './person.js'

export function grantAdministration(person: PersonState, act: Act): PersonChange {
  if (person.isAdministrator) return { state: person, events: [] }
  return {
    state: { ...person, isAdministrator: true },
    events: [{ ...aboutPerson(person, act), name: 'administrationGranted' }],
  }
}

/** Nobody takes it from themselves, so one administrator always remains. */
export function withdrawAdministration(person: PersonState, act: Act): PersonChange {
  if (act.by === person.id) throw new Forbidden('Somebody else must do this')
  if (!person.isAdministrator) return { state: person, events: [] }
  return {
    state: { ...person, isAdministrator: false },
    events: [{ ...aboutPerson(person, act), name: 'administrationWithdrawn' }],
  }
}

export function suspendPerson(person: PersonState, reason: string, act: Act): PersonChange {
  if (act.by === person.id) throw new Forbidden('Nobody suspends themselves')
  return {
    state: { ...person, suspension: { at: act.at, reason }, sessionsSince: act.at },
    events: [{ ...aboutPerson(person, act), name: 'personSuspended', reason }],
  }
}

export function restorePerson({ suspension, ...person }: PersonState, act: Act): PersonChange {
  if (!suspension) return { state: person, events: [] }
  return { state: person, events: [{ ...aboutPerson(person, act), name: 'personRestored' }] }
}
