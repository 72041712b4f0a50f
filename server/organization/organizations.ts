import type { Organization, OrganizationState } from './organization.js'
import type { OrganizationStore } from './store.js'

export function toOrganization({ version, createdAt, ...organization }: OrganizationState): Organization {
  return organization
}

/** How other rooms look organizations up. */
export const organizationsFace = (organizations: OrganizationStore) => ({
  /** Throws NotFound. */
  get: async (id: string): Promise<Organization> => toOrganization(await organizations.get(id)),
  async many(ids: string[]): Promise<Map<string, Organization>> {
    const found = await organizations.many([...new Set(ids)])
    return new Map(found.map(state => [state.id, toOrganization(state)]))
  },
  async bySlug(slug: string): Promise<Organization | undefined> {
    const found = await organizations.bySlug(slug)
    return found && toOrganization(found)
  },
})
