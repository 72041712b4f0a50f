import type { Role } from './membership.js'

const DAY_MS = 24 * 3_600_000
export const INVITATION_LASTS_MS = 14 * DAY_MS

/** An address is asked to join an organization in certain roles. */
export interface Invitation {
  id: string
  organizationId: string
  address: string
  folded: string
  roles: Role[]
  invitedById: string
  at: Date
  expiresAt: Date
  state: 'open' | 'accepted' | 'withdrawn'
  acceptedById?: string
  acceptedAt?: Date
}

export interface Viewer {
  id: string
  /** Whether the invited address is theirs, confirmed. */
  holdsAddress: boolean
}

/** `joined`: they accepted it themselves before. `foreign`: it was sent to somebody else's address. */
export type Standing = 'open' | 'signIn' | 'foreign' | 'joined' | 'used' | 'withdrawn' | 'expired'

export function standingOf(invitation: Invitation, now: Date, viewer: Viewer | undefined): Standing {
  if (invitation.state === 'accepted') return invitation.acceptedById === viewer?.id ? 'joined' : 'used'
  if (invitation.state === 'withdrawn') return 'withdrawn'
  if (invitation.expiresAt <= now) return 'expired'
  if (!viewer) return 'signIn'
  return viewer.holdsAddress ? 'open' : 'foreign'
}
