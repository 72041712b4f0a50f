import type { Blinding } from '../preflight/index.js'
import { type Editing, ensureNotOvertaken, type LastTyped } from '../shared/editing.js'
import { Invalid } from '../shared/errors.js'
import { type Claim, ensureDrafting } from './claim.js'

/** Far more than any slot asks for; keeps one claim one small document. */
const MOST_PIECES = 60

/** One thing put in an artefact slot: out of the journal, or written in place. */
export type Piece =
  | { id: string; kind: 'artefact'; artefactId: string }
  | { id: string; kind: 'entry'; entryId: string }
  | { id: string; kind: 'writing'; text: string }

export interface Response {
  requirementId: string
  text: string
  pieces: Piece[]
}

export interface SelfScore {
  criterionId: string
  levelId?: string
  note: string
}

/** What a claim holds before it is submitted. */
export interface Draft {
  responses: Response[]
  selfAssessment: SelfScore[]
  /** What reviewers read otherwise than it was written, and what is meant to be there. */
  blinding?: Blinding
  /** Which open form changed the words of each requirement, criterion or piece last, and when. */
  lastTyped?: (LastTyped & { of: string })[]
}

/** What was typed in one form: only the fields that were in it. */
export interface Typed {
  texts: { requirementId: string; text: string }[]
  writings: { pieceId: string; text: string }[]
  selfAssessment: SelfScore[]
}

/** Throws Overtaken instead of writing over words that another form has saved since this one was opened. */
export function writeDraft(claim: Claim, typed: Typed, at: Date, editing?: Editing): Claim {
  ensureDrafting(claim)
  const changed = wordsOf(typed, claim.draft).filter(({ said, before }) => said !== before)
  for (const { of } of changed) ensureNotOvertaken(lastTypedOf(claim.draft, of), editing)
  const writings = new Map(typed.writings.map(({ pieceId, text }) => [pieceId, text]))
  const texts = typed.texts.reduce(
    (draft, { requirementId, text }) => setResponse(draft, requirementId, { text }),
    claim.draft,
  )
  const responses = texts.responses.map(response => ({
    ...response,
    pieces: response.pieces.map(piece =>
      piece.kind === 'writing' && writings.has(piece.id) ? { ...piece, text: writings.get(piece.id)! } : piece,
    ),
  }))
  const retyped = new Set(typed.selfAssessment.map(({ criterionId }) => criterionId))
  const others = claim.draft.selfAssessment.filter(({ criterionId }) => !retyped.has(criterionId))
  const selfAssessment = [...others, ...typed.selfAssessment]
  const lastTyped = [
    ...(claim.draft.lastTyped ?? []).filter(({ of }) => !changed.some(words => words.of === of)),
    ...changed.map(({ of }) => ({ of, typedAt: at, ...(editing && { editorId: editing.editorId }) })),
  ]
  return { ...claim, draft: { ...claim.draft, responses, selfAssessment, lastTyped }, savedAt: at }
}

/** One thing that was typed: of which requirement, criterion or piece, what it says, and what stood there. */
interface Words {
  of: string
  said: string
  before: string
}

const wordsOf = ({ texts, writings, selfAssessment }: Typed, draft: Draft): Words[] => [
  ...texts.map(({ requirementId, text }) => ({
    ...{ of: `response ${requirementId}`, said: text, before: textIn(draft, requirementId) },
  })),
  ...writings.map(({ pieceId, text }) => ({
    ...{ of: `writing ${pieceId}`, said: text, before: writingIn(draft, pieceId) },
  })),
  ...selfAssessment.map(score => {
    const before = draft.selfAssessment.find(({ criterionId }) => criterionId === score.criterionId)
    return { of: `criterion ${score.criterionId}`, said: judgementSaid(score), before: judgementSaid(before) }
  }),
]

const judgementSaid = (score: SelfScore | undefined): string => `${score?.levelId ?? ''} ${score?.note ?? ''}`

function writingIn(draft: Draft, pieceId: string): string {
  const piece = draft.responses.flatMap(({ pieces }) => pieces).find(({ id }) => id === pieceId)
  return piece?.kind === 'writing' ? piece.text : ''
}

const lastTypedOf = (draft: Draft, of: string): LastTyped => draft.lastTyped?.find(each => each.of === of) ?? {}

/** The same artefact or entry twice in one slot stays once. */
export function addPieces(claim: Claim, requirementId: string, pieces: Piece[], at: Date): Claim {
  ensureDrafting(claim)
  const present = piecesIn(claim.draft, requirementId)
  const fresh = pieces.filter(piece => !present.some(other => isSame(other, piece)))
  if (present.length + fresh.length > MOST_PIECES) throw new Invalid('Too many pieces', `slot-${requirementId}`)
  return { ...claim, draft: setResponse(claim.draft, requirementId, { pieces: [...present, ...fresh] }), savedAt: at }
}

/** Harmless when it is gone already. */
export function removePiece(claim: Claim, pieceId: string, at: Date): Claim {
  ensureDrafting(claim)
  const responses = claim.draft.responses.map(response => ({
    ...response,
    pieces: response.pieces.filter(({ id }) => id !== pieceId),
  }))
  return { ...claim, draft: { ...claim.draft, responses }, savedAt: at }
}

export const textIn = (draft: Draft, requirementId: string): string => responseIn(draft, requirementId)?.text ?? ''
export const piecesIn = (draft: Draft, requirementId: string): Piece[] => responseIn(draft, requirementId)?.pieces ?? []

const responseIn = (draft: Draft, requirementId: string) =>
  draft.responses.find(response => response.requirementId === requirementId)

function setResponse(draft: Draft, requirementId: string, patch: Partial<Response>): Draft {
  const empty = { requirementId, text: '', pieces: [] }
  const before = responseIn(draft, requirementId)
  if (!before) return { ...draft, responses: [...draft.responses, { ...empty, ...patch }] }
  return {
    ...draft,
    responses: draft.responses.map(response => (response === before ? { ...before, ...patch } : response)),
  }
}

function isSame(one: Piece, other: Piece): boolean {
  if (one.kind === 'artefact' && other.kind === 'artefact') return one.artefactId === other.artefactId
  if (one.kind === 'entry' && other.kind === 'entry') return one.entryId === other.entryId
  return one.id === other.id
}
