import type { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import type { Clock } from '../platform/clock.js'
import { Forbidden } from '../shared/errors.js'
import type { RawForm, Rejected } from '../shared/forms.js'
import { textIn } from '../shared/textFile.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { collect, FileTooLarge } from '../web/collect.js'
import { receiveForm } from '../web/multipart.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type Completing, mayComplete, TooManyPeople } from './completing.js'
import { stateAt } from './completion.js'
import { type ListFile, MOST_AT_ONCE, parseCompletion } from './completionForms.js'
import { completionFormPage, completionPage, groupValue, shownPeople } from './completionPage.js'
import { found } from './found.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'

/** Some 20,000 lines of a table with names. */
const LARGEST_LIST_BYTES = 1024 * 1024
const TOO_MANY = { field: 'groups', messageKey: 'award.completion.tooMany', values: { max: MOST_AT_ONCE } }

export interface CompletionRoutesDeps {
  completion: Completing
  neighbours: Neighbours
  clock: Clock
}

/** Awarding many at once: for authors, officers and administrators of the issuer. */
export function completionRoutes({ completion, neighbours, clock }: CompletionRoutesDeps) {
  const router = guardedRouter()
  const path = '/organizations/:slug/completions'

  router.get(path, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    await showForm(req, res, issuer, { before: await before(req, issuer) })
  })

  router.post(path, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const { choices, groups } = await choicesFor(req, issuer)
    const { fields, file } = await received(req)
    const slugs = choices.map(({ slug }) => slug)
    const form = parseCompletion(fields, slugs, groups.map(groupValue), file)
    if (!form.ok) return showForm(req, res, issuer, { rejected: form })
    const { slug, programme, list, groups: chosen, entered: emails } = form.value
    const entered = { slug, emails, groups: chosen }
    const who = { list, groups: groups.filter(group => chosen.includes(groupValue(group))) }
    try {
      const { id } = await completion.plan(issuer, { slug, programme, ...who, entered, by: signedInPerson(req).id })
      return res.redirect(303, `/organizations/${issuer.slug}/completions/${id}`)
    } catch (error) {
      if (!(error instanceof TooManyPeople)) throw error
      return showForm(req, res, issuer, { rejected: { errors: [TOO_MANY], raw: { ...entered, programme } } })
    }
  })

  router.get(`${path}/:id`, signedIn, async (req, res) => {
    const { issuer, planned } = await plannedFor(req)
    const roster = await completion.roster(planned.id)
    const names = await neighbours.people(shownPeople(roster))
    const viewerId = signedInPerson(req).id
    const state = { issuer, completion: planned, roster, names, viewerId, now: clock.now() }
    res.render('award/completion', completionPage(state))
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
    if (await mayComplete(neighbours, id, issuer.id)) return issuer
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

  /** What a plan had in it, for whoever wants to change it, or the badge from whose page somebody comes. */
  async function before(req: Request, issuer: IssuingOrganization): Promise<object> {
    const { change, badge } = req.query
    if (typeof change !== 'string') return typeof badge === 'string' ? { slug: badge } : {}
    const planned = await completion.get(change)
    if (planned.organizationId !== issuer.id || stateAt(planned, clock.now()) === 'lapsed') return {}
    return { ...(await completion.entered(change)), programme: planned.programme }
  }

  interface Shown {
    before?: object
    rejected?: Rejected
  }

  async function showForm(req: Request, res: Response, issuer: IssuingOrganization, { before, rejected }: Shown) {
    const [offered, latest] = await Promise.all([choicesFor(req, issuer), completion.latest(issuer.id)])
    const state = {
      issuer,
      ...offered,
      latest,
      now: clock.now(),
      ...(before && { before }),
      ...(rejected && { rejected }),
    }
    res.status(rejected ? 422 : 200).render('award/completions', completionFormPage(state))
  }
}

/** The form, and the first file in it that was chosen. */
async function received(req: Request): Promise<{ fields: RawForm; file?: ListFile }> {
  let file: ListFile | undefined
  const { fields } = await receiveForm(req, async ({ stream }) => {
    file ??= await listIn(stream)
  })
  return { fields, ...(file && { file }) }
}

async function listIn(stream: Readable): Promise<ListFile> {
  try {
    const text = textIn(await collect(stream, LARGEST_LIST_BYTES))
    return text === undefined ? { problem: 'notText' } : { text: text.replace(/\r\n?/g, '\n') }
  } catch (error) {
    if (error instanceof FileTooLarge) return { problem: 'tooLarge' }
    throw error
  }
}
