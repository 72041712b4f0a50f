import { Forbidden } from '../shared/errors.js'
import type { Role } from './membership.js'

/** Somebody who wants to change an organization. */
export interface Actor {
  id: string
  /** Of the whole installation. */
  isAdministrator: boolean
}

export interface AdministerDeps {
  hasRole(personId: string, role: Role, organizationId?: string): Promise<boolean>
}

/** Administrators of it, of an organization above it, and of the installation. */
export async function mayAdminister(
  { hasRole }: AdministerDeps,
  actor: Actor,
  organizationId: string,
): Promise<boolean> {
  return actor.isAdministrator || (await hasRole(actor.id, 'administrator', organizationId))
}

export async function ensureAdministers(deps: AdministerDeps, actor: Actor, organizationId: string): Promise<void> {
  if (!(await mayAdminister(deps, actor, organizationId))) throw new Forbidden('Only for administrators of it')
}
