import type { MembershipStore } from './membershipStore.js'
import { DEEPEST_TREE, type Organization, type OrganizationKind } from './organization.js'
import { toOrganization } from './organizations.js'
import type { OrganizationStore } from './store.js'

/** In a whole network or collaborative one need not know each other; in a school one does. */
const WIDE_KINDS: OrganizationKind[] = ['network', 'system', 'collaborative']
/** Where people see each other every day, however it is divided. */
const PLACES_OF_WORK: OrganizationKind[] = ['school', 'team', 'partner']

type Kind = { kind: OrganizationKind }

/** Whether people of `part` know those of `whole`: a team is of its school, but a school no more than in its district. */
const isOneWith = (part: Kind, whole: Kind): boolean =>
  !WIDE_KINDS.includes(whole.kind) && (part.kind === 'team' || PLACES_OF_WORK.includes(whole.kind))

interface WorkplacesDeps {
  organizations: OrganizationStore
  memberships: MembershipStore
}

/** Whom somebody works with closely enough to be no stranger. */
export function workplacesFace({ organizations, memberships }: WorkplacesDeps) {
  /** Each of these organizations with all that its people work in: itself, and what it is a part of; none where it is wide. */
  async function workplaces(organizationIds: string[]): Promise<Map<string, Organization[]>> {
    const known = await withAncestors(organizationIds)
    return new Map(organizationIds.map(id => [id, upFrom(id, known)]))
  }

  /** A level at a time, however many are asked about. */
  async function withAncestors(ids: string[]): Promise<Map<string, Organization>> {
    const known = new Map<string, Organization>()
    let level = ids
    for (let depth = 0; level.length > 0 && depth < DEEPEST_TREE; depth++) {
      const found = await organizations.many([...new Set(level)])
      for (const state of found) known.set(state.id, toOrganization(state))
      level = found.flatMap(({ parentId }) => (parentId && !known.has(parentId) ? parentId : []))
    }
    return known
  }

  return {
    workplaces,
    /** Of one person. */
    async workplacesOf(personId: string): Promise<Organization[]> {
      const own = (await memberships.ofPerson(personId)).map(({ organizationId }) => organizationId)
      const all = [...(await workplaces(own)).values()].flat()
      return [...new Map(all.map(each => [each.id, each])).values()]
    },
  }
}

function upFrom(id: string, known: Map<string, Organization>): Organization[] {
  const places: Organization[] = []
  let next = known.get(id)
  while (next && !WIDE_KINDS.includes(next.kind) && places.length < DEEPEST_TREE) {
    places.push(next)
    const whole: Organization | undefined = known.get(next.parentId ?? '')
    next = whole && isOneWith(next, whole) ? whole : undefined
  }
  return places
}
