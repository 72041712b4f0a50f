import type { Request, Response } from 'express'
import { Invalid } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { type Access, accessFor, administrator, anyone, personOf, signedInPerson } from '../web/access.js'
import { chooseLanguage } from '../web/language.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { organizationFormPage, rejectedWith } from './formPage.js'
import { parentUnknown, parseDescription, parseOrganization } from './forms.js'
import type { OrganizationRoom } from './index.js'
import { organizationPage, organizationsPage } from './pages.js'
import type { OrganizationRoutesDeps } from './routes.js'

export function organizationRoutes({ actions }: OrganizationRoom, { sections, ways }: OrganizationRoutesDeps) {
  const router = guardedRouter()
  const administers = administersOrganization(actions)

  router.get('/organizations', anyone, async (req, res) => {
    const list = await actions.list(afterOf(req), personOf(req))
    res.render('organization/list', organizationsPage(list, chooseLanguage(req)))
  })

  router.get('/organizations/new', administrator, (req, res) => {
    res.render('organization/form', organizationFormPage(NEW, chooseLanguage(req)))
  })

  router.post('/organizations', administrator, async (req, res) => {
    const again = (rejected: Rejected) =>
      res.status(422).render('organization/form', organizationFormPage(NEW, chooseLanguage(req), rejected))
    const form = parseOrganization(req.body)
    if (!form.ok) return again(form)
    const { parent, ...details } = form.value
    const parentId = await actions.parentId(parent)
    if (parent !== '' && !parentId) return again(rejectedWith(parentUnknown, req.body))
    try {
      await actions.add({ ...details, ...(parentId && { parentId }) }, signedInPerson(req).id)
    } catch (error) {
      return again(rejectedBy(error, req))
    }
    leaveNotice(req, 'organization.notice.founded')
    return res.redirect(303, `/organizations/${details.slug}`)
  })

  router.get('/organizations/:slug', anyone, async (req, res) => {
    const organization = await actions.bySlug(slugOf(req))
    const view = await actions.view(organization, afterOf(req), personOf(req))
    const shown = (await Promise.all(sections.map(section => section(organization.id)))).flat()
    const viewer = personOf(req)
    const open = viewer ? (await Promise.all(ways.map(way => way(organization, viewer.id)))).flat() : []
    const page = organizationPage({ ...view, sections: shown, ways: open }, chooseLanguage(req))
    res.render('organization/organization', page)
  })

  router.get('/organizations/:slug/edit', administers, (req, res) => showForm(req, res))

  router.post('/organizations/:slug/edit', administers, async (req, res) => {
    const isWhole = signedInPerson(req).isAdministrator
    return isWhole ? changeWhole(req, res) : changeDescription(req, res)
  })

  async function changeWhole(req: Request, res: Response): Promise<void> {
    const form = parseOrganization(req.body)
    if (!form.ok) return showForm(req, res, form)
    const { parent, ...details } = form.value
    const parentId = await actions.parentId(parent)
    if (parent !== '' && !parentId) return showForm(req, res, rejectedWith(parentUnknown, req.body))
    return save(req, res, { ...details, ...(parentId && { parentId }) })
  }

  async function changeDescription(req: Request, res: Response): Promise<void> {
    const form = parseDescription(req.body)
    if (!form.ok) return showForm(req, res, form)
    const { slug, kind, country, parentId } = await actions.bySlug(slugOf(req))
    return save(req, res, { slug, kind, country, ...(parentId && { parentId }), ...form.value })
  }

  async function save(req: Request, res: Response, details: Parameters<typeof actions.change>[1]): Promise<void> {
    const { id } = await actions.bySlug(slugOf(req))
    try {
      await actions.change(id, details, signedInPerson(req))
    } catch (error) {
      return showForm(req, res, rejectedBy(error, req))
    }
    leaveNotice(req, 'organization.notice.saved')
    res.redirect(303, `/organizations/${details.slug}`)
  }

  async function showForm(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const organization = await actions.bySlug(slugOf(req))
    const [parent] = await actions.ancestors(organization)
    const view = {
      titleKey: 'organization.form.editTitle',
      action: `/organizations/${organization.slug}/edit`,
      backHref: `/organizations/${organization.slug}`,
      stored: { ...organization, parent: parent?.slug ?? '' },
      isWhole: signedInPerson(req).isAdministrator,
    }
    const page = organizationFormPage(view, chooseLanguage(req), rejected)
    res.status(rejected ? 422 : 200).render('organization/form', page)
  }

  return router
}

const NEW = {
  titleKey: 'organization.form.newTitle',
  action: '/organizations',
  backHref: '/organizations',
  stored: { kind: 'school', country: 'NO' },
  isWhole: true,
}

/** Its administrators, those above it, and those of the installation. */
export const administersOrganization = (actions: OrganizationRoom['actions']): Access =>
  accessFor('administrator of the organization', async (person, req) =>
    actions.mayAdminister(person, (await actions.bySlug(slugOf(req))).id),
  )

export const slugOf = (req: Request): string => String(req.params.slug)

export const afterOf = (req: Request): string | undefined =>
  typeof req.query.after === 'string' ? req.query.after : undefined

function rejectedBy(error: unknown, req: Request): Rejected {
  if (!(error instanceof Invalid) || !error.field) throw error
  return rejectedWith({ field: error.field, messageKey: error.message }, req.body)
}
