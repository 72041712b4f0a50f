import type { Request, Response } from 'express'
import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { accessFor, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type decideRecognition, MOST_AT_ONCE } from './decideRecognition.js'
import { decisionPage } from './decisionPage.js'
import { parseBulk, parseDecision } from './forms.js'
import type { Neighbours, OrganizationNearby } from './neighbours.js'
import { queuePage } from './queuePage.js'
import type { Recognition } from './recognition.js'
import { queuePath } from './stateView.js'
import type { RecognitionStore } from './store.js'

const LATEST = 5

export interface OfficerRoutesDeps extends ReturnType<typeof decideRecognition> {
  recognitions: RecognitionStore
  clock: Clock
  neighbours: Neighbours
}

/** For officers: the queue, and one decision at a time or many. */
export function officerRoutes(deps: OfficerRoutesDeps) {
  const { recognitions, clock, neighbours } = deps
  const router = guardedRouter()
  const officer = accessFor('officer', async (person, req) =>
    neighbours.isOfficer(person.id, (await organizationOf(req)).id),
  )

  router.get('/organizations/:slug/recognition', officer, (req, res) => showQueue(req, res))

  router.post('/organizations/:slug/recognition/decisions', officer, async (req, res) => {
    const form = parseBulk(req.body)
    if (!form.ok) return showQueue(req, res, form)
    const organization = await organizationOf(req)
    const count = await deps.approveAsStated(
      { organizationId: organization.id, by: signedInPerson(req).id },
      form.value,
    )
    leaveNotice(req, count === form.value.ids.length ? 'recognition.done.bulk' : 'recognition.done.bulkPartly', {
      count,
      of: form.value.ids.length,
    })
    return res.redirect(303, queuePath(organization))
  })

  router.get('/organizations/:slug/recognition/:id', officer, (req, res) => showDecision(req, res))

  router.post('/organizations/:slug/recognition/:id/decision', officer, async (req, res) => {
    const form = parseDecision(req.body)
    if (!form.ok) return showDecision(req, res, form)
    const organization = await organizationOf(req)
    await deps.decide(asked(req, organization), form.value)
    leaveNotice(req, `recognition.done.${form.value.outcome}`)
    return res.redirect(303, queuePath(organization))
  })

  router.post('/organizations/:slug/recognition/:id/undo', officer, async (req, res) => {
    const organization = await organizationOf(req)
    await deps.undo(asked(req, organization))
    leaveNotice(req, 'recognition.done.undone')
    res.redirect(303, queuePath(organization))
  })

  return router

  async function organizationOf(req: Request): Promise<OrganizationNearby> {
    const found = await neighbours.organizationBySlug(String(req.params.slug))
    if (!found) throw new NotFound('No such organization')
    return found
  }

  async function showQueue(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const organization = await organizationOf(req)
    const list = req.query.list === 'decided' ? 'decided' : 'open'
    const limit = MOST_AT_ONCE + 1
    const found = await (list === 'open'
      ? recognitions.openIn(organization.id, { limit, ...afterIn(req.query.after) })
      : recognitions.decidedIn(organization.id, { limit, ...beforeIn(req.query.before) }))
    const shown = found.slice(0, MOST_AT_ONCE)
    const latest = list === 'open' ? await recognitions.decidedIn(organization.id, { limit: LATEST }) : []
    const people = await peopleIn([...shown, ...latest])
    const nextHref = found.length > MOST_AT_ONCE ? nextPage(organization, list, shown.at(-1)!) : undefined
    const state = { organization, list, recognitions: shown, latest, people, nextHref } as const
    const page = queuePage({ ...state, ...(rejected && { rejected }) })
    res.status(rejected ? 422 : 200).render('recognition/queue', page)
  }

  async function showDecision(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const organization = await organizationOf(req)
    const recognition = await deps.find(asked(req, organization))
    const award = await neighbours.award.see(recognition.awardId, signedInPerson(req).id).catch(ifNotFound)
    const people = await peopleIn([recognition])
    const state = { organization, recognition, award, people, now: clock.now() }
    const page = decisionPage({ ...state, ...(rejected && { rejected }) })
    res.status(rejected ? 422 : 200).render('recognition/decision', page)
  }

  function peopleIn(found: Recognition[]) {
    const ids = found.flatMap(({ personId, trace }) => [personId, ...trace.flatMap(({ by }) => (by ? [by] : []))])
    return neighbours.people([...new Set(ids)])
  }
}

function asked(req: Request, { id }: OrganizationNearby) {
  return { recognitionId: String(req.params.id), organizationId: id, by: signedInPerson(req).id }
}

function nextPage(organization: OrganizationNearby, list: 'open' | 'decided', last: Recognition): string {
  const cursor =
    list === 'open' ? `after=${last.id}` : `list=decided&before=${last.decision!.at.toISOString()}_${last.id}`
  return `${queuePath(organization)}?${cursor}`
}

const afterIn = (cursor: unknown) => (typeof cursor === 'string' ? { after: cursor } : {})

function beforeIn(cursor: unknown): { before?: { at: Date; id: string } } {
  const [at = '', id = ''] = typeof cursor === 'string' ? cursor.split('_') : []
  return Number.isNaN(Date.parse(at)) ? {} : { before: { at: new Date(at), id } }
}

function ifNotFound(error: unknown): undefined {
  if (error instanceof NotFound) return undefined
  throw error
}
