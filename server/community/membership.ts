import { Conflict, Forbidden, NotFound } from '../shared/errors.js'

export const VISIBILITIES = ['open', 'request', 'invitation'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export const COMMUNITY_ROLES = ['member', 'facilitator', 'researcher'] as const
export type CommunityRole = (typeof COMMUNITY_ROLES)[number]

export type Standing = 'active' | 'requested' | 'invited'

export interface Membership {
  id: string
  version: number
  communityId: string
  personId: string
  role: CommunityRole
  standing: Standing
  since: Date
}

type Seen = Pick<Membership, 'standing' | 'role'> | undefined

const isActive = (membership: Seen) => membership?.standing === 'active'

/** Whether one may know that it exists: only those asked know of a community by invitation. */
export function canSee(visibility: Visibility, membership: Seen): boolean {
  return visibility !== 'invitation' || isActive(membership) || membership?.standing === 'invited'
}

/** An open community is read by everyone, the others by their members. */
export function canRead(visibility: Visibility, membership: Seen): boolean {
  return visibility === 'open' || isActive(membership)
}

export const canWrite = (membership: Seen): boolean => isActive(membership)

export const canFacilitate = (membership: Seen): boolean => isActive(membership) && membership?.role === 'facilitator'

/** The standing that somebody gets who asks to join. Throws Conflict for a member, NotFound for an outsider. */
export function standingOnJoining(visibility: Visibility, membership: Seen): Standing {
  if (isActive(membership)) throw new Conflict('Already a member')
  if (visibility === 'open' || membership?.standing === 'invited') return 'active'
  if (visibility === 'request') return 'requested'
  throw new NotFound('No such community')
}

/** A community is never left without anybody who can let others in. */
export function ensureMayLeave(membership: Seen, facilitators: number): void {
  if (!membership) throw new NotFound('Not a member')
  if (canFacilitate(membership) && facilitators < 2) throw new Conflict('The last facilitator cannot leave')
}

export function ensureFacilitator(membership: Seen): void {
  if (!canFacilitate(membership)) throw new Forbidden('Only facilitators may do this')
}
