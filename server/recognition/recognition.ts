import { Conflict, Forbidden, Invalid } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { RecognitionEvent } from './events.js'

export const DECISION_OUTCOMES = ['approved', 'partlyApproved', 'denied'] as const
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]
/** Auto-matched: the holder shows the award, and belongs to the organization. Withdrawn: not for decision any more. */
export type RecognitionState =
  | 'matched'
  | 'requested'
  | 'underReview'
  | DecisionOutcome
  | 'paused'
  | 'withdrawn'
  | 'reversed'

/** What one award is worth to one organization, from the first look at it to whatever became of that. */
export interface Recognition extends Aggregate {
  awardId: string
  personId: string
  organizationId: string
  microCredentialId: string
  title: string
  state: RecognitionState
  /** What the micro-credential says that it stands for. */
  stated: Worth
  decision?: Decision
  openedAt: Date
  trace: Step[]
}

export interface Worth {
  hours: number
  credits: number
}

export interface Decision extends Worth {
  outcome: DecisionOutcome
  /** What the holder reads: a note, or the reason of a denial. */
  note: string
  by: string
  at: Date
}

export interface Step {
  name: RecognitionEvent['name']
  at: Date
  by?: string
  note?: string
}

export type Verdict = Omit<Decision, 'by' | 'at'>
type Changed = Change<Recognition, RecognitionEvent>
interface Deed {
  by?: string
  at: Date
}

export interface Recognisable {
  awardId: string
  personId: string
  organizationId: string
  microCredentialId: string
  title: string
  stated: Worth
}

export const isOpen = ({ state }: Pick<Recognition, 'state'>): boolean =>
  state === 'matched' || state === 'requested' || state === 'underReview'
export const isDecided = ({ state }: Pick<Recognition, 'state'>): boolean =>
  state === 'approved' || state === 'partlyApproved' || state === 'denied'
/** It counts on a transcript. */
export const isGranted = ({ state }: Pick<Recognition, 'state'>): boolean =>
  state === 'approved' || state === 'partlyApproved'

export function open(about: Recognisable, how: 'matched' | 'requested', deed: Deed): Changed {
  const fresh: Recognition = {
    ...about,
    id: newId(deed.at),
    version: 0,
    state: how,
    openedAt: deed.at,
    trace: [],
  }
  return change(fresh, how, how === 'matched' ? 'recognitionMatched' : 'recognitionRequested', deed)
}

/** The award is shown again, after it was not. */
export function rematch(recognition: Recognition, deed: Deed): Changed {
  if (recognition.state !== 'withdrawn') return unchanged(recognition)
  return change(recognition, 'matched', 'recognitionMatched', deed)
}

/** The holder may ask also after a denial: what was missing may be there now. */
export function request(recognition: Recognition, deed: Deed): Changed {
  if (recognition.state === 'requested' || recognition.state === 'underReview') return unchanged(recognition)
  if (isGranted(recognition) || recognition.state === 'paused') throw new Conflict('It is recognised already')
  if (recognition.state === 'reversed') throw new Conflict('What was reversed cannot be asked for again')
  return change(recognition, 'requested', 'recognitionRequested', deed)
}

export function decide(recognition: Recognition, verdict: Verdict, deed: Deed & { by: string }): Changed {
  if (!isOpen(recognition)) throw new Conflict('This is decided already')
  if (recognition.personId === deed.by) throw new Forbidden('Nobody decides on their own award')
  ensureSound(verdict)
  const decided = { ...recognition, decision: { ...verdict, ...deed } }
  return change(decided, verdict.outcome, 'recognitionDecided', deed, verdict.note)
}

/** Back to where it was decided from: nothing is forgotten, the trace tells of both. */
export function undo({ decision, ...recognition }: Recognition, deed: Deed): Changed {
  if (!decision || !isDecided(recognition)) throw new Conflict('There is no decision to undo')
  return change(recognition, 'underReview', 'recognitionUndone', deed)
}

/** The award is not shown any more: what nobody asked for leaves the queue. */
export function withdraw(recognition: Recognition, deed: Deed): Changed {
  if (recognition.state !== 'matched') return unchanged(recognition)
  return change(recognition, 'withdrawn', 'recognitionWithdrawn', deed)
}

/** The holder shows them the award no longer: what they were asked leaves the queue, what they decided stays. */
export function takeBack(recognition: Recognition, deed: Deed): Changed {
  if (!isOpen(recognition)) return unchanged(recognition)
  return change(recognition, 'withdrawn', 'recognitionWithdrawn', deed)
}

/** The award was revoked. What was granted is reversed and stays visible as such; what was open ends. */
export function reverse(recognition: Recognition, reason: string, deed: Deed): Changed {
  if (isGranted(recognition) || recognition.state === 'paused')
    return change(recognition, 'reversed', 'recognitionReversed', deed, reason)
  if (isOpen(recognition)) return change(recognition, 'withdrawn', 'recognitionWithdrawn', deed, reason)
  return unchanged(recognition)
}

/** The award is suspended: what was granted does not count meanwhile, and stays visible as such. */
export function pause(recognition: Recognition, reason: string, deed: Deed): Changed {
  if (!isGranted(recognition)) return unchanged(recognition)
  return change(recognition, 'paused', 'recognitionPaused', deed, reason)
}

export function resume(recognition: Recognition, deed: Deed): Changed {
  if (recognition.state !== 'paused' || !recognition.decision) return unchanged(recognition)
  return change(recognition, recognition.decision.outcome, 'recognitionResumed', deed)
}

function ensureSound({ outcome, hours, credits, note }: Verdict): void {
  const isWorthNothing = hours <= 0 && credits <= 0
  if (outcome === 'denied' && note === '') throw new Invalid('Say why', 'note')
  if (outcome === 'partlyApproved' && note === '') throw new Invalid('Say what does not count', 'note')
  if (outcome !== 'denied' && isWorthNothing) throw new Invalid('Say how many hours or credits', 'hours')
}

const unchanged = (state: Recognition): Changed => ({ state, events: [] })

function change(
  recognition: Recognition,
  state: RecognitionState,
  name: RecognitionEvent['name'],
  { by, at }: Deed,
  note?: string,
): Changed {
  const step: Step = { name, at, ...(by !== undefined && { by }), ...(note && { note }) }
  const after = { ...recognition, state, trace: [...recognition.trace, step] }
  const { id: recognitionId, awardId, personId, organizationId, microCredentialId, title, decision } = after
  const about = { recognitionId, awardId, personId, organizationId, microCredentialId, title, state }
  const worth = decision && { hours: decision.hours, credits: decision.credits }
  const event = {
    id: newId(at),
    name,
    at,
    ...about,
    ...(by !== undefined && { actorId: by }),
    ...(note && { note }),
    ...worth,
  }
  return { state: after, events: [event] }
}
