import type { Request, Response } from 'express'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { NotFound } from '../shared/errors.js'
import { formReader, type Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import type { Coordinated } from './boardRoutes.js'
import { isImpartial } from './hold.js'
import type { moveSeat } from './moveSeat.js'
import { boardPath, EMPTY_SEAT, movableSeats, type SeatSubject, seatPage, WHOEVER_IS_NEXT } from './seatPage.js'
import type { SubmissionStore } from './store.js'

export interface SeatRoutesDeps {
  submissions: SubmissionStore
  seats: ReturnType<typeof moveSeat>
  coordinatedBy(personId: string): Promise<Coordinated[]>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  people(ids: string[]): Promise<Map<string, { name: string; handle: string }>>
  now(): Date
}

/** One submission of the board: who reads it, and a seat for somebody else. */
export function declareSeatRoutes(router: GuardedRouter, deps: SeatRoutesDeps): void {
  router.get('/reviews/board/:id', signedIn, async (req, res) => render(res, await subjectOf(req)))

  router.post('/reviews/board/:id', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const { submission, choices } = subject
    const form = formReader(req.body)
    const seat = form.choice('seat', movableSeats(submission, deps.now()))
    const reviewer = form.choice('reviewer', [WHOEVER_IS_NEXT, ...choices.map(({ personId }) => personId)])
    const parsed = form.result({ seat, reviewer })
    if (!parsed.ok) return render(res, subject, parsed)
    await deps.seats.move({
      ...{ submissionId: submission.id, coordinatorId: signedInPerson(req).id },
      ...(seat !== EMPTY_SEAT && { reviewId: seat }),
      ...(reviewer !== WHOEVER_IS_NEXT && { reviewerId: reviewer }),
    })
    leaveNotice(req, reviewer === WHOEVER_IS_NEXT ? 'review.board.done.next' : 'review.board.done.asked')
    return res.redirect(303, boardPath(submission.id))
  })

  function render(res: Response, subject: SeatSubject, rejected?: Rejected): void {
    if (rejected) res.status(422)
    res.render('review/seats', seatPage(subject, deps.now(), rejected))
  }

  /** Throws NotFound to whoever does not look after these reviews, or has a part in this one. */
  async function subjectOf(req: Request): Promise<SeatSubject> {
    const viewerId = signedInPerson(req).id
    const submission = await deps.submissions.get(String(req.params.id))
    const own = await deps.coordinatedBy(viewerId)
    const isTheirs = own.some(({ id }) => id === submission.microCredentialId)
    if (!isTheirs || submission.anchor || !isImpartial(submission, viewerId)) throw new NotFound('No such submission')
    const choices = await deps.seats.choices(submission, viewerId)
    const ids = [...submission.reviews.map(({ reviewerId }) => reviewerId), ...choices.map(({ personId }) => personId)]
    const [microCredential, people] = await Promise.all([
      deps.version(submission.microCredentialId, submission.microCredentialVersion),
      deps.people(ids),
    ])
    return { submission, microCredential, choices, people }
  }
}
