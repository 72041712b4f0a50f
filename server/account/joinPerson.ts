import { handleCandidates } from './handle.js'
import { type NewPerson, type PersonState, registerPerson } from './person.js'
import type { PersonStore } from './store.js'

/** Undefined when the id or the address belongs to a person already; a taken handle only leads to the next one. */
export async function joinPerson(people: PersonStore, joining: NewPerson, at: Date): Promise<PersonState | undefined> {
  for (const handle of handleCandidates(joining.handle, joining.id)) {
    const { state, events } = registerPerson({ ...joining, handle }, at)
    if (await people.insert(state, events)) return state
    if (await isKnown(people, state)) return undefined
  }
  return undefined
}

async function isKnown(people: PersonStore, { id, identities }: PersonState): Promise<boolean> {
  return Boolean((await people.find(id)) ?? (await people.byFoldedAddress(identities[0]!.folded)))
}
