import type { Request, Response } from 'express'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { FileStore } from '../platform/files.js'
import { declarePieceRoutes, isImpartial, type ReviewRoom, type Submission } from '../review/index.js'
import { Forbidden, NotFound } from '../shared/errors.js'
import { formReader, type Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
import { impartialMatches } from './impartialMatches.js'
import type { MatchStore } from './matchStore.js'
import { type MatchSubject, matchPage, matchPath, matchRow, pieceOf, type Side } from './pages.js'

const PAGE_SIZE = 20
const LONGEST_REASON = 4_000

export interface IntegrityRoutesDeps {
  matches: MatchStore
  files: FileStore
  submission(id: string): Promise<Submission>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Micro-credentials of organizations in which this person is an author or an administrator. */
  coordinatedBy(personId: string): Promise<{ id: string; title: string }[]>
  holding: Pick<ReviewRoom, 'hold' | 'clear' | 'deny'>
  now(): Date
}

/** For those who look after the reviews of a micro-credential, and for nobody else. */
export function integrityRoutes(deps: IntegrityRoutesDeps) {
  const router = guardedRouter()

  router.get('/reviews/integrity', signedIn, async (req, res) => {
    const viewerId = signedInPerson(req).id
    const own = await deps.coordinatedBy(viewerId)
    if (own.length === 0) throw new Forbidden('Only for those who look after reviews')
    const titles = new Map(own.map(({ id, title }) => [id, title]))
    const before = new Date(String(req.query.before ?? ''))
    const page = { limit: PAGE_SIZE + 1, ...(Number.isNaN(before.getTime()) ? {} : { before }) }
    const found = await impartialMatches(deps, { microCredentialIds: [...titles.keys()], viewerId }, page)
    const shown = found.slice(0, PAGE_SIZE)
    const rows = shown.map(({ match, own: later }) => matchRow(match, titles.get(match.microCredentialId)!, later))
    const last = shown.at(-1)?.match.foundAt.toISOString()
    const nextHref = found.length > PAGE_SIZE && `/reviews/integrity?before=${last}`
    res.render('integrity/list', { titleKey: 'integrity.list.title', matches: rows, nextHref })
  })

  router.get('/reviews/integrity/:id', signedIn, async (req, res) => render(req, res))

  /** A hold, its end or a dismissal: each with a reason. */
  const act = (name: string, perform: (subject: MatchSubject, reason: string) => Promise<void>) =>
    router.post(`/reviews/integrity/:id/${name}`, signedIn, async (req, res) => {
      const subject = await subjectOf(req)
      const form = formReader(req.body)
      const reason = form.text('reason', { required: true, max: LONGEST_REASON })
      const parsed = form.result({ reason })
      if (!parsed.ok) return render(req, res, parsed)
      await perform(subject, reason)
      leaveNotice(req, `integrity.done.${name}`)
      return res.redirect(303, matchPath(subject.match))
    })

  const coordinating = ({ own, viewerId }: MatchSubject, reason: string) => ({
    submissionId: own.submission.id,
    coordinatorId: viewerId,
    reason,
  })
  act('hold', (subject, reason) => deps.holding.hold(coordinating(subject, reason)))
  act('clearance', (subject, reason) => deps.holding.clear(coordinating(subject, reason)))
  act('denial', (subject, reason) => deps.holding.deny(coordinating(subject, reason)))
  act('dismissal', ({ match, viewerId }, reason) =>
    deps.matches.dismiss(match.id, { by: viewerId, at: deps.now(), reason }),
  )

  for (const side of ['own', 'other'] as const)
    declarePieceRoutes(router, `/reviews/integrity/:id/${side}/:pieceId`, deps.files, async req =>
      pieceOf((await subjectOf(req))[side], req.params.pieceId),
    )

  router.get('/reviews/integrity/:id/answers/:number', signedIn, async (req, res) => {
    const { own } = await subjectOf(req)
    const file = own.submission.hold?.answers[Number(req.params.number)]?.file
    if (!file) throw new NotFound('No such file')
    await serveFile(req, res, deps.files, { ...file, name: `answer-${Number(req.params.number) + 1}` })
  })

  return router

  async function render(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    if (rejected) res.status(422)
    res.render('integrity/match', matchPage(await subjectOf(req), deps.now(), rejected))
  }

  /** Throws NotFound to anybody who does not look after the reviews of the later submission. */
  async function subjectOf(req: Request): Promise<MatchSubject> {
    const viewerId = signedInPerson(req).id
    const match = await deps.matches.find(String(req.params.id))
    const coordinated = match ? await deps.coordinatedBy(viewerId) : []
    if (!match || !coordinated.some(({ id }) => id === match.microCredentialId)) throw new NotFound('No such match')
    const [own, other] = await Promise.all([sideOf(match.submissionId), sideOf(match.otherId)])
    // Whoever submitted one of the two, or reviews it, would learn by this page what they must not know.
    if (![own, other].every(({ submission }) => isImpartial(submission, viewerId))) throw new NotFound('No such match')
    return { match, own, other, viewerId }
  }

  async function sideOf(submissionId: string): Promise<Side> {
    const submission = await deps.submission(submissionId)
    return {
      submission,
      microCredential: await deps.version(submission.microCredentialId, submission.microCredentialVersion),
    }
  }
}
