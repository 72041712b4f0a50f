import { Conflict, NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import type { CommunityDeps } from './deps.js'
import type { CommunityEvent } from './events.js'
import { ensureFacilitator, ensureMayLeave, type Membership, type Standing, standingOnJoining } from './membership.js'
import { membershipId } from './membershipStore.js'
import { enter } from './place.js'

type Occurrence = CommunityEvent['name']

/** Joining, asking to, being asked, being let in, leaving: everything that changes who belongs. */
export function joining(deps: CommunityDeps) {
  const { memberships, communities, clock } = deps

  async function settle(
    before: Membership | undefined,
    after: Omit<Membership, 'id' | 'version'>,
    actorId: string,
    name: Occurrence,
  ) {
    const at = clock.now()
    const { communityId, personId, role } = after
    const event = { id: newId(at), name, at, actorId, communityId, personId, role } as CommunityEvent
    if (before) return memberships.save({ ...before, ...after }, [event])
    const state = { id: membershipId(communityId, personId), version: 0, ...after }
    if (!(await memberships.insert(state, [event]))) throw new StaleWrite('Joined meanwhile')
  }

  return {
    async join(slug: string, personId: string): Promise<Standing> {
      const { community, membership } = await enter(deps, slug, personId)
      const standing = standingOnJoining(community.visibility, membership)
      const role = membership?.role ?? 'member'
      const after = { communityId: community.id, personId, role, standing, since: clock.now() }
      await settle(membership, after, personId, standing === 'active' ? 'communityJoined' : 'membershipRequested')
      return standing
    },

    async leave(slug: string, personId: string): Promise<void> {
      const { community, membership } = await enter(deps, slug, personId)
      ensureMayLeave(membership, (await memberships.facilitators(community.id)).length)
      if (!(await memberships.remove(membership!.id, membership!.version))) throw new StaleWrite('Changed meanwhile')
      // Two facilitators may leave at the same moment, each counting on the other: then both come back.
      if (membership!.role !== 'facilitator' || (await memberships.facilitators(community.id)).length > 0) return
      await memberships.insert({ ...membership!, version: 0 }, [])
      ensureMayLeave(membership, 1)
    },

    async invite(slug: string, facilitatorId: string, personId: string): Promise<void> {
      const { community, membership } = await enter(deps, slug, facilitatorId)
      ensureFacilitator(membership)
      const asked = await memberships.of(community.id, personId)
      if (asked?.standing === 'active') throw new Conflict('Already a member')
      const after = { communityId: community.id, personId, role: 'member', since: clock.now() } as const
      if (asked?.standing === 'requested')
        return settle(asked, { ...after, standing: 'active' }, facilitatorId, 'communityJoined')
      if (!asked) await settle(undefined, { ...after, standing: 'invited' }, facilitatorId, 'membershipInvited')
    },

    /** A facilitator lets in somebody who asked to, or does not. */
    async answerRequest(slug: string, facilitatorId: string, personId: string, letIn: boolean): Promise<void> {
      const { community, membership } = await enter(deps, slug, facilitatorId)
      ensureFacilitator(membership)
      const asked = await memberships.of(community.id, personId)
      if (asked?.standing !== 'requested') throw new NotFound('Nobody asked')
      const { id, version, ...rest } = asked
      if (letIn) await settle(asked, { ...rest, standing: 'active' }, facilitatorId, 'communityJoined')
      else if (!(await memberships.remove(id, version))) throw new StaleWrite('Changed meanwhile')
    },

    /** Communities that this person belongs to, by name. */
    async communitiesOf(personId: string) {
      const active = await memberships.ofPerson(personId, 'active')
      return communities.many(active.map(({ communityId }) => communityId))
    },
  }
}
