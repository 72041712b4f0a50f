import type { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import { type Artefact, Refused } from '../artefact/index.js'
import type { PreflightRoom } from '../preflight/index.js'
import { holdView, type ReviewRoom } from '../review/index.js'
import { Invalid, NotFound } from '../shared/errors.js'
import { type FieldError, formReader, type Rejected } from '../shared/forms.js'
import { signedIn } from '../web/access.js'
import { formView } from '../web/formView.js'
import { receiveForm } from '../web/multipart.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { type ClaimSubject, headOf, pathOf } from './subject.js'

export interface HoldRoutesDeps {
  addFile(file: { ownerId: string; name: string; stream: Readable }): Promise<Artefact>
  preflight: Pick<PreflightRoom, 'copies'>
  answerHold: ReviewRoom['answerHold']
  now(): Date
}

const LONGEST_ANSWER = 10_000

/** What was asked about a submission, and the earner's own side of it: in words and in files. */
export function declareHoldRoutes(
  router: GuardedRouter,
  deps: HoldRoutesDeps,
  subjectOf: (req: Request) => Promise<ClaimSubject>,
): void {
  const heldIn = ({ submissions }: ClaimSubject) => {
    const held = submissions.findLast(({ hold }) => hold)
    if (!held) throw new NotFound('Nothing was asked')
    return held
  }

  function render(res: Response, subject: ClaimSubject, rejected?: Rejected): void {
    const { hold, state } = heldIn(subject)
    if (rejected) res.status(422)
    res.render('claim/hold', {
      ...headOf(subject),
      ...formView({}, rejected),
      titleKey: 'claim.hold.title',
      action: `${pathOf(subject.claim)}/hold`,
      backHref: pathOf(subject.claim),
      hold: holdView(hold!),
      mayAnswer: state === 'onHold' && deps.now() <= hold!.answerBy,
    })
  }

  router.get('/claims/:id/hold', signedIn, async (req, res) => render(res, await subjectOf(req)))

  router.post('/claims/:id/hold/answer', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const form = formReader(req.body)
    const parsed = form.result({ text: form.text('text', { required: true, max: LONGEST_ANSWER }) })
    if (!parsed.ok) return render(res, subject, parsed)
    await deps.answerHold({ ...answeringTo(subject), ...parsed.value })
    leaveNotice(req, 'claim.hold.answered')
    return res.redirect(303, `${pathOf(subject.claim)}/hold`)
  })

  router.post('/claims/:id/hold/files', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const answering = answeringTo(subject)
    const errors: FieldError[] = []
    let received = 0
    await receiveForm(req, async ({ name, stream }) => {
      try {
        const file = await cleanCopy(await deps.addFile({ ownerId: subject.claim.personId, name, stream }))
        await deps.answerHold({ ...answering, text: '', file })
        received++
      } catch (error) {
        errors.push(refusalOf(error))
      }
    })
    if (received + errors.length === 0) errors.push({ field: 'file', messageKey: 'claim.error.chooseFile' })
    if (errors.length > 0) return render(res, await subjectOf(req), { errors, raw: {} })
    leaveNotice(req, 'claim.hold.answered')
    return res.redirect(303, `${pathOf(subject.claim)}/hold`)
  })

  const answeringTo = (subject: ClaimSubject) => ({
    submissionId: heldIn(subject).id,
    earnerId: subject.claim.personId,
  })

  /** Whoever looks into it need not learn more of the earner than reviewers do. */
  async function cleanCopy({ id, digest, mediaType, length }: Artefact) {
    const [copy] = await deps.preflight.copies([{ id, digest: digest!, mediaType, length: length! }], [])
    return { digest: copy!.digest, mediaType, length: copy!.length }
  }
}

function refusalOf(error: unknown): FieldError {
  if (error instanceof Refused) return { field: 'file', messageKey: error.messageKey, values: error.values }
  if (error instanceof Invalid) return { field: 'file', messageKey: 'claim.error.chooseFile' }
  throw error
}
