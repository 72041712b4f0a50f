import type { DomainEvent } from '../shared/events.js'
import type { Role } from './membership.js'

interface AboutOrganization extends DomainEvent {
  organizationId: string
}
export interface OrganizationFounded extends AboutOrganization {
  name: 'organizationFounded'
}
export interface OrganizationChanged extends AboutOrganization {
  name: 'organizationChanged'
}
export type OrganizationEvent = OrganizationFounded | OrganizationChanged

interface AboutMembership extends AboutOrganization {
  personId: string
}
export interface MembershipBegan extends AboutMembership {
  name: 'membershipBegan'
  roles: Role[]
}
export interface RolesChanged extends AboutMembership {
  name: 'rolesChanged'
  roles: Role[]
}
export interface MembershipEnded extends AboutMembership {
  name: 'membershipEnded'
}
export type MembershipEvent = MembershipBegan | RolesChanged | MembershipEnded
