import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import { addMember } from './changeMembership.js'
import { addOrganization } from './changeOrganization.js'
import { membershipStore } from './membershipStore.js'
import { organizationsFace, toOrganization } from './organizations.js'
import { rolesFace } from './roles.js'
import { organizationStore } from './store.js'

export type * from './events.js'
export { type Joining, ROLES, type Role } from './membership.js'
export {
  ORGANIZATION_KINDS,
  type Organization,
  type OrganizationDetails,
  type OrganizationKind,
} from './organization.js'
export type { MembershipOf } from './roles.js'

export interface OrganizationDeps {
  db: Connection
  clock: Clock
  wake(): void
}

export type OrganizationRoom = ReturnType<typeof createOrganization>

export function createOrganization(given: OrganizationDeps) {
  const organizations = organizationStore(given.db, given.wake)
  const memberships = membershipStore(given.db, given.wake)
  const deps = { ...given, organizations, memberships }
  const add = addOrganization(deps)
  return {
    ...organizationsFace(organizations),
    ...rolesFace(deps),
    add: async (...details: Parameters<typeof add>) => toOrganization(await add(...details)),
    addMember: addMember(deps),
  }
}
