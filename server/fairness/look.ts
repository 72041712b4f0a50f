import type { Leaning } from '../rating/index.js'
import { Conflict, Forbidden, Invalid, NotFound } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import type { LookEvent } from './events.js'

/** How long a reviewer may take to answer before anything follows. */
export const ANSWER_DAYS = 14
/** In one talk: enough to say what there is to say. */
export const MOST_ANSWERS = 20
const DAY_MS = 24 * 3600 * 1000

export const LOOK_STATES = ['clear', 'found', 'talking', 'paused', 'recalibrating', 'closed'] as const
export type LookState = (typeof LOOK_STATES)[number]

/** What somebody did about a finding, in the words that the other side reads. */
export interface LookStep {
  name: 'talk' | 'answer' | 'pause' | 'recalibration' | 'closure'
  by: string
  at: Date
  words: string
}

/** One look at sixty scores of one reviewer. What it came to is kept as it was. */
export interface Look extends Aggregate, Leaning {
  setId: string
  microCredentialId: string
  microCredentialVersion: number
  /** Whose signs the variants bore. */
  group: string
  reviewerId: string
  at: Date
  state: LookState
  steps: LookStep[]
}

export type LookChange = Change<Look, LookEvent>

export interface CoordinatorAct {
  coordinatorId: string
  words: string
  at: Date
}

/** A person reads the figures, and asks the reviewer how they see it. */
export const openTalk = (look: Look, act: CoordinatorAct): LookChange =>
  coordinate(look, act, { from: ['found'], to: 'talking', step: 'talk', name: 'talkOpened' })

/** There is nothing to it, or enough has been said. */
export const closeLook = (look: Look, act: CoordinatorAct): LookChange =>
  coordinate(look, act, { from: ['found', 'talking'], to: 'closed', step: 'closure', name: 'lookClosed' })

/** Not asked until they have calibrated again. Only once they have been heard. */
export function askForRecalibration(look: Look, act: CoordinatorAct): LookChange {
  ensureHeard(look, act.at)
  const from: LookState[] = ['talking', 'paused']
  return coordinate(look, act, { from, to: 'recalibrating', step: 'recalibration', name: 'recalibrationAsked' })
}

/** Not asked until a coordinator says so. Only once they have been heard. */
export function pauseReviewing(look: Look, act: CoordinatorAct): LookChange {
  ensureHeard(look, act.at)
  return coordinate(look, act, { from: ['talking'], to: 'paused', step: 'pause', name: 'reviewerPaused' })
}

/** Throws NotFound to anybody but the reviewer, and to them as long as nobody has spoken to them. */
export function answerTalk(look: Look, answer: { reviewerId: string; words: string; at: Date }): LookChange {
  ensureToldTo(look, answer.reviewerId)
  const { reviewerId: by, words, at } = answer
  if (!isTalking(look)) throw new Conflict('This talk is over')
  if (words.trim() === '') throw new Invalid('An answer says something', 'words')
  if (look.steps.filter(({ name }) => name === 'answer').length >= MOST_ANSWERS) throw new Conflict('Enough was said')
  return step(look, { name: 'answer', by, at, words }, look.state, 'talkAnswered')
}

/** A reviewer learns of a look from a person who wants to talk about it, not from the figures. */
export function ensureToldTo({ reviewerId, steps }: Look, personId: string): void {
  if (reviewerId !== personId || !steps.some(({ name }) => name === 'talk')) throw new NotFound('No such talk')
}

export const isTalking = ({ state }: Look): boolean => state === 'talking' || state === 'paused'

/** Whether the reviewer has said their side, or had the time to. */
export function isHeard({ steps }: Look, now: Date): boolean {
  const asked = steps.find(({ name }) => name === 'talk')
  const isOver = asked !== undefined && now.getTime() - asked.at.getTime() > ANSWER_DAYS * DAY_MS
  return isOver || steps.some(({ name }) => name === 'answer')
}

function ensureHeard(look: Look, at: Date): void {
  if (!isHeard(look, at)) throw new Conflict('The reviewer is heard first')
}

interface Move {
  from: LookState[]
  to: LookState
  step: LookStep['name']
  name: LookEvent['name']
}

function coordinate(look: Look, { coordinatorId: by, words, at }: CoordinatorAct, move: Move): LookChange {
  if (by === look.reviewerId) throw new Forbidden('Nobody decides about themselves')
  if (words.trim() === '') throw new Invalid('It needs words that the other side reads', 'words')
  if (!move.from.includes(look.state)) throw new Conflict(`A look that is ${look.state} does not allow this`)
  return step(look, { name: move.step, by, at, words }, move.to, move.name)
}

function step(look: Look, taken: LookStep, state: LookState, name: LookEvent['name']): LookChange {
  const { id: lookId, setId, reviewerId, microCredentialId, microCredentialVersion, steps } = look
  const about = { lookId, setId, reviewerId, microCredentialId, microCredentialVersion, words: taken.words }
  const isTold = steps.some(each => each.name === 'talk') || taken.name === 'talk'
  const coordinatorId = taken.name === 'answer' ? steps.find(each => each.name === 'talk')!.by : taken.by
  const event = { id: `${lookId}.${steps.length + 1}`, name, at: taken.at, actorId: taken.by, coordinatorId, isTold }
  return { state: { ...look, state, steps: [...steps, taken] }, events: [{ ...event, ...about }] }
}
