import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import { NotFound } from '../shared/errors.js'
import { signedIn } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
import { isOpen } from './panel.js'
import type { ReviewSubject } from './subject.js'

type SubjectOf = (req: Request) => Promise<ReviewSubject>

/** Files for those who judge them, under names that say nothing. */
export function declareEvidenceRoutes(router: GuardedRouter, files: FileStore, subjectOf: SubjectOf): void {
  router.get('/reviews/:id/evidence/:evidenceId', signedIn, async (req, res) => {
    const { digest, mediaType, length, name } = evidenceIn(await subjectOf(req), req)
    if (!digest) throw new NotFound('No such file')
    await serveFile(req, res, files, { digest, mediaType: mediaType!, length: length!, name })
  })

  router.get('/reviews/:id/evidence/:evidenceId/thumbnail', signedIn, async (req, res) => {
    const { thumbnailDigest: digest, number } = evidenceIn(await subjectOf(req), req)
    const file = digest && (await files.stat(digest))
    if (!file) throw new NotFound('No such picture')
    await serveFile(req, res, files, { ...file, mediaType: 'image/webp', name: `thumbnail-${number}.webp` })
  })
}

/** Evidence is open to those who judge it, while they judge it, and to nobody after that. */
function evidenceIn({ submission, review }: ReviewSubject, req: Request) {
  const mayLook = isOpen(submission) && ['accepted', 'inProgress', 'locked'].includes(review.state)
  const piece = mayLook ? submission.evidence.find(({ id }) => id === req.params.evidenceId) : undefined
  if (!piece) throw new NotFound('No such evidence')
  return piece
}
