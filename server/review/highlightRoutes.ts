import type { Request } from 'express'
import { Conflict, Invalid } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { signedIn } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { criteriaToJudge } from './decision.js'
import type { ReviewDraftStore } from './draftStore.js'
import { parseHighlight } from './forms.js'
import { ensurePinnable, isSame } from './highlight.js'
import { highlightViews } from './highlightView.js'
import { ensureAllowed, WORKING } from './panel.js'
import { pathOf, type ReviewSubject } from './subject.js'

export interface HighlightRoutesDeps {
  drafts: Pick<ReviewDraftStore, 'find' | 'pin' | 'unpin'>
  now(): Date
}

type SubjectOf = (req: Request) => Promise<ReviewSubject>

/** What a reviewer pins to a criterion, one by one; kept with the draft and apart from what is being typed. */
export function declareHighlightRoutes(
  router: GuardedRouter,
  { drafts, now }: HighlightRoutesDeps,
  subjectOf: SubjectOf,
): void {
  const working = async (req: Request) => {
    const subject = await subjectOf(req)
    ensureAllowed(subject.submission, subject.review, WORKING)
    return subject
  }
  const pinnedIn = async ({ review }: ReviewSubject) => (await drafts.find(review.id))?.highlights ?? []

  router.post('/reviews/:id/highlights', signedIn, async (req, res) => {
    const subject = await working(req)
    const { submission, review, microCredential } = subject
    const isForScript = req.accepts(['html', 'json']) === 'json'
    const form = parseHighlight(req.body)
    const criterionIds = criteriaToJudge(microCredential.anatomy.rubric, submission.carriedOver).map(({ id }) => id)
    try {
      if (!form.ok) throw new Invalid('It cannot be read', form.errors[0]!.field)
      const highlight = { id: newId(now()), ...form.value }
      ensurePinnable(highlight, submission.evidence, criterionIds)
      const isPinned =
        (await drafts.pin(review.id, highlight)) || (await pinnedIn(subject)).some(each => isSame(each, highlight))
      if (!isPinned) throw new Conflict('Enough is pinned')
      if (isForScript) return res.status(201).json(highlightViews([highlight], submission.evidence, '')[0])
      return res.redirect(303, `${pathOf(review)}#pinned-${highlight.criterionId}`)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const messageKey = error.field === 'criterion' ? 'review.highlight.noCriterion' : 'review.highlight.notThere'
      if (isForScript) return res.status(422).json({ field: error.field })
      leaveNotice(req, messageKey)
      return res.redirect(303, `${pathOf(review)}#${form.ok ? form.value.evidenceId : 'evidence-title'}`)
    }
  })

  router.post('/reviews/:id/highlights/:highlightId/removal', signedIn, async (req, res) => {
    const subject = await working(req)
    const { review } = subject
    const removed = (await pinnedIn(subject)).find(({ id }) => id === req.params.highlightId)
    if (removed) await drafts.unpin(review.id, removed.id)
    if (req.accepts(['html', 'json']) === 'json') return res.json({})
    return res.redirect(303, `${pathOf(review)}#${removed ? `pinned-${removed.criterionId}` : 'rubric-title'}`)
  })
}
