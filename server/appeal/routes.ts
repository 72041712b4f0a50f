import type { Request } from 'express'
import type { Submission } from '../review/index.js'
import { editingIn, ensureNotOvertaken } from '../shared/editing.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { APPEAL_DAYS, unmetIn } from './appeal.js'
import type { Appealing, AppealSubject } from './appealing.js'
import type { AppealDraftStore } from './draftStore.js'
import { parseDraft, parseGrounds } from './forms.js'
import { appealPage, filingPage } from './pages.js'
import type { readReasons } from './readReasons.js'
import { reasonsPage } from './reasonsPage.js'

const APPEAL = '/claims/:id/attempts/:number/appeal'

export interface AppealRoutesDeps {
  appealing: Appealing
  drafts: AppealDraftStore
  /** What the fresh panel does with a submission. */
  panelOf(submissionId: string): Promise<Submission | undefined>
  /** For authors: why earners thought that a criterion was met. */
  reasons: ReturnType<typeof readReasons>
  now(): Date
}

/** All but the reasons by criterion is the earner's alone: to anybody else there is no such attempt. */
export function appealRoutes({ appealing, drafts, panelOf, reasons, now }: AppealRoutesDeps) {
  const router = guardedRouter()
  const whose = (req: Request) => ({
    submissionId: `${req.params.id}-${req.params.number}`,
    earnerId: signedInPerson(req).id,
  })
  const path = (req: Request) => `/claims/${req.params.id}/attempts/${req.params.number}/appeal`

  /** The decision, if an appeal against it may be written now; throws what stands against it. */
  async function disputableIn(req: Request): Promise<{ subject: AppealSubject; disputable: string[] }> {
    const subject = await appealing.read(whose(req))
    const refusal = await appealing.refusal(subject)
    if (refusal) throw refusal
    return { subject, disputable: subject.appeal ? [] : unmetIn(subject.submission.decision!) }
  }

  /** Writes over nothing that another tab typed since this one was opened. */
  async function keepDraft(id: string, body: unknown, disputable: string[], savedAt: Date): Promise<void> {
    const editing = editingIn(body)
    const last = await drafts.find(id)
    ensureNotOvertaken(last?.editorId ? { editorId: last.editorId, typedAt: last.savedAt } : {}, editing)
    const values = parseDraft(body, disputable)
    await drafts.save(id, { values, savedAt, ...(editing && { editorId: editing.editorId }) })
  }

  router.get('/microcredentials/:slug/appeals', signedIn, async (req, res) => {
    const whom = { slug: String(req.params.slug), personId: signedInPerson(req).id }
    const { microCredential, disputes } = await reasons(whom)
    res.render('appeal/reasons', reasonsPage(microCredential, disputes))
  })

  router.get(APPEAL, signedIn, async (req, res) => {
    const subject = await appealing.read(whose(req))
    const { appeal, submission } = subject
    if (appeal) return res.render('appeal/appeal', appealPage({ ...subject, appeal }, await panelOf(submission.id)))
    if (await appealing.refusal(subject)) return res.render('appeal/closed', closedView(subject))
    return res.render('appeal/file', filingPage(subject, await drafts.find(submission.id), now()))
  })

  router.post(`${APPEAL}/draft`, signedIn, async (req, res) => {
    const { subject, disputable } = await disputableIn(req)
    const savedAt = now()
    if (disputable.length > 0) await keepDraft(subject.submission.id, req.body, disputable, savedAt)
    res.json({ savedAt: savedAt.toISOString() })
  })

  router.post(APPEAL, signedIn, async (req, res) => {
    const { subject, disputable } = await disputableIn(req)
    if (subject.appeal) return res.redirect(303, path(req))
    const form = parseGrounds(req.body, disputable)
    if (!form.ok) return res.status(422).render('appeal/file', filingPage(subject, undefined, now(), form))
    await appealing.file({ ...whose(req), grounds: form.value })
    await drafts.forget(subject.submission.id)
    leaveNotice(req, 'appeal.done.filed')
    return res.redirect(303, path(req))
  })

  router.post(`${APPEAL}/withdrawal`, signedIn, async (req, res) => {
    await appealing.withdraw(whose(req))
    leaveNotice(req, 'appeal.done.withdrawn')
    res.redirect(303, path(req))
  })

  return router
}

const closedView = ({ submission, microCredential }: AppealSubject) => ({
  title: microCredential.anatomy.title,
  claimHref: `/claims/${submission.claimId}`,
  days: APPEAL_DAYS,
})
