import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseInvitations, parseRoles } from './forms.js'
import type { OrganizationRoom } from './index.js'
import { memberPage, membersPage } from './memberPages.js'
import { administersOrganization, afterOf, slugOf } from './organizationRoutes.js'

export function memberRoutes({ actions }: OrganizationRoom) {
  const router = guardedRouter()
  const administers = administersOrganization(actions)
  const membersHref = (req: Request) => `/organizations/${slugOf(req)}/members`

  router.get('/organizations/:slug/members', administers, (req, res) => showMembers(req, res))

  router.post('/organizations/:slug/invitations', administers, async (req, res) => {
    const form = parseInvitations(req.body, actions.isEmailAddress)
    if (!form.ok) return showMembers(req, res, form)
    const { id } = await actions.bySlug(slugOf(req))
    const { invited, members } = await actions.invite({ organizationId: id, ...form.value }, signedInPerson(req))
    if (members === 0) leaveNotice(req, 'organization.notice.invited', { count: invited })
    else leaveNotice(req, 'organization.notice.invitedBesides', { count: invited, members })
    return res.redirect(303, membersHref(req))
  })

  router.post('/organizations/:slug/invitations/:id/again', administers, async (req, res) => {
    const { id } = await actions.bySlug(slugOf(req))
    await actions.inviteAgain(id, String(req.params.id), signedInPerson(req))
    leaveNotice(req, 'organization.notice.invited', { count: 1 })
    res.redirect(303, membersHref(req))
  })

  router.post('/organizations/:slug/invitations/:id/withdrawal', administers, async (req, res) => {
    const { id } = await actions.bySlug(slugOf(req))
    await actions.withdrawInvitation(id, String(req.params.id), signedInPerson(req))
    leaveNotice(req, 'organization.notice.withdrawn')
    res.redirect(303, membersHref(req))
  })

  router.get('/organizations/:slug/members/:handle', administers, (req, res) => showMember(req, res))

  router.post('/organizations/:slug/members/:handle/roles', administers, async (req, res) => {
    const form = parseRoles(req.body)
    if (!form.ok) return showMember(req, res, form)
    const { organization, person } = await memberOf(req)
    await actions.members.changeRoles(organization.id, person.id, form.value.roles, signedInPerson(req))
    leaveNotice(req, 'organization.notice.rolesChanged', { name: person.name })
    return res.redirect(303, membersHref(req))
  })

  router.post('/organizations/:slug/members/:handle/removal', administers, async (req, res) => {
    const { organization, person } = await memberOf(req)
    await actions.members.remove(organization.id, person.id, signedInPerson(req))
    leaveNotice(req, 'organization.notice.removed', { name: person.name })
    res.redirect(303, membersHref(req))
  })

  async function showMembers(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const view = await actions.membersView(await actions.bySlug(slugOf(req)), afterOf(req))
    res.status(rejected ? 422 : 200).render('organization/members', membersPage(view, rejected))
  }

  async function showMember(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const { organization, person, membership } = await memberOf(req)
    const page = memberPage(organization, person, membership, rejected)
    res.status(rejected ? 422 : 200).render('organization/member', page)
  }

  async function memberOf(req: Request) {
    const organization = await actions.bySlug(slugOf(req))
    const person = await actions.personByHandle(String(req.params.handle))
    const membership = person && (await actions.membership(organization.id, person.id))
    if (!person || !membership) throw new NotFound('Not a member')
    return { organization, person, membership }
  }

  return router
}
