import { randomBytes } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { Score } from '../shared/rubric.js'
import type { Award, Panel } from './award.js'
import type { AwardStore } from './awardStore.js'
import { issue } from './holding.js'
import type { AwardedVersion, JudgedSubmission, Neighbours } from './neighbours.js'
import type { signAward } from './signAward.js'
import type { StatusLists } from './statusLists.js'
import { monthsLater } from './validity.js'

export const SALT_BYTES = 16
/** More than enough: from the ninth on, entries are drawn among the free ones, so only a rival can take one. */
const DRAWS = 100

/** A decision by which a submission has earned its micro-credential. */
export interface EarnedDecision {
  submissionId: string
  /** The appeal by which it was earned, whose panel vouches for it. */
  appealId?: string
  earnerId: string
  microCredentialId: string
  microCredentialVersion: number
  scores: Score[]
  reviewerIds: string[]
  at: Date
}

export interface IssueDeps {
  awards: AwardStore
  lists: StatusLists
  clock: Clock
  neighbours: Neighbours
  sign: ReturnType<typeof signAward>
}

/** Exactly one award for a submission, however often the decision is delivered: its id is unique in the store. */
export function issueAward({ awards, lists, clock, neighbours, sign }: IssueDeps) {
  return async (decision: EarnedDecision): Promise<void> => {
    if (await awards.ofSubmission(decision.submissionId)) return
    const version = await neighbours.version(decision.microCredentialId, decision.microCredentialVersion)
    const issuer = await neighbours.organization(version.organizationId)
    const judged = await neighbours.submission(decision.appealId ?? decision.submissionId)
    const prepared = prepare(decision, version, judged, clock.now())

    for (let attempt = 0; attempt < DRAWS; attempt++) {
      const award = { ...prepared, status: await lists.draw(issuer, attempt) }
      const { state, events } = issue({ ...award, signed: await sign(award, award.issuedAt) })
      if (await awards.insert(state, events)) return
      if (await awards.ofSubmission(decision.submissionId)) return
    }
    throw new Conflict('No free entry in a status list was found')
  }
}

function prepare(
  decision: EarnedDecision,
  { slug, organizationId, anatomy }: AwardedVersion,
  submission: JudgedSubmission,
  now: Date,
): Omit<Award, 'signed' | 'status'> {
  const { submissionId, earnerId, microCredentialId, microCredentialVersion, scores, reviewerIds } = decision
  return {
    ...{ id: newId(now), version: 0, submissionId, earnerId, microCredentialId, microCredentialVersion },
    ...{ slug, title: anatomy.title, organizationId, scores },
    state: 'issued',
    visibility: 'private',
    evidence: submission.evidence.map(piece => ({ ...piece, shown: false })),
    panel: panelOf(reviewerIds, submission),
    issuedAt: now,
    ...(anatomy.validityMonths && { validUntil: monthsLater(now, anatomy.validityMonths) }),
    shownTo: [],
    salt: randomBytes(SALT_BYTES).toString('base64url'),
  }
}

function panelOf(reviewerIds: string[], { reviews }: JudgedSubmission): Panel {
  const criteria = new Set(reviews.flatMap(({ scores }) => scores.map(({ criterionId }) => criterionId)))
  const levels = (criterionId: string) =>
    new Set(reviews.map(({ scores }) => scores.find(score => score.criterionId === criterionId)?.levelId))
  const sameLevel = [...criteria].filter(id => levels(id).size === 1).length
  return { reviewers: reviewerIds.length, judged: criteria.size, sameLevel }
}
