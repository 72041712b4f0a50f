import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { ADDRESSES_MAX, GIVEN_ROLES } from './forms.js'
import { type Invitation, standingOf } from './invitation.js'
import type { KnownPerson } from './invite.js'
import type { MembersPage } from './members.js'
import type { Membership } from './membership.js'
import type { OrganizationState } from './organization.js'
import { hrefOf, roleKeys } from './shown.js'

export interface MembersView {
  organization: OrganizationState
  members: MembersPage
  people: Map<string, KnownPerson>
  invitations: Invitation[]
  now: Date
}

export function membersPage({ organization, members, people, invitations, now }: MembersView, rejected?: Rejected) {
  const form = formView({}, rejected)
  const base = `${hrefOf(organization)}/members`
  return {
    titleKey: 'organization.members.title',
    organization: { name: organization.name, href: hrefOf(organization) },
    inviteHref: `${hrefOf(organization)}/invitations`,
    ...form,
    addressesMax: ADDRESSES_MAX,
    roles: options(GIVEN_ROLES, 'organization.roleGiven', form.values.roles),
    members: memberRows(members.members, people).map(row => ({ ...row, href: `${base}/${row.handle}` })),
    invitations: invitations.map(invitation => ({
      ...{ address: invitation.address, at: invitation.at, roleKeys: roleKeys(invitation.roles) },
      hasExpired: standingOf(invitation, now, undefined) === 'expired',
      againHref: `${hrefOf(organization)}/invitations/${invitation.id}/again`,
      withdrawHref: `${hrefOf(organization)}/invitations/${invitation.id}/withdrawal`,
    })),
    nextHref: members.next && `${base}?after=${members.next}`,
  }
}

export function memberPage(
  organization: OrganizationState,
  person: KnownPerson,
  membership: Membership,
  rejected?: Rejected,
) {
  const form = formView({ roles: membership.roles }, rejected)
  const action = `${hrefOf(organization)}/members/${person.handle}`
  return {
    title: person.name,
    organization: { name: organization.name, membersHref: `${hrefOf(organization)}/members` },
    member: { name: person.name, handle: person.handle, joinedAt: membership.joinedAt },
    ...form,
    roles: options(GIVEN_ROLES, 'organization.roleGiven', form.values.roles),
    rolesHref: `${action}/roles`,
    removalHref: `${action}/removal`,
  }
}

/** Somebody whose account is gone leaves no row. */
export function memberRows(members: Membership[], people: Map<string, KnownPerson>) {
  return members.flatMap(({ personId, roles, joinedAt }) => {
    const person = people.get(personId)
    return person ? [{ name: person.name, handle: person.handle, roleKeys: roleKeys(roles), joinedAt }] : []
  })
}
