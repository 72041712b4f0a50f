import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { MembershipEvent } from './events.js'
import type { Act } from './organization.js'

export const ROLES = ['member', 'reviewer', 'author', 'leader', 'officer', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** A person in an organization; one for each pair, however often they come and go. */
export interface Membership extends Aggregate {
  organizationId: string
  personId: string
  /** Always with `member`. */
  roles: Role[]
  joinedAt: Date
  endedAt?: Date
}

export type MembershipChange = Change<Membership, MembershipEvent>

export const membershipId = (organizationId: string, personId: string): string => `${organizationId}:${personId}`

export interface Joining {
  organizationId: string
  personId: string
  roles: Role[]
}

export function beginMembership({ organizationId, personId, roles }: Joining, act: Act): MembershipChange {
  const id = membershipId(organizationId, personId)
  const state: Membership = { id, version: 0, organizationId, personId, roles: complete(roles), joinedAt: act.at }
  return { state, events: [{ ...about(state, act), name: 'membershipBegan', roles: state.roles }] }
}

/** Joining again: a former member begins anew, a present one gains the roles that are missing. */
export function joinAgain(before: Membership, roles: Role[], act: Act): MembershipChange {
  if (before.endedAt) {
    const { endedAt, ...rest } = before
    const state = { ...rest, roles: complete(roles), joinedAt: act.at }
    return { state, events: [{ ...about(state, act), name: 'membershipBegan', roles: state.roles }] }
  }
  return changeRoles(before, [...before.roles, ...roles], act)
}

export function changeRoles(before: Membership, roles: Role[], act: Act): MembershipChange {
  if (before.endedAt) throw new Conflict('This membership has ended')
  const state = { ...before, roles: complete(roles) }
  if (state.roles.join() === before.roles.join()) return { state: before, events: [] }
  return { state, events: [{ ...about(state, act), name: 'rolesChanged', roles: state.roles }] }
}

export function endMembership(before: Membership, act: Act): MembershipChange {
  if (before.endedAt) return { state: before, events: [] }
  const state = { ...before, endedAt: act.at }
  return { state, events: [{ ...about(state, act), name: 'membershipEnded' }] }
}

const complete = (roles: Role[]): Role[] => ROLES.filter(role => role === 'member' || roles.includes(role))

const about = ({ organizationId, personId }: Membership, { at, by }: Act) => ({
  id: newId(at),
  at,
  organizationId,
  personId,
  ...(by !== undefined && { actorId: by }),
})
