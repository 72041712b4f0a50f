import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import {
  beginMembership,
  changeRoles,
  endMembership,
  type Joining,
  joinAgain,
  type Membership,
  type MembershipChange,
  membershipId,
  type Role,
} from './membership.js'
import type { MembershipStore } from './membershipStore.js'

interface MembershipDeps {
  memberships: MembershipStore
  clock: Clock
}

/** Adding twice is the same as adding once; `by` is absent when the system does it. */
export function addMember({ memberships, clock }: MembershipDeps) {
  return (joining: Joining, by?: string): Promise<Membership> =>
    retryOnStale(async () => {
      const act = { at: clock.now(), ...(by !== undefined && { by }) }
      const before = await memberships.find(membershipId(joining.organizationId, joining.personId))
      if (before) return keep(memberships, joinAgain(before, joining.roles, act))
      const { state, events } = beginMembership(joining, act)
      if (!(await memberships.insert(state, events))) throw new StaleWrite('Somebody added them meanwhile')
      return state
    })
}

export function changeMemberRoles(deps: MembershipDeps) {
  return (organizationId: string, personId: string, roles: Role[], by: string): Promise<Membership> =>
    change(deps, organizationId, personId, before => changeRoles(before, roles, { at: deps.clock.now(), by }))
}

export function removeMember(deps: MembershipDeps) {
  return (organizationId: string, personId: string, by: string): Promise<Membership> =>
    change(deps, organizationId, personId, before => endMembership(before, { at: deps.clock.now(), by }))
}

function change(
  { memberships }: MembershipDeps,
  organizationId: string,
  personId: string,
  decide: (before: Membership) => MembershipChange,
): Promise<Membership> {
  return retryOnStale(async () => {
    const before = await memberships.find(membershipId(organizationId, personId))
    if (!before) throw new NotFound('Not a member')
    return keep(memberships, decide(before))
  })
}

async function keep(memberships: MembershipStore, { state, events }: MembershipChange): Promise<Membership> {
  if (events.length > 0) await memberships.save(state, events)
  return state
}
