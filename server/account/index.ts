import type { Connection } from '../platform/database.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { type ActionDeps, accountActions, handleAccountJobs } from './actions.js'
import { type AddPerson, addPerson } from './addPerson.js'
import { type AttemptLimits, countAttempts } from './attempts.js'
import { argon2Hasher, type PasswordHasher } from './passwordHasher.js'
import { peopleFace, toPerson, toSignedInPerson } from './people.js'
import { accountReactions } from './reactions.js'
import { registrationStore } from './registrationStore.js'
import { personStore } from './store.js'
import { tokenStore } from './tokenStore.js'

export type { AddPerson } from './addPerson.js'
export { ATTEMPT_LIMITS, type AttemptLimits, WIDE_ATTEMPT_LIMITS } from './attempts.js'
export { foldAddress, isEmailAddress, LONGEST_ADDRESS } from './emailAddress.js'
export type * from './events.js'
export type { DemoPerson } from './pages.js'
export type { Person } from './people.js'
export type { ProfileSection, ProfileSectionSource } from './profile.js'
export { accountRoutes } from './routes.js'

export interface AccountDeps
  extends Pick<ActionDeps, 'clock' | 'jobs' | 'mailer' | 'sessions' | 'baseUrl' | 'administratorEmails'> {
  db: Connection
  wake(): void
  rateLimits: RateLimits
  limits: AttemptLimits
  hasher?: PasswordHasher
}

export type Account = ReturnType<typeof createAccount>

export function createAccount(given: AccountDeps) {
  const people = personStore(given.db, given.wake)
  const deps: ActionDeps = {
    ...given,
    people,
    registrations: registrationStore(given.db),
    tokens: tokenStore(given.db),
    hasher: given.hasher ?? argon2Hasher(),
  }
  const actions = accountActions(deps)
  const add = addPerson(deps)
  handleAccountJobs(deps)
  return {
    ...peopleFace(people),
    addPerson: async (person: AddPerson) => toPerson(await add(person)),
    /** For the sign-in form. */
    async checkCredentials(address: string, password: string) {
      const found = await actions.checkPassword(address, password)
      return found.outcome === 'matches' ? { ...found, person: toSignedInPerson(found.person) } : found
    },
    actions,
    attempts: countAttempts(given.rateLimits, given.limits),
    reactions: accountReactions(deps),
  }
}
