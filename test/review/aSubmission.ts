import type { Judgement } from '../../server/review/decision.js'
import { type FrozenSubmission, freeze } from '../../server/review/frozen.js'
import { lockReview } from '../../server/review/judging.js'
import { acceptReview, offerReview } from '../../server/review/panel.js'
import { finishCheck, openSubmission, type Submission, startCheck } from '../../server/review/submission.js'
import type { Rubric } from '../../server/shared/rubric.js'

export const AT = new Date('2026-03-02T09:00:00Z')
export const DAY = 24 * 3600 * 1000
export const daysLater = (days: number) => new Date(AT.getTime() + days * DAY)

const LEVELS = ['none', 'partly', 'met', 'strong']

/** Two criteria of four levels; "met" is enough. */
export const RUBRIC: Rubric = ['seeing', 'acting'].map(id => ({
  id,
  name: `Criterion ${id}`,
  description: `Is it ${id}?`,
  requiredLevelId: 'met',
  levels: LEVELS.map((level, index) => ({ id: level, name: level, description: `It is ${level}`, points: index })),
}))

/** A level for each criterion of RUBRIC, in its order. */
export const judged = (...levelIds: string[]): Judgement[] =>
  levelIds.map((levelId, index) => ({ criterionId: RUBRIC[index]!.id, levelId, comment: `Because ${levelId}` }))

export const aFrozenSubmission = (over: Partial<FrozenSubmission> = {}): FrozenSubmission =>
  freeze({
    claimId: 'claim',
    number: 1,
    earnerId: 'ada',
    earnerOrganizationIds: ['north'],
    microCredentialId: 'mc',
    microCredentialVersion: 1,
    evidence: [
      {
        id: 'e1',
        requirementId: 'r1',
        kind: 'text',
        number: 1,
        form: 'response',
        name: 'Answer 1',
        text: 'We looked.',
      },
    ],
    selfAssessment: [],
    carriedOver: [],
    ...over,
  })

export const aSubmission = (over: Partial<FrozenSubmission> = {}): Submission =>
  openSubmission(aFrozenSubmission(over), AT).state

export const inReview = (over: Partial<FrozenSubmission> = {}): Submission =>
  finishCheck(startCheck(aSubmission(over), AT).state, [], AT).state

/** The review's id is the reviewer's name with an r before it. */
export const offered = (submission: Submission, ...reviewers: string[]): Submission =>
  reviewers.reduce(
    (state, personId) => offerReview(state, `r-${personId}`, { personId, why: [] }, AT).state,
    submission,
  )

export const accepted = (submission: Submission, ...reviewers: string[]): Submission =>
  reviewers.reduce((state, reviewerId) => acceptReview(state, act(reviewerId)).state, offered(submission, ...reviewers))

export const locked = (submission: Submission, reviewerId: string, ...levelIds: string[]): Submission =>
  lockReview(submission, { ...act(reviewerId), judgements: judged(...levelIds), note: '' }, RUBRIC).state

export const act = (reviewerId: string, at = AT) => ({ reviewId: `r-${reviewerId}`, reviewerId, at })
