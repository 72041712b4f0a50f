import type { SignedInPerson } from '../web/access.js'
import { foldAddress } from './emailAddress.js'
import { primaryAddress } from './identities.js'
import { honoursSession, type PersonState, type Profile } from './person.js'
import type { PersonStore } from './store.js'

/** What other rooms know of a person. */
export interface Person extends Profile {
  id: string
  email: string
  isAdministrator: boolean
  createdAt: Date
}

export function toPerson(state: PersonState): Person {
  const { id, handle, name, language, timeZone, teaches, aims, bio, isAdministrator, createdAt } = state
  const profile = { handle, name, language, timeZone, teaches, aims, bio }
  return { ...profile, id, email: primaryAddress(state), isAdministrator, createdAt }
}

export function toSignedInPerson(state: PersonState): SignedInPerson {
  const { id, handle, name, language, timeZone, isAdministrator } = state
  return { id, handle, name, language, timeZone, isAdministrator }
}

/** How other rooms look people up. */
export function peopleFace(people: PersonStore) {
  const maybe = (state: PersonState | undefined) => state && toPerson(state)
  return {
    count: people.count,
    /** Throws NotFound. */
    person: async (id: string): Promise<Person> => toPerson(await people.get(id)),
    async people(ids: string[]): Promise<Map<string, Person>> {
      const found = await people.many([...new Set(ids)])
      return new Map(found.map(state => [state.id, toPerson(state)]))
    },
    byHandle: async (handle: string) => maybe(await people.byHandle(handle)),
    byHandles: async (handles: string[]) => (await people.byHandles([...new Set(handles)])).map(toPerson),
    byEmail: async (email: string) => maybe(await people.byFoldedAddress(foldAddress(email))),
    /** Ids by address as it was asked for; addresses that nobody has are left out. */
    async idsByEmail(emails: string[]): Promise<Map<string, string>> {
      const found = await people.byFoldedAddresses(emails.map(foldAddress))
      const owners = new Map(
        found.flatMap(({ id, identities }) => identities.map(({ folded }) => [folded, id] as const)),
      )
      return new Map(
        emails.flatMap(email => {
          const id = owners.get(foldAddress(email))
          return id ? [[email, id] as const] : []
        }),
      )
    },
    async holdsEmail(personId: string, email: string): Promise<boolean> {
      return (await people.byFoldedAddress(foldAddress(email)))?.id === personId
    },
    async personOfSession(personId: string, signedInAt: Date): Promise<SignedInPerson | undefined> {
      const state = await people.find(personId)
      return state && honoursSession(state, signedInAt) ? toSignedInPerson(state) : undefined
    },
  }
}
