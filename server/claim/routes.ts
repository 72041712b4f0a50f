import type { Request, Response } from 'express'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { FileStore } from '../platform/files.js'
import { criteriaToJudge, type Submission } from '../review/index.js'
import { editingIn, Overtaken } from '../shared/editing.js'
import { NotFound } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import type { beginClaim } from './beginClaim.js'
import { type BlindingRoutesDeps, declareBlindingRoutes } from './blindingRoutes.js'
import { ensureOwn } from './claim.js'
import type { Typed } from './draft.js'
import type { fillClaim } from './fillClaim.js'
import { parseDraft } from './forms.js'
import { declareFrozenRoutes } from './frozenRoutes.js'
import { declareHoldRoutes, type HoldRoutesDeps } from './holdRoutes.js'
import { declarePieceRoutes, type PieceRoutesDeps } from './pieceRoutes.js'
import { type SourceDeps, sourcesOf } from './sources.js'
import { claimRow, needsCoach, statusPage } from './statusPage.js'
import type { ClaimStore } from './store.js'
import { type ClaimAppeals, type ClaimSubject, type Coach, WORKSPACE_PARTS } from './subject.js'
import { declareSubmissionRoutes } from './submissionRoutes.js'
import type { SubmitDeps, submitting } from './submitClaim.js'
import { type Shown, workspacePage } from './workspacePage.js'
import { showWriting } from './writingRoutes.js'

const PAGE_SIZE = 20

export interface ClaimRoutesDeps
  extends SourceDeps,
    PieceRoutesDeps,
    Pick<SubmitDeps, 'version'>,
    Pick<BlindingRoutesDeps, 'translator'>,
    HoldRoutesDeps {
  claims: ClaimStore
  files: FileStore
  submissionsOf(claimId: string): Promise<Submission[]>
  appealsOf(attempts: Submission[]): Promise<ClaimAppeals>
  /** People of whoever issues this micro-credential whom an earner may ask. */
  coachesFor(microCredential: MicroCredentialVersion): Promise<Coach[]>
  begin: ReturnType<typeof beginClaim>
  filling: ReturnType<typeof fillClaim>
  submitting: ReturnType<typeof submitting>
}

/** Everything here is its claimant's alone: to anybody else there is no such claim. */
export function claimRoutes(deps: ClaimRoutesDeps) {
  const { claims, filling } = deps
  const router = guardedRouter()
  const whose = (req: Request) => ({ claimId: String(req.params.id), personId: signedInPerson(req).id })

  async function subjectOf(req: Request): Promise<ClaimSubject> {
    const { claimId, personId } = whose(req)
    const claim = ensureOwn(await claims.get(claimId), personId)
    const [microCredential, submissions] = await Promise.all([
      deps.version(claim.microCredentialId, claim.microCredentialVersion),
      deps.submissionsOf(claimId),
    ])
    return { claim, microCredential, submissions }
  }

  async function told(subject: ClaimSubject) {
    const { claim, submissions, microCredential } = subject
    const isHard = claim.state !== 'earned' && needsCoach(submissions)
    const [appeals, coaches] = await Promise.all([
      deps.appealsOf(submissions),
      isHard ? deps.coachesFor(microCredential) : [],
    ])
    return statusPage({ ...subject, appeals, coaches })
  }

  async function render(req: Request, res: Response, subject: ClaimSubject, not: NotTaken = {}): Promise<void> {
    const { claim, microCredential, submissions } = subject
    if (not.rejected) res.status(not.isOvertaken ? 409 : 422)
    // Whoever comes back after an answer reads the answer first.
    const isAnswered = submissions.length > 0 && req.method === 'GET' && req.query.part === undefined
    if (claim.state !== 'drafting' || isAnswered) return res.render('claim/status', await told(subject))
    const asked = req.method === 'GET' ? req.query.part : (req.body as { part?: string }).part
    const part = WORKSPACE_PARTS.find(each => each === asked) ?? 'overview'
    const [problems, sources] = await Promise.all([deps.submitting.check(claim), sourcesOf(claim, deps)])
    const toJudge = criteriaToJudge(microCredential.anatomy.rubric, claim.carriedOver)
    const account = part === 'check' ? { account: await deps.submitting.preflight.account(claim) } : {}
    const workspace = { ...subject, part, problems, sources, toJudge, ...account }
    res.render('claim/workspace', workspacePage(workspace, { now: deps.now(), ...not }))
  }

  declarePieceRoutes(router, deps, subjectOf)
  declareBlindingRoutes(router, deps, subjectOf)
  declareHoldRoutes(router, deps, subjectOf)
  declareFrozenRoutes(router, deps, subjectOf)
  declareSubmissionRoutes(router, deps.submitting, subjectOf)

  router.get('/claims', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const before = typeof req.query.before === 'string' ? { before: req.query.before } : {}
    const found = await claims.ofPerson(id, { ...before, limit: PAGE_SIZE + 1 })
    const rows = found.slice(0, PAGE_SIZE).map(async claim => {
      const { anatomy } = await deps.version(claim.microCredentialId, claim.microCredentialVersion)
      return claimRow(claim, anatomy.title, (await deps.submissionsOf(claim.id)).at(-1))
    })
    const nextHref = found.length > PAGE_SIZE ? `/claims?before=${found[PAGE_SIZE - 1]!.id}` : undefined
    res.render('claim/list', { titleKey: 'claim.list.title', claims: await Promise.all(rows), nextHref })
  })

  router.post('/claims', signedIn, async (req, res) => {
    const { slug } = (req.body ?? {}) as { slug?: unknown }
    if (typeof slug !== 'string') throw new NotFound('No such micro-credential')
    const claim = await deps.begin({ personId: signedInPerson(req).id, slug })
    res.redirect(303, `/claims/${claim.id}`)
  })

  router.get('/claims/:id', signedIn, async (req, res) => render(req, res, await subjectOf(req)))

  router.get('/claims/:id/timeline', signedIn, async (req, res) => {
    res.render('claim/status', await told(await subjectOf(req)))
  })

  router.post('/claims/:id/draft', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const { requirements, rubric } = subject.microCredential.anatomy
    const form = parseDraft(req.body, requirements, criteriaToJudge(rubric, subject.claim.carriedOver))
    if (!form.ok) return render(req, res, subject, { rejected: form })
    const isPage = req.accepts(['html', 'json']) === 'html'
    try {
      const { savedAt } = await filling.write(whose(req), form.value, editingIn(req.body))
      if (!isPage) return res.json({ savedAt: savedAt!.toISOString() })
    } catch (error) {
      if (!(error instanceof Overtaken) || !isPage) throw error
      return showBoth(req, res, form.value)
    }
    const { next } = req.body as { next?: string }
    const part = WORKSPACE_PARTS.find(each => each === next) ?? (req.body as { part?: string }).part ?? 'overview'
    return res.redirect(303, `/claims/${subject.claim.id}?part=${encodeURIComponent(part)}`)
  })

  return router

  /** Both versions, as they stand now: nothing is written until somebody has chosen. */
  async function showBoth(req: Request, res: Response, { writings }: Typed): Promise<void> {
    const subject = await subjectOf(req)
    const [writing] = writings
    if (writing) return showWriting(res.status(409), subject, { ...writing, now: deps.now(), isOvertaken: true })
    return render(req, res, subject, { rejected: { errors: [], raw: req.body }, isOvertaken: true })
  }
}

type NotTaken = Pick<Shown, 'rejected' | 'isOvertaken'>
