import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change, DomainEvent } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { UnreadLine } from './addressList.js'

const DAY_MS = 24 * 3600 * 1000
/** Long enough to ask somebody about a name; then addresses of whoever was entered are nobody's business here. */
const DAYS_KEPT = 30

/** A programme's end: one decision by which many people get the same micro-credential. */
export interface Completion extends Aggregate {
  organizationId: string
  microCredentialId: string
  microCredentialVersion: number
  title: string
  programme: string
  /** `lapsed`: nobody carried it out in time, and its list is gone. */
  state: 'planned' | 'awarding' | 'done' | 'lapsed'
  /** How many get it. */
  total: number
  /** How many of them are done, from the front of the list. */
  awarded: number
  /** The ids of its awards follow from it, and nobody else can tell them. */
  seed: string
  plannedBy: string
  plannedAt: Date
  /** When the addresses that were entered go, and with them the list if nobody has carried it out; absent afterwards. */
  keptUntil?: Date
}

/** Whom a decision is about. It never changes, so it lies beside the decision, which often does. */
export interface Roster {
  /** Those who get it, in this order. */
  people: string[]
  /** Those who hold it already. */
  holders: string[]
  /** Those who declined it, or from whom it was taken back: neither is undone by the way. */
  without: string[]
  /** Those of `people` who do not belong to the issuer. */
  outside: string[]
  /** Addresses that belong to nobody here. */
  unknown: string[]
  /** Absent of what was planned before they were told apart. */
  unread?: UnreadLine[]
  /** Nobody awards themselves: whoever planned this was named, and left out. */
  isPlannerNamed: boolean
}

/** What somebody entered to plan it. */
export interface Entered {
  slug: string
  emails: string
  groups: string[]
}

export interface CompletionEvent extends DomainEvent {
  name: 'completionStarted' | 'completionAwarded' | 'completionForgotten'
  completionId: string
  organizationId: string
  microCredentialId: string
}
type Changed = Change<Completion, CompletionEvent>

/** One award for a person and a version, whoever completes what how often. */
export const submissionOf = (
  { microCredentialId, microCredentialVersion }: Pick<Completion, 'microCredentialId' | 'microCredentialVersion'>,
  personId: string,
) => `completion:${microCredentialId}:${microCredentialVersion}:${personId}`

export const keptUntil = (since: Date): Date => new Date(since.getTime() + DAYS_KEPT * DAY_MS)
/** Whatever was entered before then is kept no longer. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - DAYS_KEPT * DAY_MS)

/** Time alone makes a list lapse, also before anybody has cleared it away. */
export const stateAt = ({ state, keptUntil }: Pick<Completion, 'state' | 'keptUntil'>, now: Date) =>
  state === 'planned' && keptUntil !== undefined && now >= keptUntil ? 'lapsed' : state

export function start(completion: Completion, actorId: string, at: Date): Changed {
  const state = stateAt(completion, at)
  if (state === 'lapsed') throw new Conflict('This list is no longer kept')
  if (state !== 'planned') throw new Conflict('These badges are being awarded already')
  if (completion.total === 0) throw new Conflict('There is nobody to award it to')
  const started: Completion = { ...completion, state: 'awarding', keptUntil: keptUntil(at) }
  return { state: started, events: [{ ...about(started, at), name: 'completionStarted', actorId }] }
}

export function advance(completion: Completion, awarded: number, at: Date): Changed {
  if (awarded < completion.total) return { state: { ...completion, awarded }, events: [] }
  const done: Completion = { ...completion, awarded, state: 'done' }
  return { state: done, events: [{ ...about(done, at), name: 'completionAwarded' }] }
}

/** The addresses go; of a list that nobody has carried out, so do its people. */
export function forget(completion: Completion, at: Date): Changed {
  const isDue = completion.keptUntil !== undefined && at >= completion.keptUntil
  if (!isDue || completion.state === 'awarding') return { state: completion, events: [] }
  const { keptUntil: _over, ...rest } = completion
  const forgotten: Completion = { ...rest, state: stateAt(completion, at) }
  return { state: forgotten, events: [{ ...about(forgotten, at), name: 'completionForgotten' }] }
}

function about({ id, organizationId, microCredentialId }: Completion, at: Date) {
  return { id: newId(at), at, completionId: id, organizationId, microCredentialId }
}
