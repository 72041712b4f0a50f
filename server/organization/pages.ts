import { renderMarkdown } from '../web/markdown.js'
import { countryName } from './countries.js'
import type { KnownPerson } from './invite.js'
import { memberRows } from './memberPages.js'
import type { MembersPage } from './members.js'
import type { OrganizationState } from './organization.js'
import type { MembershipOf } from './roles.js'
import { hrefOf, kindKey, roleKeys } from './shown.js'

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

/** A link for those who may follow it. */
export interface Way {
  href: string
  labelKey: string
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
  ways: Way[]
  mayAdminister: boolean
  /** Who looks after what it issued. */
  mayRevoke: boolean
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
    ways: [
      ...(view.mayRevoke ? [{ href: `${hrefOf(organization)}/awards`, labelKey: 'organization.page.awards' }] : []),
      ...view.ways,
    ],
  }
}

/** Where somebody belongs, on their own page. */
export const profileSections = (memberships: MembershipOf[]): OrganizationSection[] => {
  const items = memberships.map(({ name, slug }) => ({ title: name, href: hrefOf({ slug }) }))
  return items.length > 0 ? [{ titleKey: 'organization.profile.title', items }] : []
}
