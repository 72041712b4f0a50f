import { expect } from 'chai'
import { NO_ESTIMATES } from '../../server/rating/index.js'
import { passTime } from '../../server/review/deadlines.js'
import { answerHold, clearHold, denyHold, placeHold } from '../../server/review/hold.js'
import { type DecisionRule, lockReview } from '../../server/review/judging.js'
import { confirmNotYet, contestNotYet } from '../../server/review/modelJudging.js'
import {
  acceptReview,
  declineReview,
  emptySeats,
  offerReview,
  panelSeats,
  recuseReview,
  startReview,
  waitForReviewers,
} from '../../server/review/panel.js'
import { retrace } from '../../server/review/retrace.js'
import {
  finishCheck,
  type Review,
  type ReviewState,
  type Submission,
  type SubmissionChange,
  type SubmissionState,
  startCheck,
  withdrawSubmission,
} from '../../server/review/submission.js'
import { type TellingAt, tellingAt } from '../../server/review/telling.js'
import { AppError } from '../../server/shared/errors.js'
import { aSubmission, daysLater, judged, RUBRIC } from './aSubmission.js'

/** The states of vocabulary.md: what may follow what. */
const SUBMISSION_STEPS: Record<SubmissionState, SubmissionState[]> = {
  submitted: ['checking', 'withdrawn'],
  checking: ['incomplete', 'inReview', 'withdrawn'],
  incomplete: [],
  // Agreement is decided in the same write; `agreed` rests where a person is to confirm what the model proposes, or until
  // the hour at which decisions are told.
  inReview: ['decided', 'agreed', 'inAdjudication', 'withdrawn', 'onHold'],
  agreed: ['decided', 'inAdjudication', 'withdrawn', 'onHold'],
  inAdjudication: ['decided', 'withdrawn', 'onHold'],
  onHold: ['inReview', 'agreed', 'inAdjudication', 'denied', 'withdrawn'],
  denied: [],
  decided: [],
  withdrawn: [],
}
const REVIEW_STEPS: Record<ReviewState, ReviewState[]> = {
  offered: ['accepted', 'declined', 'recused', 'expired'],
  accepted: ['inProgress', 'recused', 'expired', 'locked'],
  inProgress: ['recused', 'expired', 'locked'],
  declined: [],
  recused: [],
  expired: [],
  locked: [],
}

const PEOPLE = ['ada', ...[...Array(15).keys()].map(number => `reviewer-${number}`)]
const LEVELS = ['none', 'partly', 'met', 'strong', 'met', 'strong']
const WALKS = 500
const STEPS = 80

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Anything that anybody could try, in any state, at any time. */
function randomAct(
  submission: Submission,
  { rule, tells }: { rule: DecisionRule; tells: TellingAt },
  random: () => number,
  now: Date,
): SubmissionChange {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!
  // Mostly those who still have something to do: the others have long answered.
  const busy = submission.reviews.filter(({ state }) => ['offered', 'accepted', 'inProgress'].includes(state))
  const review = pick(busy.length > 0 && random() < 0.8 ? busy : submission.reviews)
  const who = {
    reviewId: review?.id ?? 'none',
    reviewerId: random() < 0.9 ? (review?.reviewerId ?? 'nobody') : pick(PEOPLE),
    at: now,
  }
  const asked = submission.reviews.find(({ id }) => id === submission.confirmation?.reviewId)
  const confirming = asked ? { ...who, reviewId: asked.id, reviewerId: asked.reviewerId } : who
  const reason = random() < 0.8 ? 'Because' : ''
  const tellAt = tells(now)
  const judgements = judged(pick(LEVELS), pick(LEVELS)).slice(0, random() < 0.95 ? 2 : 1)
  const acts: (() => SubmissionChange)[] = [
    () => startCheck(submission, now),
    () => finishCheck(submission, random() < 0.9 ? [] : ['review.problem.notIntact'], now),
    () => offerReview(submission, `r${submission.reviews.length}`, { personId: pick(PEOPLE), why: [] }, now),
    () => offerReview(submission, `r${submission.reviews.length}`, { personId: pick(PEOPLE), why: [] }, now),
    () => waitForReviewers(submission, now),
    () => acceptReview(submission, who),
    () => acceptReview(submission, who),
    () => declineReview(submission, { ...who, reason }),
    () => recuseReview(submission, { ...who, reason }),
    () => startReview(submission, who),
    () => lockReview(submission, { ...who, tellAt, judgements, note: '' }, RUBRIC, rule),
    () => lockReview(submission, { ...who, tellAt, judgements, note: '' }, RUBRIC, rule),
    () => lockReview(submission, { ...who, tellAt, judgements, note: '' }, RUBRIC, rule),
    () => lockReview(submission, { ...who, tellAt, judgements, note: '' }, RUBRIC, rule),
    () => confirmNotYet(submission, { ...confirming, tellAt }, RUBRIC),
    () => contestNotYet(submission, confirming),
    () => passTime(submission, now),
  ]
  const coordinator = { coordinatorId: pick([...PEOPLE, 'carla', 'carl']), reason, at: now }
  const holds = [
    () => placeHold(submission, coordinator),
    () => answerHold(submission, { earnerId: pick(['ada', 'carl']), at: now, text: reason }),
    () => clearHold(submission, coordinator),
    () => denyHold(submission, coordinator),
  ]
  const holding = submission.state === 'onHold' ? 0.5 : submission.resting ? 0.1 : 0.01
  if (random() < holding) return pick(holds)()
  return random() < 0.01 ? withdrawSubmission(submission, pick(PEOPLE), now) : pick(acts)()
}

function ensureLegal(before: Submission, { state: after, events }: SubmissionChange): void {
  if (after.state !== before.state) expect(SUBMISSION_STEPS[before.state]).to.include(after.state)
  for (const review of after.reviews) {
    const earlier = before.reviews.find(({ id }) => id === review.id)
    if (earlier && earlier.state !== review.state) expect(REVIEW_STEPS[earlier.state]).to.include(review.state)
    if (!earlier) expect(review.state).to.equal('offered')
    if (earlier?.state === 'locked') expect(review).to.deep.equal(earlier)
  }
  expect(after.reviews.length).to.be.at.least(before.reviews.length)
  expect(after.timeline.slice(0, before.timeline.length)).to.deep.equal(before.timeline)
  expect(after.timeline.length - before.timeline.length).to.equal(events.length)
  if (after !== before) expect(events.length).to.be.at.least(1)
}

function ensureSound(submission: Submission): void {
  const taken = (seat: Review['seat']) =>
    submission.reviews.filter(r => r.seat === seat && ['offered', 'accepted', 'inProgress', 'locked'].includes(r.state))
  expect(taken('panel').length).to.be.at.most(panelSeats(submission))
  expect(panelSeats(submission)).to.be.within(2, 5)
  if (!submission.resting) expect(submission.confirmation !== undefined).to.equal(submission.state === 'agreed')
  if (submission.resting) expect(submission.state).not.to.equal('decided')
  expect(taken('adjudicator').length).to.be.at.most(1)
  expect(emptySeats(submission).count).to.be.at.least(0)
  const asked = submission.reviews.map(({ reviewerId }) => reviewerId)
  expect(new Set(asked).size).to.equal(asked.length)
  expect(asked).not.to.include(submission.earnerId)
  expect(submission.decision !== undefined).to.equal(submission.state === 'decided')
  const decisions = submission.timeline.filter(({ name }) => name === 'submissionDecided')
  expect(decisions.length).to.equal(submission.state === 'decided' ? 1 : 0)
  if (submission.state === 'decided') {
    const locked = submission.reviews.filter(({ state }) => state === 'locked')
    const panel = panelSeats(submission)
    expect(locked.length).to.equal(submission.decision!.by === 'adjudication' ? panel + 1 : panel)
    if (submission.decision!.by === 'model' && submission.decision!.outcome === 'notYet')
      expect(submission.timeline.map(({ name }) => name)).to.include('notYetConfirmed')
    expect(submission.decision!.scores).to.have.length(RUBRIC.length)
  }
  const { hold } = submission
  if (submission.state === 'onHold') expect(hold?.settled).to.equal(undefined)
  if (submission.state === 'denied') {
    expect(hold?.settled?.outcome).to.equal('denied')
    expect([hold!.placedBy, submission.earnerId, ...asked]).not.to.include(hold!.settled!.by)
    expect(hold!.answers.length > 0 || hold!.settled!.at > hold!.answerBy).to.equal(true)
  }
}

describe('the states of a submission', () => {
  const reached = new Set<string>()
  const ended = new Map<number, { submission: Submission; isModel: boolean }>()

  it(`stay legal and sound through ${WALKS} random walks of everybody doing anything`, () => {
    for (let seed = 1; seed <= WALKS; seed++) {
      const random = randomFrom(seed)
      const rule: DecisionRule = seed % 2 === 0 ? 'twoConcur' : NO_ESTIMATES
      const tells = tellingAt(seed % 4 < 2 ? [] : [5, 15])
      let submission = aSubmission()
      let day = 0
      const ids = new Set<string>()
      for (let step = 0; step < STEPS; step++) {
        day += random() < 0.1 ? 3 * random() : 0.01
        let change: SubmissionChange
        try {
          change = randomAct(submission, { rule, tells }, random, daysLater(day))
        } catch (error) {
          // Refused for a reason that has a name: nothing has happened.
          if (error instanceof AppError) continue
          throw error
        }
        ensureLegal(submission, change)
        ensureSound(change.state)
        for (const { id } of change.events) {
          expect(ids.has(id), `seed ${seed}: event ${id} twice`).to.equal(false)
          ids.add(id)
        }
        submission = change.state
        ended.set(seed, { submission, isModel: rule !== 'twoConcur' })
        if (submission.resting) reached.add(`${submission.state}, resting`)
        reached.add(submission.decision ? `${submission.decision.by} ${submission.decision.outcome}` : submission.state)
      }
    }
  })

  it('follow again from the audit trail alone, wherever the walk has ended', () => {
    for (const [seed, { submission, isModel }] of ended) {
      const { hold: _then, ...again } = retrace(submission, RUBRIC, isModel)
      const { hold: _kept, ...was } = submission
      expect(again, `seed ${seed}`).to.deep.equal(was)
    }
  })

  it('do not follow from a trail that somebody has altered', () => {
    const { submission } = [...ended.values()].find(each => each.submission.decision?.by === 'agreement')!
    const locked = submission.reviews.find(({ state }) => state === 'locked')!
    const other = submission.decision!.outcome === 'earned' ? judged('none', 'none') : judged('met', 'met')
    const altered = submission.reviews.map(each => (each === locked ? { ...each, judgements: other } : each))
    expect(() => retrace({ ...submission, reviews: altered }, RUBRIC)).to.throw(
      'should be reviewersAgreed, and would be adjudicationOpened',
    )
  })

  it('were all reached on the way', () => {
    expect([...reached]).to.include.members([
      'checking',
      'incomplete',
      'inReview',
      'inAdjudication',
      'withdrawn',
      'onHold',
      'denied',
      'agreement earned',
      'agreement notYet',
      'agreed',
      'model earned',
      'model notYet',
      'adjudication earned',
      'adjudication notYet',
      'agreed, resting',
      'inReview, resting',
      'inAdjudication, resting',
      'onHold, resting',
    ])
  })
})
