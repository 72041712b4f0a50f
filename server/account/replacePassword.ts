import type { Clock } from '../platform/clock.js'
import { Invalid } from '../shared/errors.js'
import type { Sessions } from '../web/sessions.js'
import { changePerson } from './changePerson.js'
import type { PasswordHasher } from './passwordHasher.js'
import { changePassword } from './person.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

export interface ReplacePassword {
  personId: string
  current: string
  chosen: string
  /** The session that this is done in goes on. */
  sessionId: string
}

interface ReplacePasswordDeps {
  people: PersonStore
  tokens: TokenStore
  hasher: PasswordHasher
  sessions: Pick<Sessions, 'end'>
  clock: Clock
}

export function replacePassword({ people, tokens, hasher, sessions, clock }: ReplacePasswordDeps) {
  return async ({ personId, current, chosen, sessionId }: ReplacePassword): Promise<void> => {
    const { passwordHash: known } = await people.get(personId)
    if (!(await hasher.verify(known, current))) throw new Invalid('account.password.differs', 'current')
    const passwordHash = await hasher.hash(chosen)
    await changePerson(people, personId, person =>
      changePassword(person, passwordHash, 'oldPassword', { at: clock.now(), by: personId }),
    )
    await tokens.forgetAll(personId, 'reset')
    await sessions.end(personId, { allBut: sessionId })
  }
}
