import type { Request, Response } from 'express'
import { Forbidden } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Completing } from './completing.js'
import { parseCompletion } from './completionForms.js'
import { completionFormPage, completionPage, shownPeople } from './completionPage.js'
import { found } from './found.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'

const ROLES = ['author', 'officer', 'administrator'] as const

/** Awarding many at once: for authors, officers and administrators of the issuer. */
export function completionRoutes({ completion, neighbours }: { completion: Completing; neighbours: Neighbours }) {
  const router = guardedRouter()
  const path = '/organizations/:slug/completions'

  router.get(path, signedIn, async (req, res) => showForm(res, await issuerFor(req)))

  router.post(path, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const choices = await completion.choices(issuer.id)
    const form = parseCompletion(
      req.body,
      choices.map(({ slug }) => slug),
    )
    if (!form.ok) return showForm(res, issuer, form)
    const { id } = await completion.plan(issuer, { ...form.value, by: signedInPerson(req).id })
    return res.redirect(303, `/organizations/${issuer.slug}/completions/${id}`)
  })

  router.get(`${path}/:id`, signedIn, async (req, res) => {
    const { issuer, planned } = await plannedFor(req)
    const roster = await completion.roster(planned.id)
    const names = await neighbours.people(shownPeople(roster))
    res.render('award/completion', completionPage(issuer, planned, roster, names))
  })

  router.post(`${path}/:id/awarding`, signedIn, async (req, res) => {
    const { issuer, planned } = await plannedFor(req)
    await completion.start(planned.id, signedInPerson(req).id)
    leaveNotice(req, 'award.completion.started')
    res.redirect(303, `/organizations/${issuer.slug}/completions/${planned.id}`)
  })

  return router

  async function issuerFor(req: Request): Promise<IssuingOrganization> {
    const issuer = found(await neighbours.organizationBySlug(String(req.params.slug)), 'organization')
    const { id } = signedInPerson(req)
    for (const role of ROLES) if (await neighbours.hasRole(id, role, issuer.id)) return issuer
    throw new Forbidden('Only for those who design, recognise or administer there')
  }

  async function plannedFor(req: Request) {
    const issuer = await issuerFor(req)
    const planned = await completion.get(String(req.params.id))
    return { issuer, planned: found(planned.organizationId === issuer.id ? planned : undefined, 'completion') }
  }

  async function showForm(res: Response, issuer: IssuingOrganization, rejected?: Rejected) {
    const [choices, latest] = await Promise.all([completion.choices(issuer.id), completion.latest(issuer.id)])
    const state = { issuer, choices, latest, ...(rejected && { rejected }) }
    res.status(rejected ? 422 : 200).render('award/completions', completionFormPage(state))
  }
}
