import { DEEPEST_TREE, type OrganizationState } from './organization.js'
import type { OrganizationStore } from './store.js'

/** Parent first; bounded, so that a damaged tree cannot hold anybody up. */
export async function ancestorsOf(
  organizations: OrganizationStore,
  organization: { parentId?: string },
): Promise<OrganizationState[]> {
  const ancestors: OrganizationState[] = []
  let parentId = organization.parentId
  while (parentId !== undefined && ancestors.length < DEEPEST_TREE) {
    const parent = await organizations.find(parentId)
    if (!parent) break
    ancestors.push(parent)
    parentId = parent.parentId
  }
  return ancestors
}

/** All below these, level by level. */
export async function descendantsOf(organizations: OrganizationStore, ids: string[]): Promise<OrganizationState[]> {
  const descendants: OrganizationState[] = []
  const seen = new Set(ids)
  let level = ids
  for (let depth = 0; level.length > 0 && depth < DEEPEST_TREE; depth++) {
    const below = (await organizations.children(level)).filter(child => !seen.has(child.id))
    for (const child of below) seen.add(child.id)
    descendants.push(...below)
    level = below.map(child => child.id)
  }
  return descendants
}
