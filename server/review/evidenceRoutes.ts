import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import type { GuardedRouter } from '../web/router.js'
import { isOpen } from './panel.js'
import { declarePieceRoutes } from './pieceRoutes.js'
import type { ReviewSubject } from './subject.js'

type SubjectOf = (req: Request) => Promise<ReviewSubject>

/** Evidence is open to those who judge it, while they judge it, and to nobody after that. */
export function declareEvidenceRoutes(router: GuardedRouter, files: FileStore, subjectOf: SubjectOf): void {
  declarePieceRoutes(router, '/reviews/:id/evidence/:evidenceId', files, async req => {
    const { submission, review } = await subjectOf(req)
    const mayLook = isOpen(submission) && ['accepted', 'inProgress', 'locked'].includes(review.state)
    return mayLook ? submission.evidence.find(({ id }) => id === req.params.evidenceId) : undefined
  })
}
