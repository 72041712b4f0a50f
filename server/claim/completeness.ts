import type { Rubric } from '../shared/rubric.js'
import { type Draft, type Piece, piecesIn, textIn } from './draft.js'
import { countWords } from './words.js'

export const CLAIM_PARTS = ['overview', 'artefacts', 'reflection', 'self-assessment'] as const
export type ClaimPart = (typeof CLAIM_PARTS)[number]

/** What of a requirement decides whether it is answered. */
export interface Asked {
  id: string
  part: ClaimPart
  kind: 'text' | 'artefact'
  prompt: string
  required: boolean
  min?: number
  max?: number
}

/** One thing that is missing, tied to the field that mends it. */
export interface Problem {
  part: ClaimPart
  field: string
  messageKey: string
  values: Record<string, string | number>
}

export interface Checked {
  requirements: Asked[]
  /** Criteria still to be judged. */
  rubric: Rubric
  draft: Draft
  /** Ids of the artefacts and entries in it that exist, whole, and are the person's own. */
  available: Set<string>
}

export const responseField = (requirementId: string) => `response-${requirementId}`
export const slotField = (requirementId: string) => `slot-${requirementId}`
export const writingField = (pieceId: string) => `writing-${pieceId}`
export const levelField = (criterionId: string) => `level-${criterionId}`
export const noteField = (criterionId: string) => `note-${criterionId}`

/** What is there, not how good it is: everything that stands between a draft and its submission. */
export function problemsIn({ requirements, rubric, draft, available }: Checked): Problem[] {
  return [
    ...requirements.flatMap(asked =>
      asked.kind === 'text'
        ? textProblems(asked, textIn(draft, asked.id))
        : pieceProblems(asked, piecesIn(draft, asked.id), available),
    ),
    ...selfAssessmentProblems(rubric, draft),
  ]
}

function textProblems(asked: Asked, text: string): Problem[] {
  const words = countWords(text)
  const { min = 0, max = Number.POSITIVE_INFINITY } = asked
  const problem = (name: string) => [problemWith(asked, responseField(asked.id), name, { words })]
  if (words === 0) return asked.required ? problem('noText') : []
  if (words < min) return problem('tooFewWords')
  return words > max ? problem('tooManyWords') : []
}

function pieceProblems(asked: Asked, pieces: Piece[], available: Set<string>): Problem[] {
  const { max = Number.POSITIVE_INFINITY } = asked
  const min = Math.max(asked.min ?? 0, asked.required ? 1 : 0)
  const count = pieces.length
  const problem = (name: string) => [problemWith(asked, slotField(asked.id), name, { pieces: count })]
  const broken = pieces.flatMap((piece, index) => brokenPiece(asked, piece, index + 1, available))
  if (count === 0) return asked.required ? problem('noPieces') : []
  if (count < min) return [...problem('tooFewPieces'), ...broken]
  return count > max ? [...problem('tooManyPieces'), ...broken] : broken
}

function brokenPiece(asked: Asked, piece: Piece, number: number, available: Set<string>): Problem[] {
  if (piece.kind === 'writing')
    return countWords(piece.text) > 0 ? [] : [problemWith(asked, writingField(piece.id), 'emptyWriting', { number })]
  const id = piece.kind === 'artefact' ? piece.artefactId : piece.entryId
  return available.has(id) ? [] : [problemWith(asked, slotField(asked.id), 'pieceGone', { number })]
}

function selfAssessmentProblems(rubric: Rubric, { selfAssessment }: Draft): Problem[] {
  const chosen = new Map(selfAssessment.map(({ criterionId, levelId }) => [criterionId, levelId]))
  return rubric
    .filter(({ id, levels }) => !levels.some(level => level.id === chosen.get(id)))
    .map(({ id, name }) => ({
      part: 'self-assessment',
      field: levelField(id),
      messageKey: 'claim.problem.noLevel',
      values: { name },
    }))
}

function problemWith(asked: Asked, field: string, name: string, values: Problem['values']): Problem {
  const { part, prompt, min, max } = asked
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return { part, field, messageKey: `claim.problem.${name}`, values: { prompt, ...limits, ...values } }
}
