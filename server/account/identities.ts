import { Conflict } from '../shared/errors.js'
import { type Act, aboutPerson } from './act.js'
import { foldAddress } from './emailAddress.js'
import type { PersonChange, PersonState } from './person.js'

/** One verified way to know a person. The first e-mail address is the one that we write to. */
export interface Identity {
  kind: 'email'
  address: string
  folded: string
  confirmedAt: Date
}

export const emailIdentity = (address: string, confirmedAt: Date): Identity => ({
  kind: 'email',
  address,
  folded: foldAddress(address),
  confirmedAt,
})

export function addEmail(person: PersonState, address: string, act: Act): PersonChange {
  const identity = emailIdentity(address, act.at)
  if (holdsAddress(person, identity.folded)) return { state: person, events: [] }
  return {
    state: { ...person, identities: [...person.identities, identity] },
    events: [{ ...aboutPerson(person, act), name: 'emailAdded' }],
  }
}

export function removeEmail(person: PersonState, folded: string, act: Act): PersonChange {
  const identities = person.identities.filter(identity => identity.folded !== folded)
  if (identities.length === person.identities.length) return { state: person, events: [] }
  if (identities.length === 0) throw new Conflict('The last address cannot go')
  return { state: { ...person, identities }, events: [{ ...aboutPerson(person, act), name: 'emailRemoved' }] }
}

export function choosePrimaryEmail(person: PersonState, folded: string, act: Act): PersonChange {
  const chosen = person.identities.find(identity => identity.folded === folded)
  if (!chosen || chosen === person.identities[0]) return { state: person, events: [] }
  const identities = [chosen, ...person.identities.filter(identity => identity !== chosen)]
  return { state: { ...person, identities }, events: [{ ...aboutPerson(person, act), name: 'primaryEmailChosen' }] }
}

export const primaryAddress = (person: PersonState): string => person.identities[0]!.address

export const holdsAddress = (person: PersonState, folded: string): boolean =>
  person.identities.some(identity => identity.folded === folded)
