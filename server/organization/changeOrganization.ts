import { isDuplicateKey } from '../platform/aggregateStore.js'
import type { Clock } from '../platform/clock.js'
import { Conflict, Invalid } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import {
  changeOrganization as change,
  foundOrganization,
  type OrganizationDetails,
  type OrganizationState,
} from './organization.js'
import type { OrganizationStore } from './store.js'
import { ancestorsOf } from './tree.js'

interface OrganizationDeps {
  organizations: OrganizationStore
  clock: Clock
}

const slugTaken = () => new Invalid('organization.slug.taken', 'slug')

export function addOrganization({ organizations, clock }: OrganizationDeps) {
  return async (details: OrganizationDetails, by?: string): Promise<OrganizationState> => {
    const { state, events } = foundOrganization(details, { at: clock.now(), ...(by !== undefined && { by }) })
    if (!(await organizations.insert(state, events))) throw slugTaken()
    return state
  }
}

export function changeOrganization({ organizations, clock }: OrganizationDeps) {
  return async (id: string, details: OrganizationDetails, by: string): Promise<OrganizationState> => {
    try {
      return await retryOnStale(async () => {
        const before = await organizations.get(id)
        const ancestorIds = (await ancestorsOf(organizations, details)).map(ancestor => ancestor.id)
        const { state, events } = change(before, details, ancestorIds, { at: clock.now(), by })
        await organizations.save(state, events)
        return state
      })
    } catch (error) {
      if (isDuplicateKey(error)) throw slugTaken()
      if (error instanceof Conflict) throw new Invalid('organization.parent.itself', 'parent')
      throw error
    }
  }
}
