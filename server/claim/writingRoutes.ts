import type { Request, Response } from 'express'
import { newEditing } from '../shared/editing.js'
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
  now(): Date
}

type SubjectOf = (req: Request) => Promise<ClaimSubject>

/** Evidence in words, each piece on a sheet of its own that saves itself. */
export function declareWritingRoutes(
  router: GuardedRouter,
  { filling, now }: WritingRoutesDeps,
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
    showWriting(res, subject, { pieceId: String(req.params.pieceId), now: now() })
  })
}

interface ShownWriting {
  pieceId: string
  now: Date
  /** As it was just typed, where that was not taken. */
  text?: string
  isOvertaken?: boolean
}

/** One sheet. Where another form has saved other words meanwhile, they stand above what was typed. */
export function showWriting(res: Response, subject: ClaimSubject, { pieceId, now, text, isOvertaken }: ShownWriting) {
  const { piece, requirementId } = writingIn(subject, pieceId)
  const { prompt, help, part } = slotIn(subject, requirementId)
  const action = `/claims/${subject.claim.id}`
  const { savedAt } = subject.claim
  const overtaken = { savedAt, other: [{ about: prompt, text: piece.text }], href: `${action}/writings/${pieceId}` }
  res.render('claim/writing', {
    titleKey: 'claim.writing.title',
    ...{ prompt, help, field: writingField(piece.id), value: text ?? piece.text, action, part, savedAt },
    editing: newEditing(now),
    autosave: isOvertaken ? undefined : `${action}/draft?writing=${pieceId}`,
    overtaken: isOvertaken ? overtaken : undefined,
    backHref: backTo(subject, requirementId),
  })
}

function writingIn({ claim }: ClaimSubject, pieceId: string) {
  for (const { requirementId, pieces } of claim.draft.responses) {
    const piece = pieces.find(each => each.id === pieceId)
    if (piece?.kind === 'writing') return { piece, requirementId }
  }
  throw new NotFound('No such text')
}
