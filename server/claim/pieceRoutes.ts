import type { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import { ACCEPT_ATTRIBUTE, type Artefact, Refused } from '../artefact/index.js'
import { Invalid } from '../shared/errors.js'
import type { FieldError, Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formView } from '../web/formView.js'
import { receiveForm } from '../web/multipart.js'
import type { GuardedRouter } from '../web/router.js'
import { ensureDrafting } from './claim.js'
import { piecesIn } from './draft.js'
import type { fillClaim } from './fillClaim.js'
import { parseLink, parsePicked } from './forms.js'
import type { ClaimableEntry } from './freezeClaim.js'
import { choicesFor } from './pieceChoices.js'
import { backTo, slotIn, slotsOf } from './slots.js'
import type { ClaimSubject } from './subject.js'
import { declareWritingRoutes } from './writingRoutes.js'

export interface PieceRoutesDeps {
  now(): Date
  filling: ReturnType<typeof fillClaim>
  addFile(file: { ownerId: string; name: string; stream: Readable }): Promise<Artefact>
  addLink(link: { ownerId: string; url: string; name: string }): Promise<Artefact>
  /** The newest first, as many as one looks through. */
  artefactsOf(personId: string): Promise<Artefact[]>
  entriesOf(personId: string): Promise<(ClaimableEntry & { happenedOn?: string })[]>
}

type SubjectOf = (req: Request) => Promise<ClaimSubject>

/** Four ways to fill a slot: from the journal, a file, a link, or words written here. */
export function declarePieceRoutes(router: GuardedRouter, deps: PieceRoutesDeps, subjectOf: SubjectOf): void {
  const { filling } = deps
  const whose = (req: Request) => ({ claimId: String(req.params.id), personId: signedInPerson(req).id })

  async function render(
    res: Response,
    subject: ClaimSubject,
    requirementId: unknown,
    rejected?: Rejected,
  ): Promise<void> {
    const slot = slotIn(subject, requirementId)
    const personId = subject.claim.personId
    const [artefacts, entries] = await Promise.all([deps.artefactsOf(personId), deps.entriesOf(personId)])
    if (rejected) res.status(422)
    res.render('claim/pieces', {
      ...formView({}, rejected),
      titleKey: 'claim.pieces.title',
      prompt: slot.prompt,
      help: slot.help,
      requirement: slot.id,
      action: `/claims/${subject.claim.id}`,
      backHref: backTo(subject, slot.id),
      accept: ACCEPT_ATTRIBUTE,
      ...choicesFor(artefacts, entries, piecesIn(subject.claim.draft, slot.id)),
    })
  }

  router.get('/claims/:id/pieces/new', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    ensureDrafting(subject.claim)
    await render(res, subject, req.query.requirement)
  })

  router.post('/claims/:id/pieces', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const form = parsePicked(req.body, slotsOf(subject))
    if (!form.ok) return render(res, subject, form.raw.requirement, form)
    await filling.addPieces({ ...whose(req), ...form.value })
    return res.redirect(303, backTo(subject, form.value.requirementId))
  })

  router.post('/claims/:id/links', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const form = parseLink(req.body, slotsOf(subject))
    if (!form.ok) return render(res, subject, form.raw.requirement, form)
    const { requirementId, url, name } = form.value
    try {
      const { id } = await deps.addLink({ ownerId: subject.claim.personId, url, name })
      await filling.addPieces({ ...whose(req), requirementId, artefactIds: [id] })
    } catch (error) {
      return render(res, subject, requirementId, { errors: [refusal('url', error)], raw: form.value as never })
    }
    return res.redirect(303, backTo(subject, requirementId))
  })

  router.post('/claims/:id/artefacts', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const { id: requirementId } = slotIn(subject, req.query.requirement)
    ensureDrafting(subject.claim)
    const { artefactIds, errors } = await receiveArtefacts(req, subject.claim.personId)
    if (artefactIds.length > 0) await filling.addPieces({ ...whose(req), requirementId, artefactIds })
    if (errors.length > 0) return render(res, subject, requirementId, { errors, raw: {} })
    return res.redirect(303, backTo(subject, requirementId))
  })

  /** Each file for itself: one that is refused does not keep the others out. */
  async function receiveArtefacts(req: Request, ownerId: string) {
    const artefactIds: string[] = []
    const errors: FieldError[] = []
    const { isCut } = await receiveForm(req, async ({ name, stream }) => {
      try {
        artefactIds.push((await deps.addFile({ ownerId, name, stream })).id)
      } catch (error) {
        errors.push(refusal('file', error))
      }
    })
    if (isCut) errors.push({ field: 'file', messageKey: 'claim.error.tooMuch' })
    if (artefactIds.length + errors.length === 0) errors.push({ field: 'file', messageKey: 'claim.error.chooseFile' })
    return { artefactIds, errors }
  }

  declareWritingRoutes(router, deps, subjectOf)

  router.post('/claims/:id/pieces/:pieceId/removal', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const pieceId = String(req.params.pieceId)
    const response = subject.claim.draft.responses.find(({ pieces }) => pieces.some(({ id }) => id === pieceId))
    await filling.removePiece(whose(req), pieceId)
    res.redirect(303, response ? backTo(subject, response.requirementId) : `/claims/${subject.claim.id}`)
  })
}

/** Why a file or link was not taken; anything that is nobody's mistake is a bug and goes on. */
function refusal(field: string, error: unknown): FieldError {
  if (error instanceof Refused) return { field, messageKey: error.messageKey, values: error.values }
  if (error instanceof Invalid) return { field, messageKey: 'claim.error.tooManyPieces' }
  throw error
}
