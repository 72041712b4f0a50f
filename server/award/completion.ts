import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change, DomainEvent } from '../shared/events.js'
import { newId } from '../shared/ids.js'

/** A programme's end: one decision by which many people get the same micro-credential. */
export interface Completion extends Aggregate {
  organizationId: string
  microCredentialId: string
  microCredentialVersion: number
  title: string
  programme: string
  state: 'planned' | 'awarding' | 'done'
  /** Those who get it, in this order. */
  people: string[]
  /** How many of them have it. */
  awarded: number
  /** Those who hold it already. */
  holders: string[]
  /** Addresses that nobody here has. */
  unknown: string[]
  plannedBy: string
  plannedAt: Date
}

export interface CompletionEvent extends DomainEvent {
  name: 'completionStarted' | 'completionAwarded'
  completionId: string
  organizationId: string
  microCredentialId: string
}
type Changed = Change<Completion, CompletionEvent>

/** A job does so many at a time; one that dies begins again with the same ones. */
export const AWARDED_AT_ONCE = 250

/** One award for a person and a version, whoever completes what how often. */
export const submissionOf = (
  { microCredentialId, microCredentialVersion }: Pick<Completion, 'microCredentialId' | 'microCredentialVersion'>,
  personId: string,
) => `completion:${microCredentialId}:${microCredentialVersion}:${personId}`

export function start(completion: Completion, actorId: string, at: Date): Changed {
  if (completion.state !== 'planned') throw new Conflict('These badges are being awarded already')
  if (completion.people.length === 0) throw new Conflict('There is nobody to award it to')
  const started: Completion = { ...completion, state: 'awarding' }
  return { state: started, events: [{ ...about(started, at), name: 'completionStarted', actorId }] }
}

export const nextPeople = ({ people, awarded }: Completion) => people.slice(awarded, awarded + AWARDED_AT_ONCE)

export function advance(completion: Completion, count: number, at: Date): Changed {
  const awarded = completion.awarded + count
  if (awarded < completion.people.length) return { state: { ...completion, awarded }, events: [] }
  const done: Completion = { ...completion, awarded, state: 'done' }
  return { state: done, events: [{ ...about(done, at), name: 'completionAwarded' }] }
}

function about({ id, organizationId, microCredentialId }: Completion, at: Date) {
  return { id: newId(at), at, completionId: id, organizationId, microCredentialId }
}
