import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import type { Mailer } from '../platform/mailer.js'
import type { Sessions } from '../web/sessions.js'
import { administration } from './administration.js'
import { changeProfile } from './changeProfile.js'
import { checkPassword } from './checkPassword.js'
import { confirmRegistration, findRegistration } from './confirmRegistration.js'
import {
  ADD_EMAIL_MAIL,
  confirmEmail,
  dropEmail,
  findEmailRequest,
  makePrimary,
  requestEmail,
  sendAddEmailMail,
} from './emails.js'
import { endSession, listSessions } from './openSessions.js'
import type { PasswordHasher } from './passwordHasher.js'
import { REGISTRATION_MAIL, register, requestRegistrationMail } from './register.js'
import { sendRegistrationMail } from './registrationMail.js'
import type { Registration, RegistrationStore } from './registrationStore.js'
import { replacePassword } from './replacePassword.js'
import { findReset, RESET_MAIL, requestPasswordReset, resetPassword, sendResetMail } from './resetPassword.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

export interface ActionDeps {
  people: PersonStore
  registrations: RegistrationStore
  tokens: TokenStore
  hasher: PasswordHasher
  sessions: Pick<Sessions, 'of' | 'end'>
  jobs: Jobs
  mailer: Mailer
  clock: Clock
  baseUrl: string
  administratorEmails: string[]
}

/** What people do with their accounts: for this room's own routes. */
export const accountActions = (deps: ActionDeps) => ({
  register: register(deps),
  requestRegistrationMail: requestRegistrationMail(deps),
  findRegistration: findRegistration(deps),
  confirmRegistration: confirmRegistration(deps),
  checkPassword: checkPassword(deps),
  knowsPassword: ({ passwordHash }: Registration, password: string) => deps.hasher.verify(passwordHash, password),
  requestPasswordReset: requestPasswordReset(deps),
  findReset: findReset(deps),
  resetPassword: resetPassword(deps),
  replacePassword: replacePassword(deps),
  changeProfile: changeProfile(deps),
  emailsOf: async (personId: string) => (await deps.people.get(personId)).identities,
  requestEmail: requestEmail(deps),
  findEmailRequest: findEmailRequest(deps),
  confirmEmail: confirmEmail(deps),
  makePrimary: makePrimary(deps),
  dropEmail: dropEmail(deps),
  listSessions: listSessions(deps),
  endSession: endSession(deps),
  endAllSessions: (personId: string) => deps.sessions.end(personId, { allBut: undefined }),
  administration: administration(deps),
})

export type AccountActions = ReturnType<typeof accountActions>

/** Mails that depend on whose an address is are decided here, out of sight of whoever typed it. */
export function handleAccountJobs(deps: ActionDeps): void {
  deps.jobs.handle(REGISTRATION_MAIL, sendRegistrationMail(deps))
  deps.jobs.handle(RESET_MAIL, sendResetMail(deps))
  deps.jobs.handle(ADD_EMAIL_MAIL, sendAddEmailMail(deps))
}
