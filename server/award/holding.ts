import { Conflict, Invalid, NotFound } from '../shared/errors.js'
import type { Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import { type Award, type Earned, entriesOf, isHeld, type StatusEntry, stateAt, type Visibility } from './award.js'
import type { AwardEvent } from './events.js'

/** Who does it, and when. */
export interface Deed {
  by: string
  at: Date
}

export interface Showing {
  visibility: Visibility
  /** Ids of the pieces of evidence that whoever sees the award may see too. */
  evidence: string[]
}

type Changed = Change<Award, AwardEvent>

export function issue(award: Award): Changed {
  return {
    state: award,
    events: [{ ...about(award, award.issuedAt), name: 'awardIssued', submissionId: award.submissionId }],
  }
}

/**
 * What was awarded for completing a programme is earned by review: the award says from now on what the review found, at
 * the same address and for the same eyes; evidence nobody sees before its holder shows it. Somebody who had declined it is
 * asked again; a suspension stays its issuer's to end.
 */
export function earnByReview(award: Award, completion: NonNullable<Award['completion']>, earned: Earned): Changed {
  const { completion: _ended, validUntil: _until, submissionId, issuedAt, ...rest } = award
  const state = award.state === 'declined' ? 'issued' : award.state
  const reviewed: Award = { ...rest, ...earned, state, completedBefore: { ...completion, submissionId, issuedAt } }
  const name = state === 'issued' ? 'awardIssued' : 'awardReviewed'
  const event = { ...about(reviewed, earned.issuedAt), name, submissionId: earned.submissionId } as const
  return { state: reviewed, events: [event] }
}

/** The holder takes it, be it after declining it at first. */
export function accept(award: Award, showing: Showing, deed: Deed): Changed {
  ensureHolder(award, deed)
  if (award.state !== 'issued' && award.state !== 'declined') throw new Conflict('This award was already accepted')
  const accepted = withShowing({ ...award, state: 'active', acceptedAt: deed.at }, showing)
  return {
    state: accepted,
    events: [{ ...by(accepted, deed), name: 'awardAccepted' }, ...shownEvents(award, accepted, deed)],
  }
}

export function decline(award: Award, deed: Deed): Changed {
  ensureHolder(award, deed)
  if (award.state !== 'issued') throw new Conflict('Only an award that was not accepted yet can be declined')
  return { state: { ...award, state: 'declined' }, events: [{ ...by(award, deed), name: 'awardDeclined' }] }
}

export function show(award: Award, showing: Showing, deed: Deed): Changed {
  ensureHolder(award, deed)
  if (!isHeld(award)) throw new Conflict('Accept the award before showing it')
  const shown = withShowing(award, showing)
  return { state: shown, events: shownEvents(award, shown, deed) }
}

/** Lets the officers of one organization see it, whatever its visibility. */
export function showTo(award: Award, organizationId: string, deed: Deed): Changed {
  ensureHolder(award, deed)
  if (stateAt(award, deed.at) !== 'active') throw new Conflict('Only an accepted award that stands can be shown')
  if (award.shownTo.includes(organizationId)) return { state: award, events: [] }
  const shown = { ...award, shownTo: [...award.shownTo, organizationId] }
  return { state: shown, events: [{ ...by(shown, deed), name: 'awardShownTo', toOrganizationId: organizationId }] }
}

/** Whatever became of what they were asked. Who may see it anyway, still may. */
export function hideFrom(award: Award, organizationId: string, deed: Deed): Changed {
  ensureHolder(award, deed)
  if (!award.shownTo.includes(organizationId)) return { state: award, events: [] }
  const hidden = { ...award, shownTo: award.shownTo.filter(id => id !== organizationId) }
  return {
    state: hidden,
    events: [{ ...by(hidden, deed), name: 'awardHiddenFrom', fromOrganizationId: organizationId }],
  }
}

/** `entry`: for an award that is suspended, whose copies in force do not speak of revocation. */
export function revoke(award: Award, reason: string, deed: Deed, entry?: StatusEntry): Changed {
  if (award.state === 'revoked') throw new Conflict('This award is already revoked')
  if (reason === '') throw new Invalid('Say why it is revoked', 'reason')
  const { suspension: _ended, ...before } = entry ? withEntry(award, entry) : award
  const revoked: Award = { ...givingWay(before), state: 'revoked', revocation: { ...deed, reason } }
  return { state: revoked, events: [{ ...by(revoked, deed), name: 'awardRevoked', reason }] }
}

/** Another award of the same version can be made for its holder; this one stays what it was. */
export function givingWay({ onceKey: _freed, ...award }: Award): Award {
  return award
}

/** For a time. `entry` is one for suspension: what was signed before can only be revoked. */
export function suspend(award: Award, reason: string, deed: Deed, entry: StatusEntry): Changed {
  if (award.state === 'revoked' || award.state === 'suspended') throw new Conflict(`This award is ${award.state}`)
  if (reason === '') throw new Invalid('Say why it is suspended', 'reason')
  const suspension = { ...deed, reason, from: award.state }
  const suspended: Award = { ...withEntry(award, entry), state: 'suspended', suspension }
  return { state: suspended, events: [{ ...by(suspended, deed), name: 'awardSuspended', reason }] }
}

/** `entry` is one for revocation: from now on the award can be revoked as before. */
export function reinstate(award: Award, deed: Deed, entry: StatusEntry): Changed {
  if (award.state !== 'suspended' || !award.suspension) throw new Conflict('This award is not suspended')
  const { suspension, ...before } = withEntry(award, entry)
  const reinstated: Award = { ...before, state: award.suspension.from }
  return { state: reinstated, events: [{ ...by(reinstated, deed), name: 'awardReinstated' }] }
}

/** The key that had signed it is not to be trusted. */
export function signedAnew(award: Award, at: Date): Changed {
  const keyId = award.signed.keyId ?? ''
  return { state: award, events: [{ ...about(award, at), name: 'awardSignedAnew', keyId }] }
}

function withEntry(award: Award, entry: StatusEntry): Award {
  return { ...award, former: entriesOf(award), status: entry }
}

/** Whether the credential has to be signed anew: it says something else than before. */
export function saysOtherwise(before: Award, after: Award): boolean {
  const hasNewEntry = before.status !== after.status
  return hasNewEntry || after.evidence.some((piece, i) => piece.shown !== before.evidence[i]!.shown)
}

/** Others may not learn that there is such an award. */
function ensureHolder(award: Award, deed: Deed): void {
  if (award.earnerId !== deed.by) throw new NotFound('No such award')
}

function withShowing(award: Award, { visibility, evidence }: Showing): Award {
  return {
    ...award,
    visibility,
    evidence: award.evidence.map(piece => ({ ...piece, shown: evidence.includes(piece.id) })),
  }
}

function shownEvents(before: Award, after: Award, deed: Deed): AwardEvent[] {
  const { visibility } = after
  const shown = after.evidence.filter(piece => piece.shown).length
  return [
    ...(before.visibility === visibility
      ? []
      : [{ ...by(after, deed), name: 'awardVisibilityChanged' as const, visibility }]),
    ...(saysOtherwise(before, after) ? [{ ...by(after, deed), name: 'awardEvidenceShown' as const, shown }] : []),
  ]
}

function about({ id, earnerId, microCredentialId, organizationId, title }: Award, at: Date) {
  return { id: newId(at), at, awardId: id, earnerId, microCredentialId, organizationId, title }
}

const by = (award: Award, deed: Deed) => ({ ...about(award, deed.at), actorId: deed.by })
