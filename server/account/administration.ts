import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import type { Sessions } from '../web/sessions.js'
import { changePerson } from './changePerson.js'
import { foldAddress } from './emailAddress.js'
import type { PersonState } from './person.js'
import { grantAdministration, restorePerson, suspendPerson, withdrawAdministration } from './standing.js'
import type { PersonStore } from './store.js'

interface AdministrationDeps {
  people: PersonStore
  sessions: Pick<Sessions, 'end'>
  clock: Clock
}

const PEOPLE_ON_A_PAGE = 30

/** What an administrator of the installation may do with people. */
export function administration({ people, sessions, clock }: AdministrationDeps) {
  const act = (by: string) => ({ at: clock.now(), by })
  return {
    async list(before: string | undefined): Promise<{ people: PersonState[]; next: string | undefined }> {
      const found = await people.page(before, PEOPLE_ON_A_PAGE + 1)
      const shown = found.slice(0, PEOPLE_ON_A_PAGE)
      return { people: shown, next: found.length > PEOPLE_ON_A_PAGE ? shown.at(-1)!.id : undefined }
    },
    /** By the whole handle, with or without its @, or by the whole address. */
    async search(text: string): Promise<PersonState[]> {
      const handle = text.replace(/^@/, '').toLowerCase()
      const found = (await people.byHandle(handle)) ?? (await people.byFoldedAddress(foldAddress(text)))
      return found ? [found] : []
    },
    async byHandle(handle: string): Promise<PersonState> {
      const found = await people.byHandle(handle)
      if (!found) throw new NotFound('No such person')
      return found
    },
    grant: (personId: string, by: string) =>
      changePerson(people, personId, person => grantAdministration(person, act(by))),
    withdraw: (personId: string, by: string) =>
      changePerson(people, personId, person => withdrawAdministration(person, act(by))),
    async suspend(personId: string, reason: string, by: string): Promise<void> {
      await changePerson(people, personId, person => suspendPerson(person, reason, act(by)))
      await sessions.end(personId, { allBut: undefined })
    },
    restore: (personId: string, by: string) => changePerson(people, personId, person => restorePerson(person, act(by))),
  }
}
