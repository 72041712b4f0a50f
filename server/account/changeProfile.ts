import { isDuplicateKey } from '../platform/aggregateStore.js'
import type { Clock } from '../platform/clock.js'
import { Invalid } from '../shared/errors.js'
import { changePerson } from './changePerson.js'
import { changeProfile as change, type PersonState, type Profile } from './person.js'
import type { PersonStore } from './store.js'

export function changeProfile({ people, clock }: { people: PersonStore; clock: Clock }) {
  return async (personId: string, profile: Profile): Promise<PersonState> => {
    try {
      return await changePerson(people, personId, person => change(person, profile, { at: clock.now(), by: personId }))
    } catch (error) {
      if (isDuplicateKey(error)) throw new Invalid('account.handle.taken', 'handle')
      throw error
    }
  }
}
