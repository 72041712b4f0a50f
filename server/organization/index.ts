import type { Connection } from '../platform/database.js'
import { type ActionDeps, organizationActions } from './actions.js'
import { addMember } from './changeMembership.js'
import { addOrganization } from './changeOrganization.js'
import { invitationStore } from './invitationStore.js'
import { membershipStore } from './membershipStore.js'
import { organizationsFace, toOrganization } from './organizations.js'
import { profileSections } from './pages.js'
import { rolesFace } from './roles.js'
import { organizationStore } from './store.js'
import { workplacesFace } from './workplaces.js'

export type * from './events.js'
export { type Joining, ROLES, type Role } from './membership.js'
export {
  ORGANIZATION_KINDS,
  type Organization,
  type OrganizationDetails,
  type OrganizationKind,
} from './organization.js'
export type { OrganizationSection } from './pages.js'
export type { MembershipOf } from './roles.js'
export { organizationRoutes } from './routes.js'

type Stores = 'organizations' | 'memberships' | 'invitations'
type OwnFace = 'hasRole' | 'membershipsOf'

export interface OrganizationDeps extends Omit<ActionDeps, Stores | OwnFace> {
  db: Connection
  wake(): void
}

export type OrganizationRoom = ReturnType<typeof createOrganization>

export function createOrganization(given: OrganizationDeps) {
  const { db, wake } = given
  const organizations = organizationStore(db, wake)
  const memberships = membershipStore(db, wake)
  const roles = rolesFace({ organizations, memberships })
  const deps: ActionDeps = { ...given, ...roles, organizations, memberships, invitations: invitationStore(db) }
  const add = addOrganization(deps)
  return {
    ...organizationsFace(organizations),
    ...roles,
    ...workplacesFace({ organizations, memberships }),
    add: async (...details: Parameters<typeof add>) => toOrganization(await add(...details)),
    addMember: addMember(deps),
    /** For the page of a person. */
    /** Where a person works is for those who are here. */
    profileSections: async (personId: string, viewerId: string | undefined) =>
      viewerId ? profileSections(await roles.membershipsOf(personId)) : [],
    actions: organizationActions(deps),
  }
}
