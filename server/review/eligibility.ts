import { createHash } from 'node:crypto'

/** Someone with the role, and what bears on whether and how gladly we ask them. */
export interface Candidate {
  personId: string
  /** The organizations they belong to directly. */
  organizationIds: string[]
  language: string
  /** Reviews they are asked for or at work on. */
  load: number
}

export interface Situation {
  submissionId: string
  earnerId: string
  earnerOrganizationIds: string[]
  /** The language that the micro-credential is written in. */
  language: string
  /** Everyone who was ever asked about this submission. */
  asked: string[]
  /** Organizations of those who now sit on the panel. */
  panelOrganizationIds: string[]
  /** Who recused themselves from this earner's work before, or declared a conflict. */
  conflicted: string[]
  /** Where it is asked for: who has scored the calibration set within tolerance. */
  calibrated?: Set<string>
}

export type Exclusion = 'isEarner' | 'notCalibrated' | 'sameOrganization' | 'conflict' | 'alreadyAsked'

/** Why somebody is asked, said in words by `review.why.<reason>`. */
export interface Reason {
  reason: 'calibrated' | 'otherSchool' | 'noConflict' | 'language' | 'spread' | 'load'
  count?: number
}

export interface Choice {
  personId: string
  why: Reason[]
}

/** Why this person may not review it; undefined when they may. */
export function exclusionOf(candidate: Candidate, situation: Situation): Exclusion | undefined {
  if (candidate.personId === situation.earnerId) return 'isEarner'
  if (situation.calibrated && !situation.calibrated.has(candidate.personId)) return 'notCalibrated'
  if (share(candidate.organizationIds, situation.earnerOrganizationIds)) return 'sameOrganization'
  if (situation.conflicted.includes(candidate.personId)) return 'conflict'
  if (situation.asked.includes(candidate.personId)) return 'alreadyAsked'
  return undefined
}

/** Whom to ask for the empty seats, best first; fewer than `seats` when there are not enough. */
export function chooseReviewers(candidates: Candidate[], situation: Situation, seats: number): Choice[] {
  if (seats <= 0) return []
  const eligible = candidates.filter(candidate => exclusionOf(candidate, situation) === undefined)
  const best = eligible.sort((one, other) => compare(preference(one, situation), preference(other, situation)))[0]
  if (!best) return []
  const seated = {
    ...situation,
    asked: [...situation.asked, best.personId],
    panelOrganizationIds: [...situation.panelOrganizationIds, ...best.organizationIds],
  }
  return [
    { personId: best.personId, why: reasonsFor(best, situation) },
    ...chooseReviewers(candidates, seated, seats - 1),
  ]
}

/** Another school than the rest of the panel, who reads the language, who has least to do; then a draw by lot. */
function preference(candidate: Candidate, situation: Situation): (number | string)[] {
  return [
    Number(share(candidate.organizationIds, situation.panelOrganizationIds)),
    Number(candidate.language !== situation.language),
    candidate.load,
    lot(candidate, situation),
  ]
}

/** The same for the same submission and person, so that the draw can be repeated; another for the next submission. */
const lot = (candidate: Candidate, situation: Situation) =>
  createHash('sha256').update(`${situation.submissionId} ${candidate.personId}`).digest('hex')

function reasonsFor(candidate: Candidate, situation: Situation): Reason[] {
  const speaks = candidate.language === situation.language
  const spreads =
    situation.panelOrganizationIds.length > 0 && !share(candidate.organizationIds, situation.panelOrganizationIds)
  return [
    ...(situation.calibrated ? [{ reason: 'calibrated' } as const] : []),
    { reason: 'otherSchool' },
    { reason: 'noConflict' },
    ...(speaks ? [{ reason: 'language' } as const] : []),
    ...(spreads ? [{ reason: 'spread' } as const] : []),
    { reason: 'load', count: candidate.load },
  ]
}

const share = (some: string[], others: string[]) => some.some(id => others.includes(id))

function compare(one: (number | string)[], other: (number | string)[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1
}
