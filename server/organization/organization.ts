import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { OrganizationEvent } from './events.js'

export const ORGANIZATION_KINDS = [
  ...(['network', 'system', 'municipality', 'district', 'school'] as const),
  ...(['team', 'partner', 'collaborative'] as const),
] as const
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number]

/** Network, system, municipality, district, school, team and a spare: deeper trees are mistakes. */
export const DEEPEST_TREE = 8

export interface OrganizationDetails {
  slug: string
  name: string
  kind: OrganizationKind
  /** ISO 3166-1 alpha-2. */
  country: string
  description: string
  parentId?: string
}

export interface Organization extends OrganizationDetails {
  id: string
}

export interface OrganizationState extends Aggregate, OrganizationDetails {
  createdAt: Date
}

export type OrganizationChange = Change<OrganizationState, OrganizationEvent>

export interface Act {
  at: Date
  /** Absent when the system did it. */
  by?: string
}

export function foundOrganization(details: OrganizationDetails, act: Act): OrganizationChange {
  const state: OrganizationState = { ...details, id: newId(act.at), version: 0, createdAt: act.at }
  return { state, events: [{ ...about(state, act), name: 'organizationFounded' }] }
}

/** `ancestorIds` are those of the new parent, from the parent upwards. */
export function changeOrganization(
  before: OrganizationState,
  details: OrganizationDetails,
  ancestorIds: string[],
  act: Act,
): OrganizationChange {
  if (ancestorIds.includes(before.id)) throw new Conflict('An organization cannot belong to itself')
  const { id, version, createdAt } = before
  const state: OrganizationState = { ...details, id, version, createdAt }
  return { state, events: [{ ...about(state, act), name: 'organizationChanged' }] }
}

const about = (organization: { id: string }, { at, by }: Act) => ({
  id: newId(at),
  at,
  organizationId: organization.id,
  ...(by !== undefined && { actorId: by }),
})

/** "Storlia skole" becomes `storlia-skole`. */
export function slugFrom(name: string): string {
  return name
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
