import { Conflict, NotFound } from '../shared/errors.js'
import type { Change } from '../shared/events.js'
import {
  ANSWER_DAYS,
  type Endorsement,
  type Endorser,
  MOST_ENDORSEMENTS,
  masked,
  type SignedText,
  type State,
  type Statement,
  stateAt,
} from './endorsement.js'
import type { EndorsementEvent } from './events.js'
import { NotAskable } from './notAskable.js'
import type { Described } from './subject.js'

const DAY_MS = 24 * 3600 * 1000

export type Changed = Change<Endorsement, EndorsementEvent>

export interface Asking {
  id: string
  askedBy: string
  endorser: Endorser
  message: string
  /** How many are asked for or given already. */
  others: number
  at: Date
}

export function ask(described: Described, { id, askedBy, endorser, message, others, at }: Asking): Changed {
  const { subject, title, keepers, issuers, isStanding } = described
  if (!keepers.includes(askedBy)) throw new NotFound('No such thing to be endorsed')
  if (!isStanding) throw new Conflict('What no longer stands cannot be endorsed')
  if (others >= MOST_ENDORSEMENTS) throw new NotAskable('tooMany')
  if (endorser.kind === 'person' && keepers.includes(endorser.id)) throw new NotAskable('self')
  if (endorser.kind === 'organization' && issuers.includes(endorser.id)) throw new NotAskable('issuer')
  const state: Endorsement = {
    ...{ id, version: 0, subject, title, askedBy, endorser, message, state: 'asked', askedAt: at },
    ...{ answerBy: new Date(at.getTime() + ANSWER_DAYS * DAY_MS), hidden: false },
  }
  return { state, events: [{ ...about(state, at, 'asked'), name: 'endorsementAsked', actorId: askedBy }] }
}

/** Throws what stands against signing it now; `by` is absent for a guest. */
export function ensureGivable(endorsement: Endorsement, described: Described, by: string | undefined, at: Date): void {
  ensureOpen(endorsement, at)
  if (!described.isStanding) throw new Conflict('What no longer stands cannot be endorsed')
  if (by !== undefined && described.keepers.includes(by)) throw new NotAskable('self')
}

export function give(endorsement: Endorsement, described: Described, statement: Statement): Changed {
  const { at, by } = statement
  ensureGivable(endorsement, described, by, at)
  const given: Endorsement = { ...endorsement, state: 'given', statement }
  return { state: given, events: [{ ...withActor(given, at, 'given', by), name: 'endorsementGiven' }] }
}

export function decline(endorsement: Endorsement, by: string | undefined, at: Date): Changed {
  if (endorsement.state === 'declined') return unchanged(endorsement)
  ensureOpen(endorsement, at)
  const declined = ended(endorsement, 'declined', at)
  return { state: declined, events: [{ ...withActor(declined, at, 'declined', by), name: 'endorsementDeclined' }] }
}

/** The endorser takes back what they signed, for good. */
export function withdraw(endorsement: Endorsement, by: string | undefined, at: Date): Changed {
  if (endorsement.state === 'withdrawn') return unchanged(endorsement)
  if (endorsement.state !== 'given')
    throw new Conflict(`An endorsement that is ${endorsement.state} cannot be withdrawn`)
  const withdrawn = ended(endorsement, 'withdrawn', at)
  return { state: withdrawn, events: [{ ...withActor(withdrawn, at, 'withdrawn', by), name: 'endorsementWithdrawn' }] }
}

/** Its endorser's key may have been in others' hands when it was signed: it counts no longer, and its words go. */
export function distrust(endorsement: Endorsement, since: Date, by: string | undefined, at: Date): Changed {
  if (endorsement.state !== 'given') return unchanged(endorsement)
  const { state, events } = withdraw(endorsement, by, at)
  return { state: { ...state, untrustedSince: since }, events }
}

/** The address that was asked belongs to whoever it is about. */
export function disqualify(endorsement: Endorsement, at: Date): Changed {
  if (stateAt(endorsement, at) === 'asked') return recall(endorsement, endorsement.askedBy, at)
  if (endorsement.state !== 'given') return unchanged(endorsement)
  const { state, events } = withdraw(endorsement, undefined, at)
  return { state: { ...state, isByOwner: true }, events }
}

/** Whoever asked takes the request back. */
export function recall(endorsement: Endorsement, by: string, at: Date): Changed {
  if (endorsement.askedBy !== by) throw new NotFound('No such request')
  if (endorsement.state === 'recalled') return unchanged(endorsement)
  ensureOpen(endorsement, at)
  const recalled = ended(endorsement, 'recalled', at)
  return { state: recalled, events: [{ ...withActor(recalled, at, 'recalled', by), name: 'endorsementRecalled' }] }
}

/** Nobody answered. */
export function lapse(endorsement: Endorsement, at: Date): Changed {
  if (stateAt(endorsement, at) !== 'lapsed' || endorsement.state === 'lapsed') return unchanged(endorsement)
  const lapsed = ended(endorsement, 'lapsed', endorsement.answerBy)
  return { state: lapsed, events: [{ ...about(lapsed, at, 'lapsed'), name: 'endorsementLapsed' }] }
}

/** Whoever it is about hides it, or shows it again. Its signature stays good either way. */
export function setHidden(
  endorsement: Endorsement,
  { keepers }: Described,
  hidden: boolean,
  by: string,
  at: Date,
): Changed {
  if (!keepers.includes(by)) throw new NotFound('No such endorsement')
  if (!endorsement.statement) throw new Conflict('There is nothing to show yet')
  if (endorsement.hidden === hidden) return unchanged(endorsement)
  const changed = { ...endorsement, hidden }
  const name = hidden ? 'endorsementHidden' : 'endorsementShown'
  return { state: changed, events: [{ ...withActor(changed, at, `${name}.${endorsement.version}`, by), name }] }
}

/** The key that had signed it is not to be trusted. */
export function signedAnew(endorsement: Endorsement, signed: SignedText, at: Date): Changed {
  const state = { ...endorsement, statement: { ...endorsement.statement!, signed } }
  return { state, events: [{ ...about(state, at, `signed.${endorsement.version}`), name: 'endorsementSignedAnew' }] }
}

export const unchanged = (state: Endorsement): Changed => ({ state, events: [] })

function ensureOpen(endorsement: Endorsement, at: Date): void {
  const state = stateAt(endorsement, at)
  if (state !== 'asked') throw new Conflict(`This request is ${state}`)
}

/** A guest's address is forgotten as soon as nothing has to be sent there any more. */
function ended(endorsement: Endorsement, state: State, endedAt: Date): Endorsement {
  const { endorser } = endorsement
  const forgotten = endorser.kind === 'guest' ? { ...endorser, address: masked(endorser.address) } : endorser
  return { ...endorsement, state, endedAt, endorser: forgotten }
}

function about({ id, subject, askedBy }: Endorsement, at: Date, what: string) {
  return { id: `${id}.${what}`, at, endorsementId: id, subject, askedById: askedBy }
}

const withActor = (endorsement: Endorsement, at: Date, what: string, by: string | undefined) => ({
  ...about(endorsement, at, what),
  ...(by && { actorId: by }),
})
