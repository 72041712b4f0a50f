import type { Request } from 'express'
import { NotFound } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { ensureDrafting } from './claim.js'
import { writingField } from './completeness.js'
import { piecesIn } from './draft.js'
import type { fillClaim } from './fillClaim.js'
import { backTo, slotIn } from './slots.js'
import type { ClaimSubject } from './subject.js'

export interface WritingRoutesDeps {
  filling: ReturnType<typeof fillClaim>
}

type SubjectOf = (req: Request) => Promise<ClaimSubject>

/** Evidence in words, each piece on a sheet of its own that saves itself. */
export function declareWritingRoutes(
  router: GuardedRouter,
  { filling }: WritingRoutesDeps,
  subjectOf: SubjectOf,
): void {
  const whose = (req: Request) => ({ claimId: String(req.params.id), personId: signedInPerson(req).id })

  router.post('/claims/:id/writings', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const { id: requirementId } = slotIn(subject, (req.body as { requirement?: string }).requirement)
    const claim = await filling.addPieces({ ...whose(req), requirementId, writings: [''] })
    res.redirect(303, `/claims/${claim.id}/writings/${piecesIn(claim.draft, requirementId).at(-1)!.id}`)
  })

  router.get('/claims/:id/writings/:pieceId', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    ensureDrafting(subject.claim)
    const { piece, requirementId } = writingIn(subject, String(req.params.pieceId))
    const { prompt, help } = slotIn(subject, requirementId)
    res.render('claim/writing', {
      titleKey: 'claim.writing.title',
      ...{ prompt, help, field: writingField(piece.id), value: piece.text },
      action: `/claims/${subject.claim.id}`,
      part: slotIn(subject, requirementId).part,
      backHref: backTo(subject, requirementId),
      savedAt: subject.claim.savedAt,
    })
  })
}

function writingIn({ claim }: ClaimSubject, pieceId: string) {
  for (const { requirementId, pieces } of claim.draft.responses) {
    const piece = pieces.find(each => each.id === pieceId)
    if (piece?.kind === 'writing') return { piece, requirementId }
  }
  throw new NotFound('No such text')
}
