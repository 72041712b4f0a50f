import type { Clock } from '../platform/clock.js'
import { Forbidden } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Award } from './award.js'
import type { AwardStore } from './awardStore.js'
import { accept, type Deed, decline, revoke, type Showing, saysOtherwise, show, showTo } from './holding.js'
import type { Neighbours } from './neighbours.js'
import type { signAward } from './signAward.js'
import type { StatusLists } from './statusLists.js'

const SECOND_MS = 1000

export interface HoldDeps {
  awards: AwardStore
  lists: StatusLists
  clock: Clock
  neighbours: Neighbours
  sign: ReturnType<typeof signAward>
}

/** What its holder, and its issuer, do with an award. Throws NotFound for whoever may not know of it. */
export function holdAward({ awards, lists, clock, neighbours, sign }: HoldDeps) {
  type Rule = (award: Award, deed: Deed) => ReturnType<typeof accept>

  const change = (awardId: string, by: string, rule: Rule): Promise<Award> =>
    retryOnStale(async () => {
      const before = await awards.get(awardId)
      const { state, events } = rule(before, { by, at: clock.now() })
      const after = saysOtherwise(before, state) ? { ...state, signed: await sign(state, newerThan(before)) } : state
      if (events.length > 0) await awards.save(after, events)
      return after
    })

  /** A copy that says something else is newer by a second at the least, for that is what a credential can tell apart. */
  const newerThan = ({ signed }: Award) =>
    new Date(Math.max(clock.now().getTime(), signed.validFrom.getTime() + SECOND_MS))

  return {
    accept: (awardId: string, by: string, showing: Showing) =>
      change(awardId, by, (award, deed) => accept(award, showing, deed)),
    decline: (awardId: string, by: string) => change(awardId, by, decline),
    show: (awardId: string, by: string, showing: Showing) =>
      change(awardId, by, (award, deed) => show(award, showing, deed)),
    showTo: (awardId: string, by: string, organizationId: string) =>
      change(awardId, by, (award, deed) => showTo(award, organizationId, deed)),
    /** For an administrator of the organization that issued it. */
    async revoke({ awardId, by, reason }: { awardId: string; by: string; reason: string }): Promise<Award> {
      const { organizationId } = await awards.get(awardId)
      if (!(await neighbours.hasRole(by, 'administrator', organizationId)))
        throw new Forbidden('Only its issuer may revoke it')
      const revoked = await change(awardId, by, (award, deed) => revoke(award, reason, deed))
      // The reaction to the event does this too, should we stop right here.
      await lists.touch(revoked.status.listId)
      return revoked
    },
  }
}
