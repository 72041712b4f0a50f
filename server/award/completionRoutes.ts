import type { Request, Response } from 'express'
import { Forbidden } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type Completing, TooManyPeople } from './completing.js'
import { MOST_AT_ONCE, parseCompletion } from './completionForms.js'
import { completionFormPage, completionPage, groupValue, shownPeople } from './completionPage.js'
import { found } from './found.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'

const TOO_MANY = { field: 'groups', messageKey: 'award.completion.tooMany', values: { max: MOST_AT_ONCE } }
const ROLES = ['author', 'officer', 'administrator'] as const

/** Awarding many at once: for authors, officers and administrators of the issuer. */
export function completionRoutes({ completion, neighbours }: { completion: Completing; neighbours: Neighbours }) {
  const router = guardedRouter()
  const path = '/organizations/:slug/completions'

  router.get(path, signedIn, async (req, res) => showForm(req, res, await issuerFor(req)))

  router.post(path, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const { choices, groups } = await choicesFor(req, issuer)
    const form = parseCompletion(
      req.body,
      choices.map(({ slug }) => slug),
      groups.map(groupValue),
    )
    if (!form.ok) return showForm(req, res, issuer, form)
    const { slug, programme, list, groups: chosen } = form.value
    const who = { list, groups: groups.filter(group => chosen.includes(groupValue(group))) }
    try {
      const { id } = await completion.plan(issuer, { slug, programme, ...who, by: signedInPerson(req).id })
      return res.redirect(303, `/organizations/${issuer.slug}/completions/${id}`)
    } catch (error) {
      if (error instanceof TooManyPeople) return showForm(req, res, issuer, { errors: [TOO_MANY], raw: req.body })
      throw error
    }
  })

  router.get(`${path}/:id`, signedIn, async (req, res) => {
    const { issuer, planned } = await plannedFor(req)
    const roster = await completion.roster(planned.id)
    const names = await neighbours.people(shownPeople(roster))
    const viewerId = signedInPerson(req).id
    res.render('award/completion', completionPage({ issuer, completion: planned, roster, names, viewerId }))
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

  async function choicesFor(req: Request, issuer: IssuingOrganization) {
    const [choices, groups] = await Promise.all([
      completion.choices(issuer.id),
      completion.groups(issuer.id, signedInPerson(req).id),
    ])
    return { choices, groups }
  }

  async function showForm(req: Request, res: Response, issuer: IssuingOrganization, rejected?: Rejected) {
    const [offered, latest] = await Promise.all([choicesFor(req, issuer), completion.latest(issuer.id)])
    const state = { issuer, ...offered, latest, ...(rejected && { rejected }) }
    res.status(rejected ? 422 : 200).render('award/completions', completionFormPage(state))
  }
}
