import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import type { GuardedRouter } from '../web/router.js'
import { isOpen, isToConfirm } from './panel.js'
import { declarePieceRoutes } from './pieceRoutes.js'
import type { ReviewSubject } from './subject.js'
import type { Review, Submission } from './submission.js'

type SubjectOf = (req: Request) => Promise<ReviewSubject>

/** Evidence is open to those who judge it, while they judge it or are to confirm a "not yet", and to nobody after. */
export function declareEvidenceRoutes(router: GuardedRouter, files: FileStore, subjectOf: SubjectOf): void {
  declarePieceRoutes(router, '/reviews/:id/evidence/:evidenceId', files, async req => {
    const { submission, review } = await subjectOf(req)
    return mayLook(submission, review) ? submission.evidence.find(({ id }) => id === req.params.evidenceId) : undefined
  })
}

const mayLook = (submission: Submission, review: Review): boolean =>
  isToConfirm(submission, review) || (isOpen(submission) && ['accepted', 'inProgress', 'locked'].includes(review.state))
