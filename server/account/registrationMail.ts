import type { Clock } from '../platform/clock.js'
import type { Mailer } from '../platform/mailer.js'
import { foldAddress } from './emailAddress.js'
import type { PersonState } from './person.js'
import { CONFIRM_WITHIN_MS, type RegistrationRequest } from './register.js'
import type { Registration, RegistrationStore } from './registrationStore.js'
import type { PersonStore } from './store.js'
import type { TokenStore } from './tokenStore.js'

export interface RegistrationMailDeps {
  people: PersonStore
  registrations: RegistrationStore
  tokens: TokenStore
  mailer: Mailer
  clock: Clock
  baseUrl: string
}

/** Tells a newcomer how to confirm, and the owner of a known address that it is known. */
export function sendRegistrationMail(deps: RegistrationMailDeps) {
  const { people, registrations, clock } = deps
  return async ({ requestId, address, registrationId }: RegistrationRequest): Promise<void> => {
    const folded = foldAddress(address)
    const owner = await people.byFoldedAddress(folded)
    if (owner) {
      await mailOwner(deps, owner, folded, requestId)
      return registrations.forgetAddress(folded)
    }
    const own = registrationId === undefined ? undefined : await registrations.find(registrationId)
    const registration = own ?? (await registrations.latestFor(folded, clock.now()))
    if (registration) await mailNewcomer(deps, registration, requestId)
  }
}

/** To the address as its owner wrote it: what was typed may only look the same. */
export async function mailOwner(
  { mailer, baseUrl }: Pick<RegistrationMailDeps, 'mailer' | 'baseUrl'>,
  owner: PersonState,
  folded: string,
  requestId: string,
): Promise<void> {
  await mailer.send({
    key: `alreadyRegistered:${requestId}`,
    to: owner.identities.find(identity => identity.folded === folded)!.address,
    language: owner.language,
    messageKey: 'account.mail.alreadyRegistered',
    values: {},
    actionUrl: `${baseUrl}/sign-in`,
  })
}

async function mailNewcomer(deps: RegistrationMailDeps, registration: Registration, requestId: string): Promise<void> {
  const expiresAt = new Date(deps.clock.now().getTime() + CONFIRM_WITHIN_MS)
  await deps.registrations.prolong(registration.id, expiresAt)
  const secret = await deps.tokens.issue({ purpose: 'confirm', subjectId: registration.id, expiresAt })
  await deps.mailer.send({
    key: `confirm:${requestId}`,
    to: registration.address,
    language: registration.language,
    messageKey: 'account.mail.confirm',
    values: {},
    actionUrl: `${deps.baseUrl}/confirm/${secret}`,
  })
}
