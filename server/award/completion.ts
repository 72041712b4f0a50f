import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change, DomainEvent } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { UnreadLine } from './addressList.js'

/** A programme's end: one decision by which many people get the same micro-credential. */
export interface Completion extends Aggregate {
  organizationId: string
  microCredentialId: string
  microCredentialVersion: number
  title: string
  programme: string
  state: 'planned' | 'awarding' | 'done'
  /** How many get it. */
  total: number
  /** How many of them are done, from the front of the list. */
  awarded: number
  /** The ids of its awards follow from it, and nobody else can tell them. */
  seed: string
  plannedBy: string
  plannedAt: Date
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
  name: 'completionStarted' | 'completionAwarded'
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

export function start(completion: Completion, actorId: string, at: Date): Changed {
  if (completion.state !== 'planned') throw new Conflict('These badges are being awarded already')
  if (completion.total === 0) throw new Conflict('There is nobody to award it to')
  const started: Completion = { ...completion, state: 'awarding' }
  return { state: started, events: [{ ...about(started, at), name: 'completionStarted', actorId }] }
}

export function advance(completion: Completion, awarded: number, at: Date): Changed {
  if (awarded < completion.total) return { state: { ...completion, awarded }, events: [] }
  const done: Completion = { ...completion, awarded, state: 'done' }
  return { state: done, events: [{ ...about(done, at), name: 'completionAwarded' }] }
}

function about({ id, organizationId, microCredentialId }: Completion, at: Date) {
  return { id: newId(at), at, completionId: id, organizationId, microCredentialId }
}
