import type { Role } from './membership.js'
import type { MembershipStore } from './membershipStore.js'
import type { Organization, OrganizationKind } from './organization.js'
import { toOrganization } from './organizations.js'
import type { OrganizationStore } from './store.js'
import { ancestorsOf, descendantsOf } from './tree.js'

export interface MembershipOf {
  organizationId: string
  slug: string
  name: string
  kind: OrganizationKind
  roles: Role[]
}

interface RolesDeps {
  organizations: OrganizationStore
  memberships: MembershipStore
}

/** Who may act for whom: a role in an organization reaches all that belong to it. */
export function rolesFace({ organizations, memberships }: RolesDeps) {
  const organizationIdsWhere = async (personId: string, role: Role) =>
    (await memberships.ofPerson(personId)).filter(({ roles }) => roles.includes(role)).map(m => m.organizationId)

  return {
    /** Direct ones. */
    async membershipsOf(personId: string): Promise<MembershipOf[]> {
      const own = await memberships.ofPerson(personId)
      const found = await organizations.many(own.map(({ organizationId }) => organizationId))
      const rolesIn = new Map(own.map(({ organizationId, roles }) => [organizationId, roles]))
      return found.map(({ id, slug, name, kind }) => ({
        organizationId: id,
        slug,
        name,
        kind,
        roles: rolesIn.get(id)!,
      }))
    },
    /** In this organization or one above it; without an organization, anywhere. */
    async hasRole(personId: string, role: Role, organizationId?: string): Promise<boolean> {
      const ids = await organizationIdsWhere(personId, role)
      if (ids.length === 0) return false
      if (organizationId === undefined || ids.includes(organizationId)) return true
      const organization = await organizations.find(organizationId)
      if (!organization) return false
      return (await ancestorsOf(organizations, organization)).some(({ id }) => ids.includes(id))
    },
    /** All in which `hasRole` is true, those where they hold it themselves first. */
    async organizationsWhere(personId: string, role: Role): Promise<Organization[]> {
      const ids = await organizationIdsWhere(personId, role)
      const own = await organizations.many(ids)
      return [...own, ...(await descendantsOf(organizations, ids))].map(toOrganization)
    },
    /** Who leads this person in an organization of theirs or above it, and whom this person leads. */
    async reportingLine(personId: string): Promise<string[]> {
      const own = await organizations.many((await memberships.ofPerson(personId)).map(m => m.organizationId))
      const above = (await Promise.all(own.map(organization => ancestorsOf(organizations, organization)))).flat()
      const line = new Set([...own, ...above].map(({ id }) => id))
      const leaders = (await memberships.withRole('leader')).filter(m => line.has(m.organizationId))
      const led = await organizationIdsWhere(personId, 'leader')
      const below = (await descendantsOf(organizations, led)).map(({ id }) => id)
      const followers = led.length > 0 ? await memberships.personIdsIn([...led, ...below]) : []
      return [...new Set([...leaders.map(m => m.personId), ...followers])].filter(id => id !== personId)
    },
    /** Who holds one of these roles in this very organization, not above or below it. */
    async holdersIn(organizationId: string, ...roles: Role[]): Promise<string[]> {
      return (await memberships.holding(organizationId, roles)).map(({ personId }) => personId)
    },
    /** Who but this person holds one of these roles, here or in the nearest organization above where somebody does. */
    async nearestHolders(organizationId: string, except: string, ...roles: Role[]): Promise<string[]> {
      const own = await organizations.find(organizationId)
      for (const { id } of own ? [own, ...(await ancestorsOf(organizations, own))] : []) {
        const holders = (await memberships.holding(id, roles)).map(({ personId }) => personId)
        const others = holders.filter(personId => personId !== except)
        if (others.length > 0) return others
      }
      return []
    },
    /** Who holds the role, and where: each in an organization of their own, not in those below it. */
    async holdersOf(role: Role): Promise<{ personId: string; organizationId: string }[]> {
      const held = await memberships.withRole(role)
      return held.map(({ personId, organizationId }) => ({ personId, organizationId }))
    },
    /** Everybody who holds the role somewhere, with all organizations that they are a member of. */
    async membersWithRole(role: Role): Promise<{ personId: string; organizationIds: string[] }[]> {
      const holders = [...new Set((await memberships.withRole(role)).map(({ personId }) => personId))]
      const all = new Map<string, string[]>(holders.map(personId => [personId, []]))
      for (const { personId, organizationId } of await memberships.ofPeople(holders))
        all.get(personId)!.push(organizationId)
      return [...all].map(([personId, organizationIds]) => ({ personId, organizationIds }))
    },
    /** All that belong to it, level by level. */
    below: async (organizationId: string): Promise<Organization[]> =>
      (await descendantsOf(organizations, [organizationId])).map(toOrganization),
    /** In the organization and in all that belong to it. */
    async memberIds(organizationId: string): Promise<string[]> {
      const below = await descendantsOf(organizations, [organizationId])
      return memberships.personIdsIn([organizationId, ...below.map(({ id }) => id)])
    },
  }
}
