import type { GuardedRouter } from '../web/router.js'
import type { OrganizationRoom } from './index.js'
import { invitationRoutes } from './invitationRoutes.js'
import { memberRoutes } from './memberRoutes.js'
import { organizationRoutes as treeRoutes } from './organizationRoutes.js'
import type { OrganizationSection, Way } from './pages.js'

export interface OrganizationRoutesDeps {
  /** What other rooms show on an organization's page; they decide themselves what everybody may see. */
  sections: ((organizationId: string) => Promise<OrganizationSection[]>)[]
  /** What this viewer may do there in other rooms. */
  ways: ((organization: { id: string; slug: string }, viewerId: string) => Promise<Way[]>)[]
}

export const organizationRoutes = (room: OrganizationRoom, deps: OrganizationRoutesDeps): GuardedRouter[] => [
  treeRoutes(room, deps),
  memberRoutes(room),
  invitationRoutes(room),
]
