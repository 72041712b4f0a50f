import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import { foldAddress } from './emailAddress.js'
import { handleFrom } from './handle.js'
import { joinPerson } from './joinPerson.js'
import type { PersonState } from './person.js'
import type { Registration, RegistrationStore } from './registrationStore.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

export interface ConfirmDeps {
  people: PersonStore
  registrations: RegistrationStore
  tokens: TokenStore
  clock: Clock
  /** Whoever proves to own one of these becomes an administrator of the installation. */
  administratorEmails: string[]
}

/** The registration that a link in a mail leads to, while it may still be confirmed. */
export function findRegistration({ registrations, tokens, clock }: ConfirmDeps) {
  return async (secret: string): Promise<Registration> => {
    const token = await tokens.find(secret, 'confirm', clock.now())
    const registration = token && (await registrations.find(token.subjectId))
    if (!registration) throw new NotFound('This link is used or too old')
    return registration
  }
}

/** Now there is a person. Confirming twice at once makes one: the registration's id becomes the person's. */
export function confirmRegistration(deps: ConfirmDeps) {
  const { people, registrations, tokens, clock } = deps
  return async (registration: Registration): Promise<PersonState> => {
    const person = await joinPerson(people, newPersonFrom(registration, deps.administratorEmails), clock.now())
    await tokens.forgetAll(registration.id, 'confirm')
    await registrations.forgetAddress(registration.folded)
    if (!person) throw new NotFound('Somebody confirmed this address before')
    return person
  }
}

function newPersonFrom(registration: Registration, administratorEmails: string[]) {
  const { id, name, address, folded, passwordHash, language, timeZone } = registration
  const isAdministrator = administratorEmails.map(foldAddress).includes(folded)
  const profile = { name, language, timeZone, handle: handleFrom(name), teaches: '', aims: '', bio: '' }
  return { ...profile, id, address, passwordHash, isAdministrator }
}
