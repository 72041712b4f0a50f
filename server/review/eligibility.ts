/** Someone with the role, and what bears on whether and how gladly we ask them. */
export interface Candidate {
  personId: string
  /** Where they work: schools, and teams with the schools that they are of. */
  organizationIds: string[]
  /** In which they like to review. */
  languages: string[]
  /** What they teach or know well, in the words of the catalogue. */
  subjects: string[]
  /** Reviews they are asked for or at work on. */
  load: number
  /** How many of these they take on at a time: one or more. */
  capacity: number
  /** Not to be asked in this time. */
  away?: { from: Date; until: Date }
}

export interface Situation {
  submissionId: string
  earnerId: string
  earnerOrganizationIds: string[]
  /** The language that the micro-credential is written in. */
  language: string
  /** What it is about. */
  subjects: string[]
  /** Everyone who was ever asked about this submission. */
  asked: string[]
  /** Who has looked after it, and knows its panel. */
  coordinators?: string[]
  /** Organizations of those who now sit on the panel. */
  panelOrganizationIds: string[]
  /** Who recused themselves from this earner's work before, or declared a conflict. */
  conflicted: string[]
  /** Who leads the earner, or is led by them. */
  reportingLine: string[]
  /** Whose own work the earner reviewed lately: a favour is not to be returned. */
  reviewedByEarner: string[]
  /** Where reviews are weighed: what is known of reviewers, and how many sit on the panel. */
  weighed?: { noise: Map<string, number>; usualNoise: number; seated: number }
  /** Where it is asked for: who has scored the calibration set within tolerance. */
  calibrated?: Set<string>
}

export type Exclusion =
  | 'isEarner'
  | 'notCalibrated'
  | 'sameOrganization'
  | 'reportingLine'
  | 'reviewedByEarner'
  | 'conflict'
  | 'alreadyAsked'
  | 'coordinates'

/** Why somebody is asked, said in words by `review.why.<reason>`. */
export interface Reason {
  reason:
    | 'calibrated'
    | 'otherSchool'
    | 'noConflict'
    | 'language'
    | 'subject'
    | 'spread'
    | 'consistency'
    | 'load'
    | 'byName'
  count?: number
}

export interface Choice {
  personId: string
  why: Reason[]
  /** The coordinator who asks; undefined where the rules of assignment do. */
  askedBy?: string
}

/** Why this person may not review it; undefined when they may. */
export function exclusionOf(candidate: Candidate, situation: Situation): Exclusion | undefined {
  if (candidate.personId === situation.earnerId) return 'isEarner'
  if (situation.calibrated && !situation.calibrated.has(candidate.personId)) return 'notCalibrated'
  if (sharesOrganization(candidate.organizationIds, situation.earnerOrganizationIds)) return 'sameOrganization'
  if (situation.reportingLine.includes(candidate.personId)) return 'reportingLine'
  if (situation.reviewedByEarner.includes(candidate.personId)) return 'reviewedByEarner'
  if (situation.conflicted.includes(candidate.personId)) return 'conflict'
  if (situation.asked.includes(candidate.personId)) return 'alreadyAsked'
  if (situation.coordinators?.includes(candidate.personId)) return 'coordinates'
  return undefined
}

/** Said to the one who is asked. */
export function reasonsFor(candidate: Candidate, situation: Situation): Reason[] {
  const speaks = candidate.languages.includes(situation.language)
  const knows = candidate.subjects.some(subject => situation.subjects.includes(subject))
  const spreads =
    situation.panelOrganizationIds.length > 0 &&
    !sharesOrganization(candidate.organizationIds, situation.panelOrganizationIds)
  return [
    ...(situation.calibrated ? [{ reason: 'calibrated' } as const] : []),
    { reason: 'otherSchool' },
    { reason: 'noConflict' },
    ...(speaks ? [{ reason: 'language' } as const] : []),
    ...(knows ? [{ reason: 'subject' } as const] : []),
    ...(spreads ? [{ reason: 'spread' } as const] : []),
    ...(spreads && isComparedBy(candidate, situation) ? [{ reason: 'consistency' } as const] : []),
    { reason: 'load', count: candidate.load },
  ]
}

export const isAway = ({ away }: Candidate, now: Date): boolean =>
  away !== undefined && away.from <= now && now < away.until

/** Beyond the first seat of a panel whose reviews are weighed, the steadiest of those who come first are asked. */
const isComparedBy = ({ personId }: Candidate, { weighed }: Situation) =>
  weighed !== undefined && weighed.seated > 0 && weighed.noise.has(personId)

/** Whether people belong to one organization. */
export const sharesOrganization = (some: string[], others: string[]) => some.some(id => others.includes(id))
