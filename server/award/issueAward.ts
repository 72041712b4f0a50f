import { randomBytes } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { StaleWrite } from '../shared/retryOnStale.js'
import type { Score } from '../shared/rubric.js'
import { type Award, type Earned, isOver, type Panel } from './award.js'
import type { AwardStore } from './awardStore.js'
import type { AwardEvent } from './events.js'
import { earnByReview, givingWay, issue } from './holding.js'
import type { AwardedVersion, IssuingOrganization, JudgedSubmission, Neighbours } from './neighbours.js'
import type { signAward } from './signAward.js'
import type { StatusLists } from './statusLists.js'
import { monthsLater, newerThan } from './validity.js'

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

/**
 * Exactly one award for a submission, however often the decision is delivered: its id is unique in the store. So is the
 * newest award of a person for a version: who got it for completing a programme, be it in this very second, gets no
 * second one, but theirs says from now on what the review found. What was reviewed before, or is over, stays beside it.
 */
export function issueAward({ awards, lists, clock, neighbours, sign }: IssueDeps) {
  /** False where somebody else was faster. */
  async function insertNew(decision: EarnedDecision, { version, issuer, earned }: Prepared, attempt: number) {
    const now = earned.issuedAt
    const own = { id: newId(now), version: 0, ...identityOf(decision, version), ...earned }
    const open = { state: 'issued' as const, visibility: 'private' as const, shownTo: [] }
    const salt = randomBytes(SALT_BYTES).toString('base64url')
    const award = { ...own, ...open, salt, status: await lists.draw(issuer, attempt) }
    const { state, events } = issue({ ...award, signed: await sign(award, now) })
    return awards.insert(state, events)
  }

  /** False where it has to be tried again. */
  async function takePlace(held: Award, earned: Earned): Promise<boolean> {
    const { completion } = held
    if (!completion || isOver(held, clock.now())) {
      await saved(givingWay(held), [])
      return false
    }
    const { state, events } = earnByReview(held, completion, earned)
    return saved({ ...state, signed: await sign(state, newerThan(held, clock.now())) }, events)
  }

  async function saved(award: Award, events: AwardEvent[]): Promise<boolean> {
    try {
      await awards.save(award, events)
      return true
    } catch (error) {
      if (error instanceof StaleWrite) return false
      throw error
    }
  }

  async function prepared(decision: EarnedDecision): Promise<Prepared> {
    const version = await neighbours.version(decision.microCredentialId, decision.microCredentialVersion)
    const issuer = await neighbours.organization(version.organizationId)
    const judged = await neighbours.submission(decision.appealId ?? decision.submissionId)
    return { version, issuer, earned: earnedBy(decision, version, judged, clock.now()) }
  }

  return async (decision: EarnedDecision): Promise<void> => {
    if (await awards.ofSubmission(decision.submissionId)) return
    const all = await prepared(decision)

    for (let attempt = 0; attempt < DRAWS; attempt++) {
      const held = await awards.heldBy(decision.earnerId, decision)
      if (held ? await takePlace(held, all.earned) : await insertNew(decision, all, attempt)) return
      if (await awards.ofSubmission(decision.submissionId)) return
    }
    throw new Conflict('No free entry in a status list was found')
  }
}

interface Prepared {
  version: AwardedVersion
  issuer: IssuingOrganization
  earned: Earned
}

function identityOf(decision: EarnedDecision, { slug, organizationId, anatomy }: AwardedVersion) {
  const { earnerId, microCredentialId, microCredentialVersion } = decision
  return { earnerId, microCredentialId, microCredentialVersion, slug, title: anatomy.title, organizationId }
}

function earnedBy(
  { submissionId, scores, reviewerIds }: EarnedDecision,
  { anatomy }: AwardedVersion,
  submission: JudgedSubmission,
  now: Date,
): Earned {
  return {
    ...{ submissionId, scores, issuedAt: now },
    evidence: submission.evidence.map(piece => ({ ...piece, shown: false })),
    panel: panelOf(reviewerIds, submission),
    ...(anatomy.validityMonths && { validUntil: monthsLater(now, anatomy.validityMonths) }),
  }
}

function panelOf(reviewerIds: string[], { reviews }: JudgedSubmission): Panel {
  const criteria = new Set(reviews.flatMap(({ scores }) => scores.map(({ criterionId }) => criterionId)))
  const levels = (criterionId: string) =>
    new Set(reviews.map(({ scores }) => scores.find(score => score.criterionId === criterionId)?.levelId))
  const sameLevel = [...criteria].filter(id => levels(id).size === 1).length
  return { reviewers: reviewerIds.length, judged: criteria.size, sameLevel }
}
