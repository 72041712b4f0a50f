import { Forbidden, NotFound } from '../shared/errors.js'
import type { CommunityDeps } from './deps.js'
import { canRead, canSee, canWrite, type Membership } from './membership.js'
import type { Community } from './store.js'

/** A community as one person stands in it. */
export interface Place {
  community: Community
  membership: Membership | undefined
}

/** Throws NotFound also for a community that this person may not know of. */
export async function enter(
  { communities, memberships }: Pick<CommunityDeps, 'communities' | 'memberships'>,
  slug: string,
  personId: string | undefined,
): Promise<Place> {
  const community = await communities.bySlug(slug)
  const membership = community && (await memberships.of(community.id, personId))
  if (!community || !canSee(community.visibility, membership)) throw new NotFound('No such community')
  return { community, membership }
}

export function ensureCanRead({ community, membership }: Place): void {
  if (!canRead(community.visibility, membership)) throw new Forbidden('Only members read here')
}

export function ensureCanWrite({ membership }: Place): void {
  if (!canWrite(membership)) throw new Forbidden('Only members write here')
}
