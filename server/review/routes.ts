import type { Request, Response } from 'express'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { FileStore } from '../platform/files.js'
import { editingIn } from '../shared/editing.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { answerOffer } from './answerOffer.js'
import type { answerProposal } from './answerProposal.js'
import { type BoardRoutesDeps, declareBoardRoutes } from './boardRoutes.js'
import { closedPage } from './closedPage.js'
import { type ConflictRoutesDeps, declareConflictRoutes } from './conflictRoutes.js'
import { criteriaToJudge } from './decision.js'
import type { ReviewDraftStore } from './draftStore.js'
import { declareEvidenceRoutes } from './evidenceRoutes.js'
import { parseReason, parseReview, parseReviewDraft } from './forms.js'
import { declareHighlightRoutes } from './highlightRoutes.js'
import { offerPage } from './offerPage.js'
import { canWork, isOpen, ownReview } from './panel.js'
import { declarePhraseRoutes } from './phraseRoutes.js'
import type { PhraseStore } from './phraseStore.js'
import { type QueueItem, queuePage } from './queuePage.js'
import { declareSeatRoutes, type SeatRoutesDeps } from './seatRoutes.js'
import { declareSettingsRoutes, type SettingsRoutesDeps } from './settingsRoutes.js'
import type { SubmissionStore } from './store.js'
import type { ReviewSubject } from './subject.js'
import type { Submission } from './submission.js'
import { workspacePage } from './workspacePage.js'
import type { lockReviewOf, saveReviewDraft } from './writeReview.js'

const PAGE_SIZE = 20

export interface ReviewRoutesDeps
  extends ConflictRoutesDeps,
    BoardRoutesDeps,
    SeatRoutesDeps,
    SettingsRoutesDeps,
    ReturnType<typeof answerOffer>,
    ReturnType<typeof answerProposal> {
  submissions: SubmissionStore
  drafts: ReviewDraftStore
  phrases: PhraseStore
  files: FileStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Micro-credentials that reviewing leads to, once there is enough of it. */
  ledTo(personId: string): Promise<{ title: string; href: string }[]>
  saveDraft: ReturnType<typeof saveReviewDraft>
  lock: ReturnType<typeof lockReviewOf>
}

/** Everything here is a reviewer's: whoever has no such review is told that there is none. */
export function reviewRoutes(deps: ReviewRoutesDeps) {
  const router = guardedRouter()
  declareConflictRoutes(router, deps)
  declareBoardRoutes(router, deps)
  declareSeatRoutes(router, deps)
  declareSettingsRoutes(router, deps)
  declarePhraseRoutes(router, deps)

  const whose = (req: Request) => ({ reviewId: String(req.params.id), reviewerId: signedInPerson(req).id })

  async function subjectOf(req: Request): Promise<ReviewSubject> {
    const submission = await deps.submissions.withReview(whose(req).reviewId)
    const review = ownReview(submission, whose(req))
    const microCredential = await deps.version(submission.microCredentialId, submission.microCredentialVersion)
    return { submission, review, microCredential }
  }

  async function render(res: Response, subject: ReviewSubject, rejected?: Rejected): Promise<void> {
    const { submission, review } = subject
    if (rejected) res.status(422)
    if (isOpen(submission) && review.state === 'offered')
      return res.render('review/offer', offerPage(subject, rejected))
    if (!canWork(submission, review)) return res.render('review/closed', closedPage(subject))
    const [draft, phrases] = await Promise.all([deps.drafts.find(review.id), deps.phrases.of(review.reviewerId)])
    return res.render('review/workspace', workspacePage(subject, { draft, phrases, now: deps.now() }, rejected))
  }

  router.get('/reviews', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const before = await submittedBefore(req)
    const [waiting, past, coordinated, ledTo] = await Promise.all([
      deps.submissions.waitingFor(id),
      deps.submissions.ofReviewer(id, { limit: PAGE_SIZE + 1, ...(before && { before }) }),
      deps.coordinatedBy(id),
      deps.ledTo(id),
    ])
    const done = past.slice(0, PAGE_SIZE).filter(submission => !waiting.some(other => other.id === submission.id))
    const next = past.length > PAGE_SIZE ? `/reviews?before=${ownReviewIn(past[PAGE_SIZE - 1]!, id).id}` : undefined
    const page = queuePage(await items(waiting, id), await items(done, id), next)
    res.render('review/queue', { ...page, isCoordinator: coordinated.length > 0, ledTo })
  })

  /** A page is named by a review: when something was submitted stands in no address. */
  async function submittedBefore(req: Request): Promise<Date | undefined> {
    if (typeof req.query.before !== 'string') return undefined
    const submission = await deps.submissions.withReview(req.query.before)
    ownReview(submission, { reviewId: req.query.before, reviewerId: signedInPerson(req).id })
    return submission.submittedAt
  }

  const items = (submissions: Submission[], reviewerId: string): Promise<QueueItem[]> =>
    Promise.all(
      submissions.map(async submission => ({
        submission,
        review: ownReviewIn(submission, reviewerId),
        title: (await deps.version(submission.microCredentialId, submission.microCredentialVersion)).anatomy.title,
      })),
    )

  router.get('/reviews/:id', signedIn, async (req, res) => render(res, await subjectOf(req)))

  router.post('/reviews/:id/acceptance', signedIn, async (req, res) => {
    await deps.accept(whose(req))
    res.redirect(303, `/reviews/${req.params.id}`)
  })

  router.post('/reviews/:id/refusal', signedIn, async (req, res) => {
    const form = parseReason(req.body, false)
    if (!form.ok) return render(res, await subjectOf(req), form)
    await deps.decline({ ...whose(req), ...form.value })
    leaveNotice(req, 'review.offer.declined')
    return res.redirect(303, '/reviews')
  })

  router.post('/reviews/:id/recusal', signedIn, async (req, res) => {
    const form = parseReason(req.body, true)
    if (!form.ok) return render(res, await subjectOf(req), form)
    await deps.recuse({ ...whose(req), ...form.value })
    leaveNotice(req, 'review.offer.recused')
    return res.redirect(303, '/reviews')
  })

  router.post('/reviews/:id/draft', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const form = parseReviewDraft(req.body, toJudgeIn(subject))
    if (!form.ok) return render(res, subject, form)
    const savedAt = await deps.saveDraft({ ...whose(req), ...form.value, ...editingOf(req) })
    if (req.accepts(['html', 'json']) === 'json') return res.json({ savedAt: savedAt.toISOString() })
    leaveNotice(req, 'review.workspace.savedForLater')
    return res.redirect(303, '/reviews')
  })

  router.post('/reviews/:id/lock', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    if (subject.review.state === 'locked') return res.redirect(303, `/reviews/${req.params.id}`)
    const toJudge = toJudgeIn(subject)
    const typed = parseReviewDraft(req.body, toJudge)
    if (!typed.ok) return render(res, subject, typed)
    await deps.saveDraft({ ...whose(req), ...typed.value, ...editingOf(req) })
    // While it rests, the page says that what was written is kept.
    if (!isOpen(subject.submission)) return res.redirect(303, `/reviews/${req.params.id}`)
    const form = parseReview(req.body, toJudge)
    if (!form.ok) return render(res, subject, form)
    await deps.lock({ ...whose(req), ...form.value })
    leaveNotice(req, 'review.workspace.locked')
    return res.redirect(303, `/reviews/${req.params.id}`)
  })

  declareHighlightRoutes(router, deps, subjectOf)
  router.post('/reviews/:id/confirmation', signedIn, async (req, res) => {
    await deps.confirm(whose(req))
    leaveNotice(req, 'review.proposal.confirmed')
    res.redirect(303, `/reviews/${req.params.id}`)
  })

  router.post('/reviews/:id/objection', signedIn, async (req, res) => {
    await deps.contest(whose(req))
    leaveNotice(req, 'review.proposal.contested')
    res.redirect(303, `/reviews/${req.params.id}`)
  })

  declareEvidenceRoutes(router, deps.files, subjectOf)
  return router
}

function editingOf(req: Request) {
  const editing = editingIn(req.body)
  return editing ? { editing } : {}
}

const toJudgeIn = ({ submission, microCredential }: ReviewSubject) =>
  criteriaToJudge(microCredential.anatomy.rubric, submission.carriedOver)

const ownReviewIn = ({ reviews }: Submission, personId: string) =>
  reviews.find(({ reviewerId }) => reviewerId === personId)!
