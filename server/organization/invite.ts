import type { Clock } from '../platform/clock.js'
import type { Mailer } from '../platform/mailer.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { type Actor, type AdministerDeps, ensureAdministers } from './administer.js'
import { INVITATION_LASTS_MS, type Invitation } from './invitation.js'
import type { InvitationStore } from './invitationStore.js'
import { membershipId, type Role } from './membership.js'
import type { MembershipStore } from './membershipStore.js'
import type { OrganizationStore } from './store.js'

/** What this room needs to know of people. */
export interface KnownPerson extends Actor {
  handle: string
  name: string
  language: 'en' | 'nb'
}

export interface InviteDeps extends AdministerDeps {
  organizations: OrganizationStore
  memberships: MembershipStore
  invitations: InvitationStore
  person(id: string): Promise<KnownPerson>
  personByEmail(address: string): Promise<KnownPerson | undefined>
  foldAddress(address: string): string
  mailer: Mailer
  clock: Clock
  baseUrl: string
}

export interface Invite {
  organizationId: string
  addresses: string[]
  roles: Role[]
}

export interface Invited {
  invited: number
  /** Members already: their roles are changed in the list, not by a mail. */
  members: number
}

export function invite(deps: InviteDeps) {
  return async ({ organizationId, addresses, roles }: Invite, actor: Actor): Promise<Invited> => {
    await ensureAdministers(deps, actor, organizationId)
    let invited = 0
    for (const address of addresses) if (await inviteOne(deps, { organizationId, address, roles }, actor)) invited++
    return { invited, members: addresses.length - invited }
  }
}

/** The same mail again, with a new link; the old one stops working. */
export function inviteAgain(deps: InviteDeps) {
  return async (organizationId: string, invitationId: string, actor: Actor): Promise<void> => {
    const { address, roles } = await openInvitation(deps, organizationId, invitationId, actor)
    await inviteOne(deps, { organizationId, address, roles }, actor)
  }
}

export function withdrawInvitation(deps: InviteDeps) {
  return async (organizationId: string, invitationId: string, actor: Actor): Promise<void> => {
    const { id } = await openInvitation(deps, organizationId, invitationId, actor)
    await deps.invitations.withdraw(id)
  }
}

async function openInvitation(deps: InviteDeps, organizationId: string, invitationId: string, actor: Actor) {
  await ensureAdministers(deps, actor, organizationId)
  const invitation = await deps.invitations.find(invitationId)
  if (invitation?.organizationId !== organizationId || invitation.state !== 'open')
    throw new NotFound('No open invitation of this organization')
  return invitation
}

type InviteOne = Omit<Invite, 'addresses'> & { address: string }

/** False for members. The newest invitation to an address replaces older ones. */
async function inviteOne(
  deps: InviteDeps,
  { organizationId, address, roles }: InviteOne,
  actor: Actor,
): Promise<boolean> {
  const person = await deps.personByEmail(address)
  if (person && (await isMember(deps, organizationId, person.id))) return false
  const at = deps.clock.now()
  const invitation: Invitation = {
    ...{ id: newId(at), organizationId, address, folded: deps.foldAddress(address), roles },
    ...{ invitedById: actor.id, at, expiresAt: new Date(at.getTime() + INVITATION_LASTS_MS), state: 'open' },
  }
  const secret = await deps.invitations.add(invitation)
  await deps.invitations.withdrawOthers(invitation)
  await sendInvitation(deps, invitation, secret, person?.language)
  return true
}

async function isMember({ memberships }: InviteDeps, organizationId: string, personId: string): Promise<boolean> {
  const membership = await memberships.find(membershipId(organizationId, personId))
  return membership !== undefined && !membership.endedAt
}

/** In the language of the invited, or for strangers in that of whoever invites them. */
async function sendInvitation(
  { organizations, person, mailer, baseUrl }: InviteDeps,
  invitation: Invitation,
  secret: string,
  language: 'en' | 'nb' | undefined,
): Promise<void> {
  const inviter = await person(invitation.invitedById)
  const { name } = await organizations.get(invitation.organizationId)
  await mailer.send({
    key: `invitation:${invitation.id}`,
    to: invitation.address,
    language: language ?? inviter.language,
    messageKey: 'organization.mail.invitation',
    values: { organization: name, inviter: inviter.name },
    actionUrl: `${baseUrl}/invitations/${secret}`,
  })
}
