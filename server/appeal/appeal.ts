import type { AppealDecided, CriterionFeedback, Decision } from '../review/index.js'
import { Conflict, Invalid, NotFound } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import type { Score } from '../shared/rubric.js'
import type { AppealEvent } from './events.js'

/** From the decision on: long enough to read it twice and to ask a colleague, also across a holiday. */
export const APPEAL_DAYS = 30
const DAY_MS = 24 * 3600 * 1000

export const APPEAL_STATES = ['filed', 'panel', 'upheld', 'overturned', 'withdrawn'] as const
export type AppealState = (typeof APPEAL_STATES)[number]

/** Why the earner thinks that a criterion is met. */
export interface Ground {
  criterionId: string
  reason: string
}

/** What came of it. */
export interface Ruling {
  at: Date
  scores: Score[]
  overturned: string[]
  /** The fresh panel's own words. */
  feedback: CriterionFeedback[]
}

/** A challenge to one decision. Its id is that of the submission in which the fresh panel judges. */
export interface Appeal extends Aggregate {
  submissionId: string
  claimId: string
  number: number
  earnerId: string
  microCredentialId: string
  microCredentialVersion: number
  grounds: Ground[]
  state: AppealState
  filedAt: Date
  /** When a fresh panel was asked for. */
  panelAt?: Date
  withdrawnAt?: Date
  ruling?: Ruling
}

/** What an appeal needs to know of the submission that it is about. */
export interface Decided extends Omit<Appeal, 'grounds' | 'state' | 'filedAt' | 'version' | 'submissionId'> {
  decision?: Decision
}

export type AppealChange = Change<Appeal, AppealEvent>

export interface Filing {
  appealId: string
  earnerId: string
  grounds: Ground[]
  at: Date
}

export function fileAppeal(decided: Decided, { appealId, earnerId, grounds, at }: Filing): AppealChange {
  const { id: submissionId, claimId, number, microCredentialId, microCredentialVersion } = decided
  ensureOpenToAppeal(decided, earnerId, at)
  const disputable = unmetIn(decided.decision!)
  if (grounds.length === 0) throw new Invalid('An appeal needs a reason for at least one criterion')
  if (grounds.some(({ reason }) => reason.trim() === '')) throw new Invalid('A reason is empty')
  if (grounds.some(({ criterionId }) => !disputable.includes(criterionId)))
    throw new Invalid('Only a criterion that was not met can be appealed')
  const appeal: Appeal = {
    ...{ id: appealId, submissionId, claimId, number, earnerId, microCredentialId, microCredentialVersion },
    ...{ grounds, state: 'filed', filedAt: at, version: 0 },
  }
  return { state: appeal, events: [{ ...about(appeal, 'filed', at), name: 'appealFiled', actorId: earnerId }] }
}

/** Throws NotFound for somebody else's, and says why where it is too late or there is nothing to appeal against. */
export function ensureOpenToAppeal({ decision, earnerId }: Decided, personId: string, at: Date): void {
  if (earnerId !== personId) throw new NotFound('No such submission')
  if (decision?.outcome !== 'notYet') throw new Conflict('Only a "not yet" can be appealed')
  if (at > appealUntil(decision)) throw new Conflict('The time for an appeal is over')
}

export const appealUntil = ({ at }: Decision): Date => new Date(at.getTime() + APPEAL_DAYS * DAY_MS)

/** The criteria that stood in the way. */
export const unmetIn = ({ feedback }: Decision): string[] =>
  feedback.filter(({ met }) => !met).map(({ criterionId }) => criterionId)

/** A fresh panel has been asked for. Hearing it twice, or too late, changes nothing. */
export function convene(appeal: Appeal, at: Date): Appeal {
  return appeal.state === 'filed' ? { ...appeal, state: 'panel', panelAt: at } : appeal
}

export function withdrawAppeal(appeal: Appeal, earnerId: string, at: Date): AppealChange {
  if (appeal.earnerId !== earnerId) throw new NotFound('No such appeal')
  if (appeal.state === 'withdrawn') return { state: appeal, events: [] }
  if (!isOpen(appeal)) throw new Conflict(`An appeal that is ${appeal.state} cannot be withdrawn`)
  const state: Appeal = { ...appeal, state: 'withdrawn', withdrawnAt: at }
  return { state, events: [{ ...about(appeal, 'withdrawn', at), name: 'appealWithdrawn', actorId: earnerId }] }
}

/**
 * An appeal can only help: what the first panel found met stays met at that level; of the rest, what the fresh panel
 * finds met is met. The decision is overturned when nothing is left that is not met.
 */
export function rule(
  appeal: Appeal,
  first: Decision,
  fresh: Pick<AppealDecided, 'scores' | 'feedback' | 'reviewerIds' | 'at'>,
): AppealChange {
  if (!isOpen(appeal)) return { state: appeal, events: [] }
  const { feedback, reviewerIds, at } = fresh
  const disputed = unmetIn(first)
  const freshlyMet = feedback.filter(({ met }) => met).map(({ criterionId }) => criterionId)
  const overturned = disputed.filter(id => freshlyMet.includes(id))
  const scores = first.scores.map(score => (overturned.includes(score.criterionId) ? scoreIn(fresh, score) : score))
  const state = overturned.length === disputed.length ? 'overturned' : 'upheld'
  const name = state === 'overturned' ? 'appealOverturned' : 'appealUpheld'
  return {
    state: { ...appeal, state, ruling: { at, scores, overturned, feedback } },
    events: [{ ...about(appeal, state, at), name, scores, overturned, reviewerIds, feedback }],
  }
}

export const isOpen = ({ state }: Appeal): boolean => state === 'filed' || state === 'panel'

const scoreIn = ({ scores }: { scores: Score[] }, { criterionId }: Score): Score =>
  scores.find(score => score.criterionId === criterionId)!

function about(appeal: Appeal, what: AppealState, at: Date) {
  const { id, submissionId, claimId, number, earnerId, microCredentialId, microCredentialVersion } = appeal
  const subject = { appealId: id, submissionId, claimId, number, earnerId, microCredentialId, microCredentialVersion }
  return { id: `${id}.${what}`, at, ...subject }
}
