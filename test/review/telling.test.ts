import { expect } from 'chai'
import { NO_ESTIMATES } from '../../server/rating/index.js'
import { attentionAt, expectedBy, passTime } from '../../server/review/deadlines.js'
import { clearHold, placeHold } from '../../server/review/hold.js'
import { type DecisionRule, lockReview } from '../../server/review/judging.js'
import { confirmNotYet } from '../../server/review/modelJudging.js'
import { acceptReview, offerReview, recuseReview } from '../../server/review/panel.js'
import {
  openAppeal,
  type Submission,
  type SubmissionState,
  withdrawSubmission,
} from '../../server/review/submission.js'
import { asToldBy, tellingAt } from '../../server/review/telling.js'
import { post, signIn } from '../support/signIn.js'
import { ANATOMY, allAt, aReviewHouse, type House } from './aReviewHouse.js'
import { AT, accepted, act, daysLater, inReview, judged, locked, RUBRIC } from './aSubmission.js'

const at = (time: string) => new Date(`2026-03-02T${time}Z`)

describe('the hour at which a decision is told', () => {
  const tells = tellingAt([5, 15])

  it('is the next of the hours, and never the minute in which it fell', () => {
    expect(tells(at('04:59:59'))).to.deep.equal(at('05:00:00'))
    expect(tells(at('05:00:00'))).to.deep.equal(at('15:00:00'))
    expect(tells(at('14:20:00'))).to.deep.equal(at('15:00:00'))
    expect(tells(at('15:00:01'))).to.deep.equal(new Date('2026-03-03T05:00:00Z'))
    expect(tellingAt([9])(at('09:30:00'))).to.deep.equal(new Date('2026-03-03T09:00:00Z'))
  })

  it('is at once where no hours are set', () => expect(tellingAt([])(at('09:00:00'))).to.equal(undefined))
})

describe('a decision that has fallen', () => {
  const tellAt = new Date(AT.getTime() + 6 * 3600_000)
  const reading = (...levels: string[]) => locked(accepted(inReview(), 'bo', 'cy'), 'bo', ...levels)
  const fall = (submission: Submission, ...levels: string[]) =>
    lockReview(submission, { ...act('cy'), judgements: judged(...levels), note: '', tellAt }, RUBRIC)

  it('rests unseen until it is told, as everything else goes on as it did', () => {
    const { state, events } = fall(reading('met', 'met'), 'met', 'met')
    expect(events.map(({ name }) => name)).to.deep.equal(['reviewLocked', 'reviewersAgreed'])
    expect(state.decision).to.equal(undefined)
    expect(attentionAt(state)).to.deep.equal(tellAt)
    expect(passTime(state, new Date(tellAt.getTime() - 1)).events).to.deep.equal([])
    const told = passTime(state, tellAt)
    expect(told.state.state).to.equal('decided')
    expect(told.state).not.to.have.property('resting')
    expect(told.state.decision).to.deep.include({ outcome: 'earned', at: tellAt })
    expect(told.events).to.have.length(1)
    expect(told.events[0]).to.deep.include({ name: 'submissionDecided', at: tellAt, reviewerIds: ['bo', 'cy'] })
    expect(passTime(told.state, daysLater(9)).events).to.deep.equal([])
  })

  it('is not what two who differ have: a third is asked at once', () => {
    const { state } = fall(reading('met', 'met'), 'met', 'partly')
    expect(state).to.include({ state: 'inAdjudication' }).and.not.have.property('resting')
  })

  it('is not told while somebody looks into whose work it is, and is told after that', () => {
    const { state } = fall(reading('met', 'met'), 'met', 'met')
    const coordinator = { coordinatorId: 'carla', reason: 'Whose words are these?', at: AT }
    const held = placeHold(state, coordinator).state
    expect(attentionAt(held)).to.equal(undefined)
    expect(passTime(held, daysLater(1)).events).to.deep.equal([])
    const cleared = clearHold(held, { ...coordinator, at: daysLater(2) }).state
    expect(passTime(cleared, daysLater(2)).state.decision).to.deep.include({ outcome: 'earned', at: daysLater(2) })
  })

  it('of an appeal that is given up is never told', () => {
    const decided = passTime(fall(reading('partly', 'partly'), 'partly', 'partly').state, tellAt).state
    const appealed = openAppeal(decided, ['bo', 'cy'], AT).state
    const anew = locked(accepted(appealed, 'di', 'ed'), 'di', 'met', 'met')
    const end = lockReview(anew, { ...act('ed'), judgements: judged('met', 'met'), note: '', tellAt }, RUBRIC)
    const given = withdrawSubmission(end.state, 'ada', AT).state
    expect(attentionAt(given)).to.equal(undefined)
    expect(passTime(given, daysLater(1)).events).to.deep.equal([])
  })
})

describe('a submission as its earner knows it', () => {
  const asTold = asToldBy(tellingAt([5, 15]))
  const reading = () => locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met')
  const differing = () => locked(reading(), 'cy', 'met', 'partly')
  const names = ({ timeline }: Submission) => timeline.map(({ name }) => name)

  it('has not been read further since the last of the hours', () => {
    const told = asTold(differing(), at('14:59:00'))
    expect(told.state).to.equal('inReview')
    expect(names(told)).to.deep.equal(['submissionSubmitted', 'checkStarted', 'submissionFoundComplete'])
    expect(told.reviews).to.deep.equal([])
    expect(expectedBy(told)).to.equal(undefined)
  })

  it('has when the hour has come', () => {
    const told = asTold(differing(), at('15:00:00'))
    expect(told).to.deep.equal(differing())
    expect(told.state).to.equal('inAdjudication')
  })

  describe('looks the same until the hour, whatever the last of the panel brings about', () => {
    const evening = at('16:10:00')
    const byRule = (rule: DecisionRule, ...levels: string[]) =>
      lockReview(
        reading(),
        { ...act('cy', evening), judgements: judged(...levels), note: '', tellAt: tellingAt([5, 15])(evening) },
        RUBRIC,
        rule,
      ).state
    const adjudicated = () => byRule('twoConcur', 'met', 'partly')
    const offering = (state: Submission) => offerReview(state, 'r-di', { personId: 'di', why: [] }, evening).state
    const proposed = () => {
      const first = locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'none', 'none')
      const act = { reviewId: 'r-cy', reviewerId: 'cy', at: evening, judgements: judged('none', 'none'), note: '' }
      return lockReview(first, act, RUBRIC, NO_ESTIMATES).state
    }
    const endings: [string, SubmissionState, () => Submission][] = [
      ['agreement', 'agreed', () => byRule('twoConcur', 'met', 'met')],
      ['a third reader', 'inAdjudication', adjudicated],
      ['a third reader who was asked', 'inAdjudication', () => offering(adjudicated())],
      [
        'a third reader who said yes',
        'inAdjudication',
        () => acceptReview(offering(adjudicated()), act('di', evening)).state,
      ],
      ['a further reader', 'inReview', () => byRule(NO_ESTIMATES, 'met', 'partly')],
      ['a further reader who was asked', 'inReview', () => offering(byRule(NO_ESTIMATES, 'met', 'partly'))],
      ['a proposal that somebody confirms', 'agreed', proposed],
      ['a proposal that was confirmed', 'agreed', () => confirmed(proposed())],
      [
        'a reviewer who steps back',
        'inReview',
        () => recuseReview(reading(), { ...act('cy', evening), reason: 'I know her' }).state,
      ],
    ]
    const confirmed = (state: Submission) => {
      const reviewerId = state.confirmation!.reviewId.slice(2)
      return confirmNotYet(state, { ...act(reviewerId, evening), tellAt: tellingAt([5, 15])(evening) }, RUBRIC).state
    }
    const atNight = at('23:00:00')
    const atFive = new Date('2026-03-03T05:00:00Z')
    /** What a claim's page is made of. */
    const page = (submission: Submission, now: Date) => {
      const { state, timeline, reviews, panelSize, confirmation, decision, hold, ...told } = asTold(submission, now)
      const by = expectedBy({ ...told, state, timeline, reviews, ...(panelSize && { panelSize }) })
      const seats = reviews.map(({ id, seat, state, dueAt, lockedAt }) => ({ id, seat, state, dueAt, lockedAt }))
      return { state, timeline, seats, panelSize, confirmation, decision, hold, by }
    }

    for (const [name, state, ended] of endings)
      it(name, () => {
        const submission = ended()
        expect(submission.state).to.equal(state)
        expect(submission.timeline.length).to.be.greaterThan(reading().timeline.length)
        const before = name.includes('proposal')
          ? locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'none', 'none')
          : reading()
        expect(page(submission, atNight)).to.deep.equal(page(before, atNight))
        expect(page(submission, atNight).by).to.deep.equal(expectedBy(accepted(inReview(), 'bo', 'cy')))
        expect(page(submission, atFive)).not.to.deep.equal(page(before, atFive))
      })
  })

  it('knows at once what others than reviewers did', () => {
    const evening = at('16:10:00')
    const coordinator = { coordinatorId: 'carla', reason: 'Whose words are these?', at: evening }
    expect(asTold(placeHold(reading(), coordinator).state, evening).state).to.equal('onHold')
    expect(names(asTold(withdrawSubmission(reading(), 'ada', evening).state, evening))).to.include(
      'submissionWithdrawn',
    )
  })

  it('is what it is where no hours are set', () =>
    expect(asToldBy(tellingAt([]))(differing(), AT)).to.deep.equal(differing()))
})

describe('where decisions are told at set hours', () => {
  let house: House
  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed'], ANATOMY, { decisionHours: [5, 15] })
  })
  after(() => house.close())

  it('the earner sees and hears nothing new in the minute of the last lock, and everything at the hour', async () => {
    const ada = await house.anEarner()
    const { submissionId, claimId } = await house.submitted(ada)
    const [first, last] = await house.acceptAll(submissionId)
    const agent = await signIn(house, ada)
    const main = async (path: string) => {
      const { text } = await agent.get(path).expect(200)
      return text.slice(text.indexOf('<main'), text.indexOf('</main')).replaceAll(/_csrf" value="[^"]+/g, '')
    }
    const steps = async () => (await house.rooms.review.submission(submissionId)).timeline.map(({ name }) => name)

    const [heard, read] = [await main('/notifications'), await main(`/claims/${claimId}`)]
    await house.lock(submissionId, first!, allAt('deep'))
    await house.drain()
    await house.lock(submissionId, last!, allAt('deep'))
    await house.drain()
    expect(await steps())
      .to.include('reviewersAgreed')
      .and.not.include('submissionDecided')
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 5 })).to.deep.equal([])
    expect(await main('/notifications')).to.equal(heard)
    expect(await main(`/claims/${claimId}`)).to.equal(read)
    const tooLate = await post(agent, `/claims/${claimId}/withdrawal`, {}, `/claims/${claimId}/withdrawal`)
    expect([tooLate.status, tooLate.headers.location]).to.deep.equal([303, `/claims/${claimId}`])
    expect((await agent.get(`/claims/${claimId}`)).text).to.include('Two reviewers have')
    const { reviews } = await house.rooms.review.submission(submissionId)
    const own = reviews.find(({ reviewerId }) => reviewerId === first!.id)!
    const reviewer = await signIn(house, first!)
    expect((await reviewer.get(`/reviews/${own.id}`).expect(200)).text).to.include('told at a set hour')

    house.clock.advance(12 * 3600_000)
    await house.rooms.review.attend()
    await house.drain()
    expect(await steps()).to.include('submissionDecided')
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 5 })).to.have.length(1)
    expect(await main('/notifications')).not.to.equal(heard)
    const { decision, reviews: done } = await house.rooms.review.submission(submissionId)
    expect(decision!.at.getTime() - Math.max(...done.map(({ lockedAt }) => lockedAt!.getTime()))).to.equal(
      12 * 3600_000,
    )
  })

  it('the page on method says so', async () => {
    const agent = await signIn(house, await house.anEarner())
    expect((await agent.get('/reviewing/method').expect(200)).text).to.include('told at set hours')
  })
})
