import type { MicroCredentialVersion } from '../microcredential/index.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { type Claim, startClaim } from './claim.js'
import type { ClaimStore } from './store.js'

export interface BeginDeps {
  claims: ClaimStore
  latest(slug: string): Promise<MicroCredentialVersion>
  now(): Date
}

/** On the latest published version; whoever has begun already goes on with what is there. */
export function beginClaim({ claims, latest, now }: BeginDeps) {
  return async ({ personId, slug }: { personId: string; slug: string }): Promise<Claim> => {
    const { microCredentialId, version: microCredentialVersion, state: published } = await latest(slug)
    const open = await claims.openOf(personId, microCredentialId)
    if (open) return open
    if (published === 'retired') throw new Conflict('A retired micro-credential takes no new claims')
    const pursuit = { id: newId(now()), personId, microCredentialId, microCredentialVersion }
    const { state, events } = startClaim(pursuit, now())
    if (await claims.insert(state, events)) return state
    // Somebody clicked twice: the unique index let one of the two in.
    const other = await claims.openOf(personId, microCredentialId)
    if (!other) throw new Conflict('The claim was closed meanwhile')
    return other
  }
}
