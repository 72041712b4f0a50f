import { newId } from '../shared/ids.js'

/** Who did it and when; `by` is absent when nobody was signed in. */
export interface Act {
  at: Date
  by?: string
}

/** What every event of an account says. */
export const aboutPerson = (person: { id: string }, { at, by }: Act) => ({
  id: newId(at),
  at,
  personId: person.id,
  ...(by !== undefined && { actorId: by }),
})
