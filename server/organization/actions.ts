import { NotFound } from '../shared/errors.js'
import { type AcceptDeps, acceptInvitation, type SeenInvitation, seeInvitation } from './acceptInvitation.js'
import { type Actor, ensureAdministers, mayAdminister } from './administer.js'
import { addOrganization, changeOrganization } from './changeOrganization.js'
import { invite, inviteAgain, type KnownPerson, withdrawInvitation } from './invite.js'
import { type MembersPage, members } from './members.js'
import { type Membership, membershipId } from './membership.js'
import type { OrganizationDetails, OrganizationState } from './organization.js'
import type { MembershipOf } from './roles.js'
import { ancestorsOf } from './tree.js'

export interface ActionDeps extends AcceptDeps {
  membershipsOf(personId: string): Promise<MembershipOf[]>
  people(ids: string[]): Promise<Map<string, KnownPerson>>
  personByHandle(handle: string): Promise<KnownPerson | undefined>
  isEmailAddress(text: string): boolean
}

const ORGANIZATIONS_ON_A_PAGE = 30

/** What people do with organizations: for this room's own routes. */
export function organizationActions(deps: ActionDeps) {
  const { organizations, memberships, invitations } = deps
  const change = changeOrganization(deps)
  const membersOf = members(deps)
  const named = (page: MembersPage | undefined) => deps.people((page?.members ?? []).map(({ personId }) => personId))

  return {
    get: organizations.get,
    async bySlug(slug: string): Promise<OrganizationState> {
      const found = await organizations.bySlug(slug)
      if (!found) throw new NotFound('No such organization')
      return found
    },
    async parentId(slug: string): Promise<string | undefined> {
      return slug === '' ? undefined : (await organizations.bySlug(slug))?.id
    },
    ancestors: (organization: OrganizationState) => ancestorsOf(organizations, organization),
    mayAdminister: (actor: Actor, organizationId: string) => mayAdminister(deps, actor, organizationId),
    add: addOrganization(deps),
    async change(id: string, details: OrganizationDetails, actor: Actor): Promise<void> {
      await ensureAdministers(deps, actor, id)
      await change(id, details, actor.id)
    },
    async list(after: string | undefined, viewer: Actor | undefined) {
      const found = await organizations.roots(after, ORGANIZATIONS_ON_A_PAGE + 1)
      const roots = found.slice(0, ORGANIZATIONS_ON_A_PAGE)
      return {
        roots,
        children: await organizations.children(roots.map(({ id }) => id)),
        next: found.length > ORGANIZATIONS_ON_A_PAGE ? roots.at(-1)!.slug : undefined,
        mine: viewer ? await deps.membershipsOf(viewer.id) : [],
        mayFound: viewer?.isAdministrator ?? false,
      }
    },
    async view(organization: OrganizationState, after: string | undefined, viewer: Actor | undefined) {
      const isMember = viewer !== undefined && (await deps.hasRole(viewer.id, 'member', organization.id))
      const administers = viewer !== undefined && (await mayAdminister(deps, viewer, organization.id))
      const page = isMember || administers ? await membersOf.page(organization.id, after) : undefined
      return {
        organization,
        ancestors: await ancestorsOf(organizations, organization),
        children: await organizations.children([organization.id]),
        count: await membersOf.count(organization.id),
        members: page,
        people: await named(page),
        mayAdminister: administers,
        mayRevoke: viewer !== undefined && (await deps.hasRole(viewer.id, 'administrator', organization.id)),
      }
    },
    async membersView(organization: OrganizationState, after: string | undefined) {
      const page = await membersOf.page(organization.id, after)
      const open = await invitations.openIn(organization.id)
      return { organization, members: page, people: await named(page), invitations: open, now: deps.clock.now() }
    },
    members: membersOf,
    async membership(organizationId: string, personId: string): Promise<Membership | undefined> {
      const found = await memberships.find(membershipId(organizationId, personId))
      return found?.endedAt ? undefined : found
    },
    personByHandle: deps.personByHandle,
    isEmailAddress: deps.isEmailAddress,
    invite: invite(deps),
    inviteAgain: inviteAgain(deps),
    withdrawInvitation: withdrawInvitation(deps),
    seeInvitation: seeInvitation(deps),
    acceptInvitation: acceptInvitation(deps),
    async invitationView(seen: SeenInvitation) {
      const { organizationId, invitedById } = seen.invitation
      return {
        ...seen,
        organization: await organizations.get(organizationId),
        inviter: await deps.person(invitedById),
      }
    },
  }
}
