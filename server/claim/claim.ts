import { Conflict, Invalid, NotFound } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { isMet, type Rubric, type Score } from '../shared/rubric.js'
import type { ClaimEvent } from './events.js'

/** Far more than any slot asks for; keeps one claim one small document. */
const MOST_PIECES = 60

export const CLAIM_STATES = ['drafting', 'submitted', 'earned', 'withdrawn'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

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

export interface Draft {
  responses: Response[]
  selfAssessment: SelfScore[]
}

/** A person's pursuit of one version of a micro-credential; `number` counts its attempts. */
export interface Claim extends Aggregate {
  personId: string
  microCredentialId: string
  microCredentialVersion: number
  number: number
  state: ClaimState
  draft: Draft
  /** Criteria that earlier attempts met, with the level reached. */
  carriedOver: Score[]
  startedAt: Date
  savedAt?: Date
}

export type ClaimChange = Change<Claim, ClaimEvent>

type Pursuit = Pick<Claim, 'id' | 'personId' | 'microCredentialId' | 'microCredentialVersion'>

export function startClaim(pursuit: Pursuit, at: Date): ClaimChange {
  const draft = { responses: [], selfAssessment: [] }
  const claim: Claim = { ...pursuit, version: 0, number: 1, state: 'drafting', draft, carriedOver: [], startedAt: at }
  return change(claim, 'claimStarted', at)
}

/** What was typed in one form: only the fields that were in it. */
export interface Typed {
  texts: { requirementId: string; text: string }[]
  writings: { pieceId: string; text: string }[]
  selfAssessment: SelfScore[]
}

export function writeDraft(claim: Claim, typed: Typed, at: Date): Claim {
  ensureDrafting(claim)
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
  return { ...claim, draft: { responses, selfAssessment: [...others, ...typed.selfAssessment] }, savedAt: at }
}

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

/** From here on the attempt lives in its submission. Hearing it twice, or late, changes nothing. */
export function markSubmitted(claim: Claim, number: number): Claim {
  return claim.number === number && claim.state === 'drafting' ? { ...claim, state: 'submitted' } : claim
}

export function isUnderWay(claim: Claim): boolean {
  return claim.state === 'drafting' || claim.state === 'submitted'
}

export interface Decided {
  number: number
  outcome: 'earned' | 'notYet'
  scores: Score[]
}

/** Earned closes the claim; not yet opens the next attempt, with every response as it was and what is met kept. */
export function takeDecision(claim: Claim, { number, outcome, scores }: Decided, rubric: Rubric): Claim {
  if (claim.number !== number || !isUnderWay(claim)) return claim
  if (outcome === 'earned') return { ...claim, state: 'earned' }
  const levels = new Map(scores.map(({ criterionId, levelId }) => [criterionId, levelId]))
  const met = rubric.filter(criterion => isMet(criterion, levels.get(criterion.id)))
  const carriedOver = met.map(({ id }) => ({ criterionId: id, levelId: levels.get(id)! }))
  return nextAttempt({ ...claim, carriedOver })
}

/** Incomplete: nobody judged it, so it goes back to its writer as the next attempt. */
export function takeBack(claim: Claim, number: number): Claim {
  return claim.number === number && isUnderWay(claim) ? nextAttempt(claim) : claim
}

export function withdrawClaim(claim: Claim, at: Date): ClaimChange {
  if (claim.state === 'withdrawn') return { state: claim, events: [] }
  if (!isUnderWay(claim)) throw new Conflict('What is earned cannot be withdrawn')
  // A submitted attempt keeps its number: taking the claim up again begins the next one.
  const number = claim.state === 'submitted' ? claim.number + 1 : claim.number
  return change({ ...claim, state: 'withdrawn', number }, 'claimWithdrawn', at)
}

/** The submission was withdrawn; the claim follows, should it not know yet. */
export function followWithdrawal(claim: Claim, number: number, at: Date): ClaimChange {
  const isCurrent = claim.number === number && claim.state === 'submitted'
  return isCurrent ? withdrawClaim(claim, at) : { state: claim, events: [] }
}

export function reopenClaim(claim: Claim, at: Date): ClaimChange {
  if (claim.state === 'drafting') return { state: claim, events: [] }
  if (claim.state !== 'withdrawn') throw new Conflict('Only a withdrawn claim can be taken up again')
  return change({ ...claim, state: 'drafting' }, 'claimReopened', at)
}

/** Throws NotFound: nobody else may know of it. */
export function ensureOwn(claim: Claim, personId: string): Claim {
  if (claim.personId !== personId) throw new NotFound('No such claim')
  return claim
}

export function ensureDrafting(claim: Claim): void {
  if (claim.state !== 'drafting') throw new Conflict(`A claim that is ${claim.state} cannot be written in`)
}

export const textIn = (draft: Draft, requirementId: string): string => responseIn(draft, requirementId)?.text ?? ''
export const piecesIn = (draft: Draft, requirementId: string): Piece[] => responseIn(draft, requirementId)?.pieces ?? []

const responseIn = (draft: Draft, requirementId: string) =>
  draft.responses.find(response => response.requirementId === requirementId)

const nextAttempt = (claim: Claim): Claim => ({ ...claim, state: 'drafting', number: claim.number + 1 })

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

function change(claim: Claim, name: ClaimEvent['name'], at: Date): ClaimChange {
  const { id, personId, microCredentialId, microCredentialVersion, number, version } = claim
  const about = { claimId: id, personId, microCredentialId, microCredentialVersion, number }
  return { state: claim, events: [{ id: `${id}.${version}.${name}`, name, at, actorId: personId, ...about }] }
}
