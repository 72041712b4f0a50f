import { Invalid } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { CommunityDeps } from './deps.js'
import type { CommunityFounded, CommunityJoined } from './events.js'
import type { CommunityRole } from './membership.js'
import { membershipId } from './membershipStore.js'
import type { Community } from './store.js'

export interface FoundCommunity
  extends Pick<Community, 'slug' | 'name' | 'purpose' | 'norms' | 'visibility' | 'language'> {
  organizationId?: string
  founderId: string
}

/** Whoever founds a community facilitates it. Throws Invalid when the address is taken. */
export function found(deps: CommunityDeps) {
  return async ({ founderId, ...described }: FoundCommunity): Promise<Community> => {
    const at = deps.clock.now()
    const community: Community = { ...described, id: newId(at), version: 0, foundedAt: at }
    const founded: CommunityFounded = {
      id: newId(at),
      name: 'communityFounded',
      at,
      actorId: founderId,
      communityId: community.id,
    }
    if (!(await deps.communities.insert(community, [founded]))) throw new Invalid('This address is taken', 'slug')
    await addMember(deps)({ communityId: community.id, personId: founderId, role: 'facilitator' })
    return community
  }
}

/** Makes somebody an active member at once: founders, and people whom a facilitator brings in. Idempotent. */
export function addMember({ memberships, clock }: Pick<CommunityDeps, 'memberships' | 'clock'>) {
  return async (member: { communityId: string; personId: string; role: CommunityRole }): Promise<void> => {
    const at = clock.now()
    const { communityId, personId, role } = member
    const joined: CommunityJoined = {
      id: newId(at),
      name: 'communityJoined',
      at,
      actorId: personId,
      communityId,
      personId,
      role,
    }
    const state = {
      id: membershipId(communityId, personId),
      version: 0,
      ...member,
      standing: 'active' as const,
      since: at,
    }
    await memberships.insert(state, [joined])
  }
}
