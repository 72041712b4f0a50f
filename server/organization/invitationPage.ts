import type { Invitation, Standing } from './invitation.js'
import type { KnownPerson } from './invite.js'
import type { OrganizationState } from './organization.js'
import { hrefOf } from './shown.js'

export interface InvitationView {
  organization: OrganizationState
  inviter: KnownPerson
  invitation: Invitation
  standing: Standing
  action: string
}

export const invitationPage = ({ organization, inviter, invitation, standing, action }: InvitationView) => ({
  titleKey: 'organization.invitation.title',
  action,
  organization: { name: organization.name, href: hrefOf(organization) },
  sentence: { organization: organization.name, inviter: inviter.name, address: invitation.address },
  textKey: `organization.invitation.${standing}`,
  roleKeys: invitation.roles.filter(role => role !== 'member').map(role => `organization.roleGiven.${role}`),
  mayAccept: standing === 'open',
  mustSignIn: standing === 'signIn',
  isForeign: standing === 'foreign',
  hasJoined: standing === 'joined',
})
