import type { Request, Response } from 'express'
import { ACCEPT_ATTRIBUTE, type Artefact, Refused } from '../artefact/index.js'
import { Invalid, NotFound } from '../shared/errors.js'
import type { FieldError, Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formView } from '../web/formView.js'
import { receiveForm } from '../web/multipart.js'
import type { GuardedRouter } from '../web/router.js'
import { ensureDrafting, type Piece, piecesIn } from './claim.js'
import { slotField, writingField } from './completeness.js'
import type { fillClaim } from './fillClaim.js'
import { parseLink, parsePicked } from './forms.js'
import type { ClaimableEntry } from './freezeClaim.js'
import type { ClaimSubject } from './pages.js'

export interface PieceRoutesDeps {
  filling: ReturnType<typeof fillClaim>
  addFile(file: { ownerId: string; name: string; stream: import('node:stream').Readable }): Promise<Artefact>
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

  router.post('/claims/:id/pieces/:pieceId/removal', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const pieceId = String(req.params.pieceId)
    const response = subject.claim.draft.responses.find(({ pieces }) => pieces.some(({ id }) => id === pieceId))
    await filling.removePiece(whose(req), pieceId)
    res.redirect(303, response ? backTo(subject, response.requirementId) : `/claims/${subject.claim.id}`)
  })
}

const slotsOf = ({ microCredential }: ClaimSubject) =>
  microCredential.anatomy.requirements.filter(({ kind }) => kind === 'artefact').map(({ id }) => id)

function slotIn({ microCredential }: ClaimSubject, requirementId: unknown) {
  const slot = microCredential.anatomy.requirements.find(({ id, kind }) => kind === 'artefact' && id === requirementId)
  if (!slot) throw new NotFound('No such place for evidence')
  return slot
}

function backTo(subject: ClaimSubject, requirementId: string): string {
  const { part } = slotIn(subject, requirementId)
  return `/claims/${subject.claim.id}?part=${part}#${slotField(requirementId)}`
}

function writingIn({ claim }: ClaimSubject, pieceId: string) {
  for (const { requirementId, pieces } of claim.draft.responses) {
    const piece = pieces.find(each => each.id === pieceId)
    if (piece?.kind === 'writing') return { piece, requirementId }
  }
  throw new NotFound('No such text')
}

function choicesFor(artefacts: Artefact[], entries: (ClaimableEntry & { happenedOn?: string })[], present: Piece[]) {
  const has = (kind: 'artefact' | 'entry', id: string) =>
    present.some(
      piece =>
        (piece.kind === 'artefact' ? piece.artefactId : piece.kind === 'entry' ? piece.entryId : '') === id &&
        piece.kind === kind,
    )
  return {
    hasJournal: artefacts.length + entries.length > present.length,
    artefacts: artefacts
      .filter(({ id }) => !has('artefact', id))
      .map(({ id, name, kind, addedAt, thumbnailDigest }) => ({
        ...{ value: `artefact:${id}`, name, kindKey: `claim.piece.${kind}`, at: addedAt },
        ...(thumbnailDigest && { thumbHref: `/artefacts/${id}/thumb` }),
      })),
    entries: entries
      .filter(({ id }) => !has('entry', id))
      .map(({ id, title, happenedOn }) => ({
        ...{ value: `entry:${id}`, name: title },
        // Noon, so that the day stays the same in every time zone.
        ...(happenedOn && { at: `${happenedOn}T12:00:00Z` }),
      })),
  }
}

/** Why a file or link was not taken; anything that is nobody's mistake is a bug and goes on. */
function refusal(field: string, error: unknown): FieldError {
  if (error instanceof Refused) return { field, messageKey: error.messageKey, values: error.values }
  if (error instanceof Invalid) return { field, messageKey: 'claim.error.tooManyPieces' }
  throw error
}
