import type { Clock } from '../platform/clock.js'
import { foldAddress } from './emailAddress.js'
import type { PasswordHasher } from './passwordHasher.js'
import { honoursSession, type PersonState } from './person.js'
import type { RegistrationStore } from './registrationStore.js'
import type { PersonStore } from './store.js'

export type PasswordCheck =
  | { outcome: 'matches'; person: PersonState }
  /** They know the password that they chose, but have not followed the link in the mail. */
  | { outcome: 'unconfirmed'; registrationId: string }
  | { outcome: 'suspended' }
  | { outcome: 'differs' }

interface CheckPasswordDeps {
  people: PersonStore
  registrations: RegistrationStore
  hasher: PasswordHasher
  clock: Clock
}

/** Looks in the same places and verifies exactly one password, whether anybody has this address or not. */
export function checkPassword({ people, registrations, hasher, clock }: CheckPasswordDeps) {
  return async (address: string, password: string): Promise<PasswordCheck> => {
    const folded = foldAddress(address)
    const now = clock.now()
    const [person, registration] = await Promise.all([
      people.byFoldedAddress(folded),
      registrations.latestFor(folded, now),
    ])
    const known = person ?? registration
    const matches = await hasher.verify(known?.passwordHash, password)
    if (!matches || !known) return { outcome: 'differs' }
    if (!person) return { outcome: 'unconfirmed', registrationId: known.id }
    return honoursSession(person, now) ? { outcome: 'matches', person } : { outcome: 'suspended' }
  }
}
