import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import { declarePieceRoutes, type Evidence, type Submission } from '../review/index.js'
import { NotFound } from '../shared/errors.js'
import { signedIn } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { attemptPage, previewPage } from './frozenPages.js'
import type { ClaimSubject } from './subject.js'
import type { submitting } from './submitClaim.js'

export interface FrozenRoutesDeps {
  files: FileStore
  submitting: Pick<ReturnType<typeof submitting>, 'frozen'>
}

type SubjectOf = (req: Request) => Promise<ClaimSubject>

/** What reviewers will see of the draft, and what they saw of each attempt. */
export function declareFrozenRoutes(router: GuardedRouter, deps: FrozenRoutesDeps, subjectOf: SubjectOf): void {
  const { files } = deps
  const drafted = async (req: Request) => {
    const subject = await subjectOf(req)
    return { subject, frozen: await deps.submitting.frozen(subject.claim) }
  }

  router.get('/claims/:id/preview', signedIn, async (req, res) => {
    const { subject, frozen } = await drafted(req)
    res.render('claim/preview', previewPage(subject, frozen, `/claims/${subject.claim.id}/preview`))
  })

  router.get('/claims/:id/attempts/:number', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    res.render('claim/attempt', attemptPage(subject, attemptIn(subject, req)))
  })

  const pieceAmong = (evidence: Evidence[], req: Request) => evidence.find(({ id }) => id === req.params.evidenceId)
  declarePieceRoutes(router, '/claims/:id/preview/evidence/:evidenceId', files, async req =>
    pieceAmong((await drafted(req)).frozen.evidence, req),
  )
  declarePieceRoutes(router, '/claims/:id/attempts/:number/evidence/:evidenceId', files, async req =>
    pieceAmong(attemptIn(await subjectOf(req), req).evidence, req),
  )
}

function attemptIn({ submissions }: ClaimSubject, req: Request): Submission {
  const submission = submissions.find(({ number }) => String(number) === req.params.number)
  if (!submission) throw new NotFound('No such attempt')
  return submission
}
