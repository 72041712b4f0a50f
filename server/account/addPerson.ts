import type { Clock } from '../platform/clock.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { PasswordHasher } from './passwordHasher.js'
import { type PersonState, type Profile, registerPerson } from './person.js'
import type { PersonStore } from './store.js'

export interface AddPerson extends Omit<Profile, 'aims'> {
  email: string
  aims?: string
  password?: string
  isAdministrator: boolean
}

/** Somebody whose address needs no confirming: for the demo network, for scripts and for tests. */
export function addPerson({ people, hasher, clock }: { people: PersonStore; hasher: PasswordHasher; clock: Clock }) {
  return async ({ email, password, ...profile }: AddPerson): Promise<PersonState> => {
    const at = clock.now()
    const passwordHash = password === undefined ? {} : { passwordHash: await hasher.hash(password) }
    const person = { aims: '', ...profile, ...passwordHash, id: newId(at), address: email }
    const { state, events } = registerPerson(person, at)
    if (!(await people.insert(state, events))) throw new Conflict('This handle or address is taken')
    return state
  }
}
