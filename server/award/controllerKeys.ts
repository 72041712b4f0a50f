import type { Clock } from '../platform/clock.js'
import { found } from './found.js'
import type { StoredKey } from './issuerKeyStore.js'
import type { Issuers } from './issuers.js'
import type { Compromise } from './keyRing.js'

/** The keys of one who is no organization, in its own hands: the installation's, or those of somebody who signs. */
export function controllerKeys({ issuers, clock }: { issuers: Issuers; clock: Clock }) {
  return (controller: string) => ({
    /** The newest first. */
    all: () => issuers.keys(controller),
    replace: (kind: StoredKey['kind'], actorId: string) => issuers.replace(controller, kind, { actorId }),
    /** Throws NotFound where there is no key of that number. */
    async reportCompromise({ number, since, reason }: Compromise, actorId?: string): Promise<void> {
      const all = await issuers.keys(controller)
      const key = found(
        all.find(each => each.number === number),
        'key',
      )
      const latest = since > clock.now() ? clock.now() : since
      await issuers.revoke(key, latest, { reason, ...(actorId && { actorId }) })
    },
  })
}
export type ControllerKeys = ReturnType<ReturnType<typeof controllerKeys>>
