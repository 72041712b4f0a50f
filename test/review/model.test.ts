import { expect } from 'chai'
import { type Estimates, NO_ESTIMATES } from '../../server/rating/index.js'
import { passTime } from '../../server/review/deadlines.js'
import { lockReview, visibleReviews } from '../../server/review/judging.js'
import { confirmNotYet, contestNotYet } from '../../server/review/modelJudging.js'
import { emptySeats } from '../../server/review/panel.js'
import type { Submission } from '../../server/review/submission.js'
import { weighAgain } from '../../server/review/weighing.js'
import { Conflict, NotFound } from '../../server/shared/errors.js'
import { accepted, act, daysLater, inReview, judged, RUBRIC } from './aSubmission.js'

const KNOWN: Estimates = {
  ...NO_ESTIMATES,
  population: { abilityMean: 0.7, abilitySd: 0.7, criterionSd: 0.5 },
  reviewers: new Map(
    [
      { reviewerId: 'bo', severity: 0, severitySd: 0.05, noise: 0.4, scores: 100 },
      { reviewerId: 'cy', severity: 0.6, severitySd: 0.05, noise: 0.5, scores: 100 },
    ].map(each => [each.reviewerId, each]),
  ),
}

const lockedBy = (submission: Submission, who: string, ...levels: string[]) =>
  lockReview(submission, { ...act(who), judgements: judged(...levels), note: '' }, RUBRIC, KNOWN)
const pair = () => accepted(inReview(), 'bo', 'cy')
const both = (one: string[], other: string[]) => lockedBy(lockedBy(pair(), 'bo', ...one).state, 'cy', ...other)
const notYet = () => both(['none', 'partly'], ['none', 'none']).state
const names = (events: { name: string }[]) => events.map(({ name }) => name)

describe('the model as the rule', () => {
  it('never decides by one review, however clear', () => {
    const { state } = lockedBy(pair(), 'bo', 'strong', 'strong')
    expect(state.state).to.equal('inReview')
    expect(state.weighings).to.equal(undefined)
  })

  it('decides earned by itself when two are clear', () => {
    const { state } = both(['strong', 'strong'], ['strong', 'met'])
    expect(state.decision).to.include({ outcome: 'earned', by: 'model' })
    expect(state.decision!.scores).to.deep.equal([
      { criterionId: 'seeing', levelId: 'strong' },
      { criterionId: 'acting', levelId: 'met' },
    ])
  })

  it('asks another reviewer while it is uncertain, and lets nobody see anything meanwhile', () => {
    const { state, events } = both(['met', 'partly'], ['met', 'partly'])
    expect(names(events)).to.deep.equal(['reviewLocked', 'furtherReviewWanted'])
    expect(state.state).to.equal('inReview')
    expect(emptySeats(state)).to.deep.equal({ seat: 'panel', count: 1 })
    expect(visibleReviews(state, 'r-bo')).to.deep.equal([])
  })

  it('asks at most five', () => {
    let state = both(['met', 'partly'], ['met', 'partly']).state
    for (const [who, level] of [
      ['di', 'met'],
      ['ed', 'partly'],
      ['fi', 'met'],
      ['gi', 'partly'],
    ] as const) {
      if (state.state !== 'inReview') break
      state = lockedBy(accepted(state, who), who, 'met', level).state
    }
    expect(state.state).to.not.equal('inReview')
    expect(state.reviews.length).to.be.at.most(5)
  })

  it('only proposes “not yet”, and asks the most consistent of the panel', () => {
    const { state, events } = both(['none', 'partly'], ['none', 'none'])
    expect(state.state).to.equal('agreed')
    expect(state.decision).to.equal(undefined)
    expect(state.confirmation).to.deep.equal({ reviewId: 'r-bo', by: daysLater(3) })
    expect(names(events)).to.deep.equal(['reviewLocked', 'notYetProposed'])
  })

  it('decides “not yet” once a person has confirmed it, and once only', () => {
    const { state, events } = confirmNotYet(notYet(), act('bo'), RUBRIC)
    expect(names(events)).to.deep.equal(['notYetConfirmed', 'submissionDecided'])
    expect(state.decision).to.include({ outcome: 'notYet', by: 'model' })
    expect(state.decision!.feedback.every(({ comments }) => comments.length > 0)).to.equal(true)
    expect(confirmNotYet(state, act('bo'), RUBRIC).events).to.deep.equal([])
  })

  it('goes to a third reader when the person is not convinced, or does not answer', () => {
    expect(contestNotYet(notYet(), act('bo')).state.state).to.equal('inAdjudication')
    expect(passTime(notYet(), daysLater(2)).events).to.deep.equal([])
    const late = passTime(notYet(), daysLater(3)).state
    expect(late.state).to.equal('inAdjudication')
    expect(() => confirmNotYet(late, act('bo'), RUBRIC)).to.throw(Conflict)
    const ruled = lockedBy(accepted(late, 'di'), 'di', 'met', 'met').state
    expect(ruled.decision).to.include({ outcome: 'earned', by: 'adjudication' })
  })

  it('takes a yes or no from nobody who was not asked, nor both from one', () => {
    expect(() => confirmNotYet(notYet(), act('cy'), RUBRIC)).to.throw(NotFound)
    expect(() => contestNotYet(notYet(), { ...act('di'), reviewId: 'r-bo' })).to.throw(NotFound)
    const contested = contestNotYet(notYet(), act('bo')).state
    expect(() => confirmNotYet(contested, act('bo'), RUBRIC)).to.throw(Conflict)
  })

  it('never overrules everybody: what no reviewer found wanting goes to a third reader', () => {
    const erratic = new Map(
      ['bo', 'cy'].map(reviewerId => [
        reviewerId,
        { reviewerId, severity: -1.6, severitySd: 0.05, noise: 0.4, scores: 100 },
      ]),
    )
    const known = { ...KNOWN, reviewers: erratic, population: { ...KNOWN.population, abilityMean: -1 } }
    const lock = (submission: Submission, who: string) =>
      lockReview(submission, { ...act(who), judgements: judged('met', 'met'), note: '' }, RUBRIC, known).state
    const state = lock(lock(pair(), 'bo'), 'cy')
    expect(state.weighings!.at(-1)!.step).to.equal('notYet')
    expect(state.state).to.equal('inAdjudication')
  })

  it('can be computed again from what the submission records', () => {
    const states = [
      notYet(),
      both(['strong', 'strong'], ['strong', 'met']).state,
      both(['met', 'met'], ['partly', 'met']).state,
    ]
    for (const state of states) {
      const kept = JSON.parse(JSON.stringify(state)) as Submission
      for (const weighing of kept.weighings!) {
        const { step, worth, allMet, met } = weighing
        expect(weighAgain(kept, RUBRIC, weighing)).to.deep.equal({ step, worth, allMet, met })
      }
    }
  })
})
