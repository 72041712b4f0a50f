import type { Request, Response } from 'express'
import { Conflict } from '../shared/errors.js'
import { formReader } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { preflightView } from './preflightView.js'
import { mayWithdraw } from './statusPage.js'
import type { ClaimSubject } from './subject.js'
import { Incomplete, type submitting as submittingOf } from './submitClaim.js'

/** As many as one page shows. */
const MOST_KEPT = 200

type Submitting = ReturnType<typeof submittingOf>
type SubjectOf = (req: Request) => Promise<ClaimSubject>

/** Out of one's hands and back again: each by way of a page that says what it means. */
export function declareSubmissionRoutes(router: GuardedRouter, submitting: Submitting, subjectOf: SubjectOf): void {
  const whose = (req: Request) => ({ claimId: String(req.params.id), personId: signedInPerson(req).id })

  const isTooLate = ({ claim, submissions }: ClaimSubject) =>
    claim.state === 'submitted' && !mayWithdraw(claim, submissions.at(-1))

  const refuse = (req: Request, res: Response): void => {
    leaveNotice(req, 'claim.notice.tooLate')
    res.redirect(303, `/claims/${req.params.id}`)
  }

  const waitForAppeal = (req: Request, res: Response, messageKey: string): void => {
    leaveNotice(req, messageKey)
    res.redirect(303, `/claims/${req.params.id}/timeline`)
  }

  router.get('/claims/:id/submission', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const problems = subject.claim.state === 'drafting' ? await submitting.check(subject.claim) : []
    if (subject.claim.state !== 'drafting') return res.redirect(303, `/claims/${subject.claim.id}`)
    if (await submitting.isAppealOpen(subject.claim)) return waitForAppeal(req, res, 'appeal.done.wait')
    if (problems.length > 0) return res.redirect(303, `/claims/${subject.claim.id}?part=check`)
    const { anatomy } = subject.microCredential
    return res.render('claim/confirm', {
      title: anatomy.title,
      action: `/claims/${subject.claim.id}`,
      number: subject.claim.number,
      preflight: preflightView(await submitting.preflight.account(subject.claim)),
    })
  })

  router.post('/claims/:id/submission', signedIn, async (req, res) => {
    try {
      await submitting.submit({ ...whose(req), kept: formReader(req.body).list('kept').slice(0, MOST_KEPT) })
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error
      return res.redirect(303, `/claims/${req.params.id}?part=check`)
    }
    leaveNotice(req, 'claim.notice.submitted')
    return res.redirect(303, `/claims/${req.params.id}`)
  })

  router.get('/claims/:id/withdrawal', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    if (isTooLate(subject)) return refuse(req, res)
    if (await submitting.isAppealOpen(subject.claim)) return waitForAppeal(req, res, 'appeal.done.keep')
    const { claim, microCredential } = subject
    const model = { title: microCredential.anatomy.title, action: `/claims/${claim.id}` }
    return res.render('claim/withdraw', { ...model, isSubmitted: claim.state === 'submitted' })
  })

  router.post('/claims/:id/withdrawal', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    if (isTooLate(subject)) return refuse(req, res)
    try {
      await submitting.withdraw(whose(req))
    } catch (error) {
      // Finished a moment ago, which no page tells yet.
      if (error instanceof Conflict && subject.claim.state === 'submitted') return refuse(req, res)
      throw error
    }
    leaveNotice(req, 'claim.notice.withdrawn')
    return res.redirect(303, `/claims/${req.params.id}`)
  })

  router.post('/claims/:id/reopening', signedIn, async (req, res) => {
    await submitting.reopen(whose(req))
    res.redirect(303, `/claims/${req.params.id}`)
  })
}
