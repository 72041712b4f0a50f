import type { Clock } from '../platform/clock.js'
import { type Actor, type AdministerDeps, ensureAdministers } from './administer.js'
import { changeMemberRoles, removeMember } from './changeMembership.js'
import type { Membership, Role } from './membership.js'
import type { MembershipStore } from './membershipStore.js'

interface MembersDeps extends AdministerDeps {
  memberships: MembershipStore
  clock: Clock
}

const MEMBERS_ON_A_PAGE = 50

export interface MembersPage {
  members: Membership[]
  /** Where the next page begins. */
  next: string | undefined
}

/** What the administrators of an organization do with its members. */
export function members(deps: MembersDeps) {
  const change = changeMemberRoles(deps)
  const remove = removeMember(deps)
  return {
    async page(organizationId: string, after: string | undefined): Promise<MembersPage> {
      const found = await deps.memberships.page(organizationId, after, MEMBERS_ON_A_PAGE + 1)
      const shown = found.slice(0, MEMBERS_ON_A_PAGE)
      return { members: shown, next: found.length > MEMBERS_ON_A_PAGE ? shown.at(-1)!.id : undefined }
    },
    count: deps.memberships.count,
    async changeRoles(organizationId: string, personId: string, roles: Role[], actor: Actor): Promise<void> {
      await ensureAdministers(deps, actor, organizationId)
      await change(organizationId, personId, roles, actor.id)
    },
    async remove(organizationId: string, personId: string, actor: Actor): Promise<void> {
      await ensureAdministers(deps, actor, organizationId)
      await remove(organizationId, personId, actor.id)
    },
  }
}
