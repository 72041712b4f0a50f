import type { Clock } from '../platform/clock.js'
import { Forbidden } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type Award, entriesOf, type SignedDocument, type StatusPurpose } from './award.js'
import type { AwardStore } from './awardStore.js'
import {
  accept,
  type Deed,
  decline,
  hideFrom,
  reinstate,
  revoke,
  type Showing,
  saysOtherwise,
  show,
  showTo,
  signedAnew,
  suspend,
} from './holding.js'
import type { Neighbours } from './neighbours.js'
import type { signAward } from './signAward.js'
import type { StatusLists } from './statusLists.js'
import { newerThan } from './validity.js'

type Ruled = ReturnType<typeof accept>
interface Withdrawing {
  awardId: string
  by: string
  reason: string
}

export interface HoldDeps {
  awards: AwardStore
  lists: StatusLists
  clock: Clock
  neighbours: Neighbours
  sign: ReturnType<typeof signAward>
}

/** What its holder, and its issuer, do with an award. Throws NotFound for whoever may not know of it. */
export function holdAward({ awards, lists, clock, neighbours, sign }: HoldDeps) {
  type Rule = (award: Award, deed: Deed) => Ruled | Promise<Ruled>

  const change = (awardId: string, by: string, rule: Rule): Promise<Award> =>
    retryOnStale(async () => {
      const before = await awards.get(awardId)
      const { state, events } = await rule(before, { by, at: clock.now() })
      const after = saysOtherwise(before, state)
        ? { ...state, signed: await sign(state, newerThan(before, clock.now())) }
        : state
      if (events.length > 0) await awards.save(after, events)
      return after
    })

  async function asIssuer(awardId: string, by: string, rule: Rule): Promise<Award> {
    const { organizationId } = await awards.get(awardId)
    if (!(await neighbours.hasRole(by, 'administrator', organizationId)))
      throw new Forbidden('Only its issuer may do this')
    const changed = await change(awardId, by, rule)
    // The reaction to the event does this too, should we stop right here.
    await touchLists(lists, changed)
    return changed
  }

  const entryFor = async ({ organizationId }: Award, purpose: StatusPurpose) =>
    lists.drawFree(await neighbours.organization(organizationId), purpose)

  return {
    accept: (awardId: string, by: string, showing: Showing) =>
      change(awardId, by, (award, deed) => accept(award, showing, deed)),
    decline: (awardId: string, by: string) => change(awardId, by, decline),
    show: (awardId: string, by: string, showing: Showing) =>
      change(awardId, by, (award, deed) => show(award, showing, deed)),
    showTo: (awardId: string, by: string, organizationId: string) =>
      change(awardId, by, (award, deed) => showTo(award, organizationId, deed)),
    hideFrom: (awardId: string, by: string, organizationId: string) =>
      change(awardId, by, (award, deed) => hideFrom(award, organizationId, deed)),
    /** Where this key signed it: the award says the same, by another key. */
    signAnew: (awardId: string, keyId: string): Promise<void> =>
      retryOnStale(async () => {
        const before = await awards.get(awardId)
        if (before.state === 'revoked') return
        if (!before.signed.json.includes(`"verificationMethod":${JSON.stringify(keyId)}`)) return
        const signed = await sign(before, newerThan(before, clock.now()))
        const { state, events } = signedAnew({ ...before, signed }, clock.now())
        await awards.save(state, events)
      }),
    /** Where what others say of it has changed. Its holder is told by whoever knows what that is. */
    endorseAnew: (awardId: string): Promise<void> =>
      retryOnStale(async () => {
        const before = await awards.get(awardId)
        if (before.state === 'revoked') return
        const signed = await sign(before, newerThan(before, clock.now()))
        if (!saysSameOfOthers(before.signed, signed)) await awards.save({ ...before, signed }, [])
      }),
    /** For administrators of the organization that issued it, as are the next two. */
    revoke: ({ awardId, by, reason }: Withdrawing): Promise<Award> =>
      asIssuer(awardId, by, async (award, deed) => {
        const entry = award.state === 'suspended' ? await entryFor(award, 'revocation') : undefined
        return revoke(award, reason, deed, entry)
      }),
    suspend: ({ awardId, by, reason }: Withdrawing): Promise<Award> =>
      asIssuer(awardId, by, async (award, deed) => suspend(award, reason, deed, await entryFor(award, 'suspension'))),
    reinstate: ({ awardId, by }: Omit<Withdrawing, 'reason'>): Promise<Award> =>
      asIssuer(awardId, by, async (award, deed) => reinstate(award, deed, await entryFor(award, 'revocation'))),
  }
}

function saysSameOfOthers(one: SignedDocument, other: SignedDocument): boolean {
  const said = ({ json }: SignedDocument) => {
    const { endorsement, credentialSubject } = JSON.parse(json)
    return JSON.stringify([endorsement, credentialSubject.achievement.endorsement])
  }
  return said(one) === said(other)
}

/** Every list that has an entry of the award says so from now on. */
export async function touchLists(lists: Pick<StatusLists, 'touch'>, award: Award): Promise<void> {
  for (const listId of new Set(entriesOf(award).map(entry => entry.listId))) await lists.touch(listId)
}
