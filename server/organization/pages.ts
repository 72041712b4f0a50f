import type { FieldError, RawForm, Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { renderMarkdown } from '../web/markdown.js'
import { COUNTRIES, countryName } from './countries.js'
import { ADDRESSES_MAX, DESCRIPTION_MAX, GIVEN_ROLES, NAME_MAX, SLUG_MAX } from './forms.js'
import { type Invitation, type Standing, standingOf } from './invitation.js'
import type { KnownPerson } from './invite.js'
import type { MembersPage } from './members.js'
import type { Membership, Role } from './membership.js'
import { ORGANIZATION_KINDS, type OrganizationState } from './organization.js'
import type { MembershipOf } from './roles.js'

const hrefOf = ({ slug }: { slug: string }) => `/organizations/${slug}`
const kindKey = (kind: string) => `organization.kind.${kind}`
/** Only a plain member is called a member: the other roles say more. */
const roleKeys = (roles: Role[]) =>
  roles.filter(role => role !== 'member' || roles.length === 1).map(role => `organization.role.${role}`)

export interface OrganizationsList {
  roots: OrganizationState[]
  children: OrganizationState[]
  next: string | undefined
  mine: MembershipOf[]
  mayFound: boolean
}

export function organizationsPage({ roots, children, next, mine, mayFound }: OrganizationsList, language: string) {
  const card = (organization: OrganizationState) => ({
    ...{ name: organization.name, href: hrefOf(organization), kindKey: kindKey(organization.kind) },
    country: countryName(organization.country, language),
  })
  return {
    titleKey: 'organization.list.title',
    mayFound,
    mine: mine.map(({ name, slug, kind, roles }) => ({
      ...{ name, href: hrefOf({ slug }), kindKey: kindKey(kind), roleKeys: roleKeys(roles) },
    })),
    organizations: roots.map(root => ({
      ...card(root),
      children: children.filter(child => child.parentId === root.id).map(card),
    })),
    nextHref: next && `/organizations?after=${next}`,
  }
}

export interface OrganizationSection {
  titleKey: string
  items: { href: string; title: string; detail?: string }[]
}

export interface OrganizationView {
  organization: OrganizationState
  /** Parent first. */
  ancestors: OrganizationState[]
  children: OrganizationState[]
  count: number
  /** Only for its members. */
  members: MembersPage | undefined
  people: Map<string, KnownPerson>
  sections: OrganizationSection[]
  mayAdminister: boolean
}

export function organizationPage(view: OrganizationView, language: string) {
  const { organization, ancestors, children, members } = view
  return {
    title: organization.name,
    organization: {
      ...{ name: organization.name, kindKey: kindKey(organization.kind), count: view.count },
      country: countryName(organization.country, language),
      descriptionHtml: renderMarkdown(organization.description),
    },
    trail: ancestors.toReversed().map(({ name, slug }) => ({ name, href: hrefOf({ slug }) })),
    children: children.map(({ name, slug, kind }) => ({ name, href: hrefOf({ slug }), kindKey: kindKey(kind) })),
    members: members && memberRows(members.members, view.people),
    nextHref: members?.next && `${hrefOf(organization)}?after=${members.next}`,
    sections: view.sections.filter(section => section.items.length > 0),
    administration: view.mayAdminister && {
      membersHref: `${hrefOf(organization)}/members`,
      editHref: `${hrefOf(organization)}/edit`,
    },
  }
}

/** Somebody whose account is gone leaves no row. */
function memberRows(members: Membership[], people: Map<string, KnownPerson>) {
  return members.flatMap(({ personId, roles, joinedAt }) => {
    const person = people.get(personId)
    return person ? [{ name: person.name, handle: person.handle, roleKeys: roleKeys(roles), joinedAt }] : []
  })
}

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

export interface OrganizationFormView {
  action: string
  titleKey: string
  stored: RawForm
  /** Whether its place in the tree may change as well. */
  isWhole: boolean
  backHref: string
}

export function organizationFormPage(view: OrganizationFormView, language: string, rejected?: Rejected) {
  const form = formView(view.stored, rejected)
  const countries = COUNTRIES.map(code => ({
    ...{ value: code, label: countryName(code, language), selected: code === form.values.country },
  }))
  return {
    ...view,
    ...form,
    ...{ nameMax: NAME_MAX, slugMax: SLUG_MAX, descriptionMax: DESCRIPTION_MAX },
    kinds: options(ORGANIZATION_KINDS, 'organization.kind', form.values.kind),
    countries: countries.sort((a, b) => a.label.localeCompare(b.label, language)),
  }
}

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

/** Where somebody belongs, on their own page. */
export const profileSections = (memberships: MembershipOf[]): OrganizationSection[] => {
  const items = memberships.map(({ name, slug }) => ({ title: name, href: hrefOf({ slug }) }))
  return items.length > 0 ? [{ titleKey: 'organization.profile.title', items }] : []
}

export const rejectedWith = (error: FieldError, raw: RawForm): Rejected => ({ errors: [error], raw })
