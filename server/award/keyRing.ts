import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import { Invalid } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import type { AwardStore } from './awardStore.js'
import { found } from './found.js'
import type { StoredKey } from './issuerKeyStore.js'
import type { Issuers } from './issuers.js'
import type { IssuingOrganization } from './neighbours.js'
import type { StatusLists } from './statusLists.js'

export const SIGN_ANEW = 'award.signAnew'
const AT_ONCE = 100

export interface KeyRingDeps {
  issuers: Issuers
  awards: Pick<AwardStore, 'signedWith'>
  lists: Pick<StatusLists, 'touchAll'>
  addresses: Addresses
  clock: Clock
  jobs: Pick<Jobs, 'enqueue' | 'handle'>
  signAnew(awardId: string, keyId: string): Promise<void>
}

interface Batch {
  keyId: string
  organizationId: string
  after?: string
}

export interface Compromise {
  number: number
  since: Date
  reason: string
}

/** The keys of one issuer in the hands of its administrators. */
export function keyRing({ issuers, awards, lists, addresses, clock, jobs, signAnew }: KeyRingDeps) {
  const controllerOf = ({ slug }: IssuingOrganization) => addresses.issuer(slug)

  /** So many at a time: a job that dies in the middle begins again where it began. */
  async function signBatch({ keyId, organizationId, after }: Batch): Promise<void> {
    const ids = await awards.signedWith(keyId, organizationId, { limit: AT_ONCE, ...(after && { after }) })
    for (const id of ids) await signAnew(id, keyId)
    if (ids.length === AT_ONCE) await enqueue({ keyId, organizationId, after: ids.at(-1)! })
  }

  const enqueue = (batch: Batch) =>
    jobs.enqueue({ key: `${SIGN_ANEW}:${batch.keyId}:${batch.after ?? ''}`, kind: SIGN_ANEW, payload: batch })

  jobs.handle(SIGN_ANEW, signBatch)

  return {
    of: (issuer: IssuingOrganization): Promise<StoredKey[]> => issuers.keys(controllerOf(issuer)),
    replace: (issuer: IssuingOrganization, kind: StoredKey['kind'], actorId: string) =>
      issuers.replace(controllerOf(issuer), kind, { actorId, organizationId: issuer.id }),
    async bring(issuer: IssuingOrganization, secret: string, actorId: string): Promise<void> {
      const by = { actorId, organizationId: issuer.id }
      if (!(await issuers.bring(controllerOf(issuer), secret, by)))
        throw new Invalid('This is no new Ed25519 key', 'secret')
    },
    /** Verifiers refuse whatever a revoked key signed, whenever that was: so all of it is signed anew. */
    async reportCompromise(issuer: IssuingOrganization, { number, since, reason }: Compromise, actorId: string) {
      const key = found(
        (await issuers.keys(controllerOf(issuer))).find(each => each.number === number),
        'key',
      )
      const latest = since > clock.now() ? clock.now() : since
      await issuers.revoke(key, latest, { actorId, organizationId: issuer.id, reason })
    },
    /** What follows once a key is revoked. */
    async afterRevocation({ keyId, organizationId }: { keyId: string; organizationId?: string }): Promise<void> {
      // What the installation signs by itself is signed anew each time.
      if (organizationId === undefined) return
      await lists.touchAll(organizationId)
      await enqueue({ keyId, organizationId })
    },
  }
}
export type KeyRing = ReturnType<typeof keyRing>
