import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import type { Evidence, Submission } from '../review/index.js'
import { NotFound } from '../shared/errors.js'
import { signedIn } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
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

  serveEvidence('/claims/:id/preview', async req => (await drafted(req)).frozen.evidence)
  serveEvidence('/claims/:id/attempts/:number', async req => attemptIn(await subjectOf(req), req).evidence)

  function serveEvidence(path: string, evidenceOf: (req: Request) => Promise<Evidence[]>): void {
    const pieceIn = async (req: Request) => (await evidenceOf(req)).find(({ id }) => id === req.params.evidenceId)

    router.get(`${path}/evidence/:evidenceId`, signedIn, async (req, res) => {
      const piece = await pieceIn(req)
      if (!piece?.digest) throw new NotFound('No such file')
      const { digest, mediaType, length, name } = piece
      await serveFile(req, res, files, { digest, name, mediaType: mediaType!, length: length! })
    })

    router.get(`${path}/evidence/:evidenceId/thumbnail`, signedIn, async (req, res) => {
      const piece = await pieceIn(req)
      const stored = piece?.thumbnailDigest && (await files.stat(piece.thumbnailDigest))
      if (!stored) throw new NotFound('No such picture')
      await serveFile(req, res, files, { ...stored, mediaType: 'image/webp', name: `${piece.name}.webp` })
    })
  }
}

function attemptIn({ submissions }: ClaimSubject, req: Request): Submission {
  const submission = submissions.find(({ number }) => String(number) === req.params.number)
  if (!submission) throw new NotFound('No such attempt')
  return submission
}
