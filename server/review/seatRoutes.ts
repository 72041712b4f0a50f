import type { Request, Response } from 'express'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { NotFound } from '../shared/errors.js'
import { formReader, type Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import type { Coordinated } from './boardRoutes.js'
import type { moveSeat } from './moveSeat.js'
import { boardPath, EMPTY_SEAT, movableSeats, type SeatSubject, seatPage } from './seatPage.js'
import type { SubmissionStore } from './store.js'

const LONGEST_NAME = 200

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
    const { submission } = subject
    const coordinatorId = signedInPerson(req).id
    const form = formReader(req.body)
    const seat = form.choice('seat', movableSeats(submission, deps.now()))
    const called = form.text('reviewer', { max: LONGEST_NAME })
    const reviewerId = called === '' ? undefined : await deps.seats.askable(submission, called, coordinatorId)
    if (called !== '' && !reviewerId) form.fail('reviewer', 'review.board.move.notAskable')
    const parsed = form.result({ seat })
    if (!parsed.ok) return render(res, subject, parsed)
    await deps.seats.move({
      ...{ submissionId: submission.id, coordinatorId },
      ...(seat !== EMPTY_SEAT && { reviewId: seat }),
      ...(reviewerId && { reviewerId }),
    })
    leaveNotice(req, reviewerId ? 'review.board.done.asked' : 'review.board.done.next')
    return res.redirect(303, boardPath(submission.id))
  })

  function render(res: Response, subject: SeatSubject, rejected?: Rejected): void {
    if (rejected) res.status(422)
    res.render('review/seats', seatPage(subject, deps.now(), rejected))
  }

  /** Throws NotFound to whoever does not look after these reviews, or has a part in this one. */
  async function subjectOf(req: Request): Promise<SeatSubject> {
    const viewerId = signedInPerson(req).id
    const { id, microCredentialId, anchor } = await deps.submissions.get(String(req.params.id))
    const own = await deps.coordinatedBy(viewerId)
    if (anchor || !own.some(each => each.id === microCredentialId)) throw new NotFound('No such submission')
    const submission = await deps.seats.open(id, viewerId)
    const [microCredential, people] = await Promise.all([
      deps.version(submission.microCredentialId, submission.microCredentialVersion),
      deps.people(submission.reviews.map(({ reviewerId }) => reviewerId)),
    ])
    return { submission, microCredential, people }
  }
}
