import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import type { Mailer } from '../platform/mailer.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { Sessions } from '../web/sessions.js'
import { changePerson } from './changePerson.js'
import { foldAddress } from './emailAddress.js'
import type { PasswordHasher } from './passwordHasher.js'
import { changePassword, type PersonState } from './person.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

const RESET_WITHIN_MS = 3_600_000
export const RESET_MAIL = 'resetMail'

export interface ResetDeps {
  people: PersonStore
  tokens: TokenStore
  hasher: PasswordHasher
  sessions: Pick<Sessions, 'end'>
  jobs: Jobs
  mailer: Mailer
  clock: Clock
  baseUrl: string
}

interface ResetRequest {
  requestId: string
  address: string
}

/** Takes the same work for every address; a job finds out later whose it is. */
export function requestPasswordReset({ jobs }: ResetDeps) {
  return async (address: string): Promise<void> => {
    const payload: ResetRequest = { requestId: newId(), address }
    await jobs.enqueue({ key: `${RESET_MAIL}:${payload.requestId}`, kind: RESET_MAIL, payload })
  }
}

export function sendResetMail({ people, tokens, mailer, clock, baseUrl }: ResetDeps) {
  return async ({ requestId, address }: ResetRequest): Promise<void> => {
    const folded = foldAddress(address)
    const person = await people.byFoldedAddress(folded)
    if (!person) return
    const expiresAt = new Date(clock.now().getTime() + RESET_WITHIN_MS)
    const secret = await tokens.issue({ purpose: 'reset', subjectId: person.id, expiresAt })
    await mailer.send({
      key: `reset:${requestId}`,
      to: person.identities.find(identity => identity.folded === folded)!.address,
      language: person.language,
      messageKey: 'account.mail.reset',
      values: {},
      actionUrl: `${baseUrl}/reset-password/${secret}`,
    })
  }
}

export function findReset({ people, tokens, clock }: ResetDeps) {
  return async (secret: string): Promise<PersonState> => {
    const token = await tokens.find(secret, 'reset', clock.now())
    if (!token) throw new NotFound('This link is used or too old')
    return people.get(token.subjectId)
  }
}

/** Ends every session of theirs, for whoever had the old password may be in one. */
export function resetPassword(deps: ResetDeps) {
  const { people, tokens, hasher, sessions, clock } = deps
  return async (secret: string, password: string): Promise<PersonState> => {
    const { id } = await findReset(deps)(secret)
    const passwordHash = await hasher.hash(password)
    if (!(await tokens.take(secret))) throw new NotFound('This link has just been used')
    const person = await changePerson(people, id, before =>
      changePassword(before, passwordHash, 'mail', { at: clock.now(), by: id }),
    )
    await tokens.forgetAll(id, 'reset')
    await sessions.end(id, { allBut: undefined })
    return person
  }
}
