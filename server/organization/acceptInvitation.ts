import { Conflict, Forbidden, NotFound } from '../shared/errors.js'
import { type Actor, mayAdminister } from './administer.js'
import { addMember } from './changeMembership.js'
import { type Invitation, type Standing, standingOf } from './invitation.js'
import type { InviteDeps } from './invite.js'
import { membershipId } from './membership.js'

export interface AcceptDeps extends InviteDeps {
  /** Whether this confirmed address is theirs. */
  holdsEmail(personId: string, address: string): Promise<boolean>
}

export interface SeenInvitation {
  invitation: Invitation
  standing: Standing
}

/** What a link in a mail means to whoever follows it. */
export function seeInvitation(deps: AcceptDeps) {
  return async (secret: string, actor: Actor | undefined): Promise<SeenInvitation> => {
    const invitation = await deps.invitations.bySecret(secret)
    if (!invitation) throw new NotFound('No such invitation')
    const viewer = actor && { id: actor.id, holdsAddress: await deps.holdsEmail(actor.id, invitation.address) }
    const standing = standingOf(invitation, deps.clock.now(), viewer)
    return { invitation, standing: (await inviterMay(deps, invitation)) ? standing : backedByNobody(standing) }
  }
}

/** Whoever lost the office cannot still let people in by the mails that they sent before. */
async function inviterMay(deps: AcceptDeps, { invitedById, organizationId }: Invitation): Promise<boolean> {
  return mayAdminister(deps, await deps.person(invitedById), organizationId)
}

const backedByNobody = (standing: Standing): Standing =>
  standing === 'joined' || standing === 'used' ? standing : 'withdrawn'

/** Taking it comes first, so that a link makes one membership; whoever took it may finish what was interrupted. */
export function acceptInvitation(deps: AcceptDeps) {
  return async (secret: string, actor: Actor): Promise<Invitation> => {
    const { invitation, standing } = await seeInvitation(deps)(secret, actor)
    if (standing === 'foreign') throw new Forbidden('It was sent to another address')
    if (standing !== 'open' && standing !== 'joined') throw new Conflict(`This invitation is ${standing}`)
    if (standing === 'open' && !(await deps.invitations.accept(invitation.id, actor.id, deps.clock.now())))
      throw new Conflict('This invitation was used meanwhile')
    if (standing === 'open' || (await wasInterrupted(deps, invitation, actor.id)))
      await addMember(deps)({ ...invitation, personId: actor.id }, actor.id)
    return invitation
  }
}

/** A membership that ended, or lost roles, after the invitation was accepted does not come back through its link. */
async function wasInterrupted(deps: AcceptDeps, invitation: Invitation, personId: string): Promise<boolean> {
  const membership = await deps.memberships.find(membershipId(invitation.organizationId, personId))
  return !membership || (membership.endedAt !== undefined && membership.endedAt < invitation.acceptedAt!)
}
