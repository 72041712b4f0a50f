import type { Neighbours, OrganizationNearby } from './neighbours.js'

/** Organizations nest; more steps than this would be a circle. */
const DEEPEST = 20

/** Which organizations may recognise what a person has earned: theirs and those above, where somebody is an officer. */
export function createReach({ membershipsOf, organization, offices }: Neighbours) {
  async function climb(id: string, depth = 0): Promise<OrganizationNearby[]> {
    const found = await organization(id)
    const isTop = !found.parentId || depth >= DEEPEST
    return isTop ? [found] : [found, ...(await climb(found.parentId!, depth + 1))]
  }

  async function organizationsOf(personId: string): Promise<OrganizationNearby[]> {
    const chains = await Promise.all((await membershipsOf(personId)).map(m => climb(m.organizationId)))
    return [...new Map(chains.flat().map(each => [each.id, each])).values()]
  }

  return {
    organizationsOf,
    async belongs(personId: string, organizationId: string): Promise<boolean> {
      return (await organizationsOf(personId)).some(({ id }) => id === organizationId)
    },
    async recognising(personId: string): Promise<OrganizationNearby[]> {
      const withOfficers = new Set((await offices()).map(office => office.organizationId))
      return (await organizationsOf(personId)).filter(({ id }) => withOfficers.has(id))
    },
  }
}
export type Reach = ReturnType<typeof createReach>
