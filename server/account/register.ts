import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import { newId } from '../shared/ids.js'
import { foldAddress } from './emailAddress.js'
import type { PasswordHasher } from './passwordHasher.js'
import type { PersonLanguage } from './person.js'
import type { RegistrationStore } from './registrationStore.js'

const HOUR_MS = 3_600_000
export const CONFIRM_WITHIN_MS = 48 * HOUR_MS

export interface Register {
  name: string
  address: string
  password: string
  language: PersonLanguage
  timeZone: string
}

/** Whose address it is decides a job later, so that a known and an unknown one take the same work here. */
export interface RegistrationRequest {
  requestId: string
  address: string
  registrationId?: string
}

export const REGISTRATION_MAIL = 'registrationMail'

interface RegisterDeps {
  registrations: RegistrationStore
  hasher: PasswordHasher
  jobs: Jobs
  clock: Clock
}

export function register({ registrations, hasher, jobs, clock }: RegisterDeps) {
  return async ({ password, ...who }: Register): Promise<string> => {
    const passwordHash = await hasher.hash(password)
    const at = clock.now()
    const id = newId(at)
    const expiresAt = new Date(at.getTime() + CONFIRM_WITHIN_MS)
    await registrations.add({ ...who, id, folded: foldAddress(who.address), passwordHash, at, expiresAt })
    await requestRegistrationMail({ jobs })(who.address, id)
    return id
  }
}

export function requestRegistrationMail({ jobs }: { jobs: Jobs }) {
  return async (address: string, registrationId?: string): Promise<void> => {
    const requestId = newId()
    const payload: RegistrationRequest = { requestId, address, ...(registrationId && { registrationId }) }
    await jobs.enqueue({ key: `${REGISTRATION_MAIL}:${requestId}`, kind: REGISTRATION_MAIL, payload })
  }
}
