import type { Provider } from 'oidc-provider'
import type { Clock } from '../platform/clock.js'
import { Forbidden, Unauthenticated } from '../shared/errors.js'
import type { RecordStore } from './recordStore.js'

export interface BearerDeps {
  provider: Provider
  records: RecordStore
  clock: Clock
  isActive(personId: string): Promise<boolean>
}

/** The token is good, but not for this. */
export class InsufficientScope extends Forbidden {}

/**
 * The person for whom an app speaks (RFC 6750). Throws Unauthenticated where the token is not, or no longer, one of
 * ours or its person is gone, and InsufficientScope where the person did not allow this.
 */
export function bearer({ provider, records, clock, isActive }: BearerDeps) {
  return async (header: string | undefined, scope: string): Promise<{ personId: string; clientId: string }> => {
    const [, value] = /^Bearer ([\w~+/.-]+=*)$/i.exec(header ?? '') ?? []
    if (!value) throw new Unauthenticated('A bearer token is needed')
    const token = await provider.AccessToken.find(value)
    if (!token?.grantId || !token.isValid) throw new Unauthenticated('The token is not valid')
    const isGranted = await records.noteUse(token.grantId, clock.now())
    if (!isGranted || !(await isActive(token.accountId))) throw new Unauthenticated('The token is no longer valid')
    if (!token.scopes.has(scope)) throw new InsufficientScope(`The token does not allow ${scope}`)
    return { personId: token.accountId, clientId: String(token.clientId) }
  }
}
