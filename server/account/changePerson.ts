import { retryOnStale } from '../shared/retryOnStale.js'
import type { PersonChange, PersonState } from './person.js'
import type { PersonStore } from './store.js'

/** Decides afresh on what is stored, and writes only when something changed. */
export function changePerson(
  people: PersonStore,
  personId: string,
  decide: (person: PersonState) => PersonChange,
): Promise<PersonState> {
  return retryOnStale(async () => {
    const { state, events } = decide(await people.get(personId))
    if (events.length > 0) await people.save(state, events)
    return state
  })
}
