import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseAsk } from './forms.js'
import { NotAskable } from './notAskable.js'
import { askPage, lineOf } from './pages.js'
import type { EndorsementRoom } from './room.js'
import { SUBJECT_KINDS, type Subject } from './subject.js'

const ASK = '/endorsements/ask/:kind/:id'
const IN_A_LIST = 30
const WAITING_SHOWN = 50

/** Asking for endorsements, and all that one has to do with. */
export function askRoutes(room: EndorsementRoom) {
  const router = guardedRouter()
  const { endorsements, subjects, neighbours, naming, clock } = room

  router.get('/endorsements', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const before = typeof req.query.before === 'string' ? req.query.before : undefined
    const signsFor = await neighbours.signsFor(id)
    const [waiting, asked, signed] = await Promise.all([
      endorsements.waitingFor([id, ...signsFor], WAITING_SHOWN),
      endorsements.askedBy(id, { before, limit: IN_A_LIST + 1 }),
      endorsements.signedBy(id, { limit: IN_A_LIST }),
    ])
    const now = clock.now()
    const askers = await neighbours.people([...waiting, ...signed].map(({ askedBy }) => askedBy))
    const nameOf = (personId: string) => askers.get(personId)?.name ?? ''
    const open = waiting.filter(({ answerBy, askedBy }) => answerBy >= now && askedBy !== id)
    const names = await Promise.all(asked.map(naming.endorserName))
    const shown = asked.slice(0, IN_A_LIST)
    res.render('endorsement/mine', {
      titleKey: 'endorsement.mine.title',
      waiting: open.map(each => lineOf(each, nameOf(each.askedBy), 'askedYou', now)),
      asked: shown.map((each, i) => lineOf(each, names[i]!, each.statement ? 'by' : 'asked', now)),
      signed: signed.map(each => lineOf(each, nameOf(each.askedBy), 'for', now)),
      nextHref: asked.length > IN_A_LIST ? `/endorsements?before=${shown.at(-1)!.id}` : undefined,
    })
  })

  router.get(ASK, signedIn, async (req, res) => show(req, res))

  router.post(ASK, signedIn, async (req, res) => {
    const { id: askedBy, language } = signedInPerson(req)
    const subject = await subjectIn(req)
    const form = parseAsk(req.body, room.rules, language)
    if (!form.ok) return show(req, res, form)
    try {
      await room.ask({ subject, askedBy, ...form.value })
    } catch (error) {
      if (!(error instanceof NotAskable)) throw error
      const errors = [{ field: 'endorser', messageKey: `endorsement.refused.${error.code}` }]
      return show(req, res, { errors, raw: req.body })
    }
    leaveNotice(req, 'endorsement.done.asked')
    return res.redirect(303, '/endorsements')
  })

  return router

  async function show(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const { id, language } = signedInPerson(req)
    const subject = await subjectIn(req)
    const described = await subjects.describe(subject)
    if (!described.keepers.includes(id)) throw new NotFound('No such thing to be endorsed')
    const isPrivate = !(await subjects.isVisibleTo(subject, undefined))
    const page = askPage({ described, action: req.path, language, isPrivate, rejected })
    res.status(rejected ? 422 : 200).render('endorsement/ask', page)
  }

  /** An award by its id, a micro-credential by its slug, and of people only oneself. */
  async function subjectIn(req: Request): Promise<Subject> {
    const id = String(req.params.id)
    const kind = SUBJECT_KINDS.find(each => each === req.params.kind)
    if (kind === 'award') return { kind, id }
    if (kind === 'person' && id === 'me') return { kind, id: signedInPerson(req).id }
    if (kind !== 'microcredential') throw new NotFound('Nothing that can be endorsed')
    const { microCredentialId, version } = await neighbours.latest(id)
    return { kind, id: microCredentialId, version }
  }
}
