import { NotFound } from '../shared/errors.js'
import { type Award, isHeld, isVisibleToAnyone } from './award.js'
import type { AwardStore } from './awardStore.js'
import type { Neighbours } from './neighbours.js'

export interface Seeing {
  /** Throws NotFound also where there is such an award and the viewer may not know. */
  see(awardId: string, viewerId: string | undefined): Promise<Award>
  isIssuer(award: Award, viewerId: string | undefined): Promise<boolean>
}

/**
 * Private: its holder, the administrators of its issuer, and the officers it was shown to, as long as its holder belongs
 * to their organization.
 * Unlisted and public: whoever has the address.
 */
export function seeing({ awards, neighbours }: { awards: Pick<AwardStore, 'find'>; neighbours: Neighbours }): Seeing {
  const isIssuer = async ({ organizationId }: Award, viewerId: string | undefined) =>
    viewerId !== undefined && (await neighbours.hasRole(viewerId, 'administrator', organizationId))

  async function isShownTo({ shownTo, earnerId }: Award, viewerId: string): Promise<boolean> {
    for (const id of shownTo)
      if ((await neighbours.hasRole(viewerId, 'officer', id)) && (await neighbours.belongs(earnerId, id))) return true
    return false
  }

  async function maySee(award: Award, viewerId: string | undefined): Promise<boolean> {
    if (isVisibleToAnyone(award)) return true
    if (viewerId === undefined) return false
    if (award.earnerId === viewerId || (await isIssuer(award, viewerId))) return true
    return isHeld(award) && isShownTo(award, viewerId)
  }

  return {
    isIssuer,
    async see(awardId, viewerId) {
      const award = await awards.find(awardId)
      if (!award || !(await maySee(award, viewerId))) throw new NotFound('No such award')
      return award
    },
  }
}
