import { isDuplicateKey } from '../platform/aggregateStore.js'
import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import type { Mailer } from '../platform/mailer.js'
import { Conflict, Invalid, NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { changePerson } from './changePerson.js'
import { foldAddress } from './emailAddress.js'
import { addEmail, choosePrimaryEmail, removeEmail } from './identities.js'
import type { PasswordHasher } from './passwordHasher.js'
import type { PersonState } from './person.js'
import { CONFIRM_WITHIN_MS } from './register.js'
import { mailOwner } from './registrationMail.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

export interface EmailsDeps {
  people: PersonStore
  tokens: TokenStore
  hasher: PasswordHasher
  jobs: Jobs
  mailer: Mailer
  clock: Clock
  baseUrl: string
}

interface EmailRequest {
  requestId: string
  personId: string
  address: string
}

export const ADD_EMAIL_MAIL = 'addEmailMail'

/** A new address can reset the password, so it needs the password. */
export function requestEmail({ people, hasher, jobs }: EmailsDeps) {
  return async (personId: string, address: string, password: string): Promise<void> => {
    const { passwordHash } = await people.get(personId)
    if (!(await hasher.verify(passwordHash, password))) throw new Invalid('account.password.differs', 'password')
    const payload: EmailRequest = { requestId: newId(), personId, address }
    await jobs.enqueue({ key: `${ADD_EMAIL_MAIL}:${payload.requestId}`, kind: ADD_EMAIL_MAIL, payload })
  }
}

export function sendAddEmailMail(deps: EmailsDeps) {
  return async ({ requestId, personId, address }: EmailRequest): Promise<void> => {
    const folded = foldAddress(address)
    const owner = await deps.people.byFoldedAddress(folded)
    if (owner) return mailOwner(deps, owner, folded, requestId)
    const expiresAt = new Date(deps.clock.now().getTime() + CONFIRM_WITHIN_MS)
    const secret = await deps.tokens.issue({ purpose: 'addEmail', subjectId: personId, address, expiresAt })
    const person = await deps.people.get(personId)
    await deps.mailer.send({
      key: `addEmail:${requestId}`,
      to: address,
      language: person.language,
      messageKey: 'account.mail.addEmail',
      values: {},
      actionUrl: `${deps.baseUrl}/settings/emails/${secret}`,
    })
  }
}

/** The address that a link in a mail leads to; the link serves only the person who asked for it. */
export function findEmailRequest({ tokens, clock }: EmailsDeps) {
  return async (personId: string, secret: string): Promise<string> => {
    const token = await tokens.find(secret, 'addEmail', clock.now())
    if (!token?.address || token.subjectId !== personId) throw new NotFound('This link is used, too old or not theirs')
    return token.address
  }
}

export function confirmEmail(deps: EmailsDeps) {
  const { people, tokens, clock } = deps
  return async (personId: string, secret: string): Promise<void> => {
    const address = await findEmailRequest(deps)(personId, secret)
    if (!(await tokens.take(secret))) throw new NotFound('This link has just been used')
    try {
      await changePerson(people, personId, person => addEmail(person, address, { at: clock.now(), by: personId }))
    } catch (error) {
      if (isDuplicateKey(error)) throw new Conflict('This address belongs to somebody else')
      throw error
    }
  }
}

export function makePrimary({ people, clock }: EmailsDeps) {
  return (personId: string, address: string): Promise<PersonState> =>
    changePerson(people, personId, person =>
      choosePrimaryEmail(person, foldAddress(address), { at: clock.now(), by: personId }),
    )
}

/** Whoever reads the mail of an address that is gone may not use a link that was sent there to choose a password. */
export function dropEmail({ people, tokens, clock }: EmailsDeps) {
  return async (personId: string, address: string): Promise<void> => {
    await changePerson(people, personId, person =>
      removeEmail(person, foldAddress(address), { at: clock.now(), by: personId }),
    )
    await tokens.forgetAll(personId, 'reset')
  }
}
