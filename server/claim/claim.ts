import { Conflict, NotFound } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { isMet, type Rubric, type Score } from '../shared/rubric.js'
import type { Draft } from './draft.js'
import type { ChallengeGround, ClaimEvent } from './events.js'

export const CLAIM_STATES = ['drafting', 'submitted', 'earned', 'withdrawn'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

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
  /** The attempt whose decision was challenged last. */
  challenged?: number
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

/** From here on the attempt lives in its submission, which is made of this. */
export function handIn(claim: Claim, at: Date): ClaimChange {
  ensureDrafting(claim)
  return change({ ...claim, state: 'submitted' }, 'claimHandedIn', at)
}

/**
 * The latest decision is challenged instead of followed by the next attempt: two panels never judge work of one claim
 * at a time. Handing in and challenging are writes of this one document, so that only one of them can come first.
 */
export function challengeDecision(claim: Claim, number: number, grounds: ChallengeGround[], at: Date): ClaimChange {
  if (claim.challenged === number) return { state: claim, events: [] }
  if (claim.state !== 'drafting' || claim.number !== number + 1)
    throw new Conflict('Only the latest decision can be appealed, before the next attempt is handed in')
  const { state, events } = change({ ...claim, challenged: number }, 'decisionChallenged', at)
  return { state, events: events.map(event => ({ ...event, challenged: number, grounds }) as ClaimEvent) }
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
  return nextAttempt({ ...claim, carriedOver: metScores(scores, rubric) })
}

function metScores(scores: Score[], rubric: Rubric): Score[] {
  const levels = new Map(scores.map(({ criterionId, levelId }) => [criterionId, levelId]))
  const met = rubric.filter(criterion => isMet(criterion, levels.get(criterion.id)))
  return met.map(({ id }) => ({ criterionId: id, levelId: levels.get(id)! }))
}

/** An appeal against the decision on an earlier attempt was overturned: earned, whatever has been drafted since. */
export function earnByAppeal(claim: Claim, number: number): Claim {
  return claim.number > number && claim.state !== 'earned' ? { ...claim, state: 'earned' } : claim
}

/** After an appeal that was upheld: what counts as met now is not judged again. */
export function carryOver(claim: Claim, scores: Score[], rubric: Rubric): Claim {
  return claim.state === 'earned' ? claim : { ...claim, carriedOver: metScores(scores, rubric) }
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

const nextAttempt = (claim: Claim): Claim => ({ ...claim, state: 'drafting', number: claim.number + 1 })

function change(claim: Claim, name: ClaimEvent['name'], at: Date): ClaimChange {
  const { id, personId, microCredentialId, microCredentialVersion, number, version } = claim
  const about = { claimId: id, personId, microCredentialId, microCredentialVersion, number }
  return {
    state: claim,
    events: [{ id: `${id}.${version}.${name}`, name, at, actorId: personId, ...about } as ClaimEvent],
  }
}
