import { expect } from 'chai'
import { attentionAt, expectedBy, passTime } from '../../server/review/deadlines.js'
import { lockReview, visibleReviews } from '../../server/review/judging.js'
import {
  acceptReview,
  busyReviewers,
  declineReview,
  emptySeats,
  offerReview,
  recuseReview,
  startReview,
  waitForReviewers,
} from '../../server/review/panel.js'
import { finishCheck, startCheck, withdrawSubmission } from '../../server/review/submission.js'
import { Conflict, Forbidden, Invalid, NotFound } from '../../server/shared/errors.js'
import { AT, accepted, act, aSubmission, daysLater, inReview, judged, locked, offered, RUBRIC } from './aSubmission.js'

const names = (events: { name: string }[]) => events.map(({ name }) => name)

describe('a submission', () => {
  it('is checked before anybody is asked', () => {
    expect(emptySeats(aSubmission()).count).to.equal(0)
    const { state, events } = finishCheck(startCheck(aSubmission(), AT).state, [], AT)
    expect(state.state).to.equal('inReview')
    expect(names(events)).to.deep.equal(['submissionFoundComplete'])
  })

  it('goes back when something did not arrive whole, and says what', () => {
    const { state, events } = finishCheck(startCheck(aSubmission(), AT).state, ['review.problem.fileMissing'], AT)
    expect(state).to.include({ state: 'incomplete' })
    expect(events[0]).to.deep.include({ name: 'submissionFoundIncomplete', problems: ['review.problem.fileMissing'] })
  })

  it('keeps every happening with its time and actor in its timeline, and names each event once', () => {
    const submission = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met'), 'cy', 'met', 'met')
    expect(names(submission.timeline)).to.deep.equal([
      'submissionSubmitted',
      'checkStarted',
      'submissionFoundComplete',
      'reviewOffered',
      'reviewOffered',
      'reviewAccepted',
      'reviewAccepted',
      'reviewLocked',
      'reviewLocked',
      'reviewersAgreed',
      'submissionDecided',
    ])
    expect(submission.timeline[7]).to.include({ actorId: 'bo', reviewId: 'r-bo' })
  })

  it('can be withdrawn by its earner alone, until it is decided', () => {
    const submission = accepted(inReview(), 'bo')
    expect(() => withdrawSubmission(submission, 'bo', AT)).to.throw(NotFound)
    expect(withdrawSubmission(submission, 'ada', AT).state.state).to.equal('withdrawn')
    const decided = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met'), 'cy', 'met', 'met')
    expect(() => withdrawSubmission(decided, 'ada', AT)).to.throw(Conflict)
  })

  it('is out of its earner’s hands once two have finished, whatever they wrote', () => {
    const one = locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met')
    expect(withdrawSubmission(one, 'ada', AT).state.state).to.equal('withdrawn')
    const disputed = locked(one, 'cy', 'none', 'met')
    for (const state of ['inReview', 'agreed', 'inAdjudication', 'onHold'] as const)
      expect(() => withdrawSubmission({ ...disputed, state }, 'ada', AT), state).to.throw(Conflict)
    const appeal = { submissionId: 'claim-1', excluded: [] }
    expect(withdrawSubmission({ ...disputed, appeal }, 'ada', AT).state.state).to.equal('withdrawn')
  })

  it('takes a second withdrawal for the first', () => {
    const { state } = withdrawSubmission(inReview(), 'ada', AT)
    expect(withdrawSubmission(state, 'ada', AT).events).to.deep.equal([])
  })
})

describe('a panel', () => {
  it('has two seats, and one for an adjudicator once they differ', () => {
    expect(emptySeats(inReview())).to.deep.equal({ seat: 'panel', count: 2 })
    expect(emptySeats(offered(inReview(), 'bo')).count).to.equal(1)
    expect(emptySeats(offered(inReview(), 'bo', 'cy')).count).to.equal(0)
    const split = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met'), 'cy', 'met', 'none')
    expect(emptySeats(split)).to.deep.equal({ seat: 'adjudicator', count: 1 })
  })

  it('takes nobody beyond its seats, nobody twice, and never the earner', () => {
    const offer = (submission: ReturnType<typeof inReview>, personId: string) =>
      offerReview(submission, `again-${personId}`, { personId, why: [] }, AT)
    expect(() => offer(offered(inReview(), 'bo', 'cy'), 'di')).to.throw(Conflict)
    expect(() => offer(offered(inReview(), 'bo'), 'bo')).to.throw(Conflict)
    expect(() => offer(inReview(), 'ada')).to.throw(Forbidden)
  })

  it('frees the seat of whoever declines or steps aside', () => {
    const submission = offered(inReview(), 'bo', 'cy')
    expect(emptySeats(declineReview(submission, { ...act('bo'), reason: '' }).state).count).to.equal(1)
    expect(emptySeats(recuseReview(submission, { ...act('bo'), reason: 'My sister' }).state).count).to.equal(1)
  })

  it('lets nobody act for somebody else, and does not even say that there is a review', () => {
    const submission = offered(inReview(), 'bo')
    expect(() => acceptReview(submission, { ...act('bo'), reviewerId: 'cy' })).to.throw(NotFound)
    expect(() => acceptReview(submission, { ...act('bo'), reviewId: 'r-nobody' })).to.throw(NotFound)
  })

  it('asks for a reason to step aside, and for none to decline', () => {
    const submission = offered(inReview(), 'bo')
    expect(() => recuseReview(submission, { ...act('bo'), reason: '  ' })).to.throw(Invalid)
    expect(declineReview(submission, { ...act('bo'), reason: '' }).events).to.have.length(1)
  })

  it('takes the same answer twice for once, and not a yes after a no', () => {
    const yes = acceptReview(offered(inReview(), 'bo'), act('bo')).state
    expect(acceptReview(yes, act('bo')).events).to.deep.equal([])
    const no = declineReview(offered(inReview(), 'bo'), { ...act('bo'), reason: '' }).state
    expect(() => acceptReview(no, act('bo'))).to.throw(Conflict)
  })

  it('stands still once the submission is withdrawn', () => {
    const submission = withdrawSubmission(accepted(inReview(), 'bo'), 'ada', AT).state
    expect(() => startReview(submission, act('bo'))).to.throw(Conflict)
    expect(busyReviewers(submission)).to.deep.equal([])
    expect(passTime(submission, daysLater(100)).events).to.deep.equal([])
  })

  it('says once that nobody could be found, until somebody is', () => {
    const waiting = waitForReviewers(inReview(), AT)
    expect(names(waiting.events)).to.deep.equal(['reviewersWanting'])
    expect(waitForReviewers(waiting.state, daysLater(1)).events).to.deep.equal([])
    expect(offered(waiting.state, 'bo')).not.to.have.property('waitingSince')
  })
})

describe('time', () => {
  it('leaves three days for an answer', () => {
    const submission = offered(inReview(), 'bo')
    expect(passTime(submission, daysLater(2.9)).events).to.deep.equal([])
    const { state, events } = passTime(submission, daysLater(3))
    expect(names(events)).to.deep.equal(['reviewExpired'])
    expect(emptySeats(state).count).to.equal(2)
  })

  it('leaves ten days for a review, reminds once two days before, and waits two days more', () => {
    const submission = accepted(inReview(), 'bo')
    expect(passTime(submission, daysLater(7.9)).events).to.deep.equal([])
    const reminded = passTime(submission, daysLater(8))
    expect(names(reminded.events)).to.deep.equal(['reviewDueSoon'])
    expect(passTime(reminded.state, daysLater(11.9)).events).to.deep.equal([])
    expect(names(passTime(reminded.state, daysLater(12)).events)).to.deep.equal(['reviewExpired'])
  })

  it('never takes a locked review away', () => {
    const submission = locked(accepted(inReview(), 'bo'), 'bo', 'met', 'met')
    expect(passTime(submission, daysLater(100)).events).to.deep.equal([])
  })

  it('says when the system has to look again', () => {
    expect(attentionAt(inReview())).to.deep.equal(AT)
    expect(attentionAt(offered(inReview(), 'bo', 'cy'))).to.deep.equal(daysLater(3))
    expect(attentionAt(accepted(inReview(), 'bo', 'cy'))).to.deep.equal(daysLater(8))
    expect(attentionAt(aSubmission())).to.equal(undefined)
  })

  it('gives the earner a day to expect the answer, once both seats are taken', () => {
    expect(expectedBy(offered(inReview(), 'bo'))).to.equal(undefined)
    expect(expectedBy(accepted(inReview(), 'bo', 'cy'))).to.deep.equal(daysLater(10))
    expect(expectedBy(offered(accepted(inReview(), 'bo'), 'cy'))).to.deep.equal(daysLater(13))
  })
})

describe('locking', () => {
  const both = () => accepted(inReview(), 'bo', 'cy')

  it('needs a level and a comment for every criterion', () => {
    const lock = (judgements: ReturnType<typeof judged>) =>
      lockReview(both(), { ...act('bo'), judgements, note: '' }, RUBRIC)
    expect(() => lock(judged('met'))).to.throw(Invalid)
    expect(() => lock(judged('met', 'splendid'))).to.throw(Invalid)
    expect(() => lock(judged('met', 'met').map(each => ({ ...each, comment: ' ' })))).to.throw(Invalid)
  })

  it('is not open to someone who has not accepted', () => {
    const judgements = judged('met', 'met')
    expect(() => lockReview(offered(inReview(), 'bo'), { ...act('bo'), judgements, note: '' }, RUBRIC)).to.throw(
      Conflict,
    )
  })

  it('decides with the second who concurs, in the same write', () => {
    const once = locked(both(), 'bo', 'met', 'met')
    const { state, events } = lockReview(once, { ...act('cy'), judgements: judged('strong', 'met'), note: '' }, RUBRIC)
    expect(names(events)).to.deep.equal(['reviewLocked', 'reviewersAgreed', 'submissionDecided'])
    expect(state.decision).to.include({ outcome: 'earned', by: 'agreement' })
    expect(events.at(-1)).to.deep.include({ outcome: 'earned', reviewerIds: ['bo', 'cy'], earnerId: 'ada' })
  })

  it('asks for a third when two differ, and follows the third', () => {
    const split = locked(locked(both(), 'bo', 'met', 'met'), 'cy', 'met', 'none')
    expect(split.state).to.equal('inAdjudication')
    const ruled = locked(accepted(split, 'di'), 'di', 'met', 'partly')
    expect(ruled.decision).to.include({ outcome: 'notYet', by: 'adjudication' })
  })

  it('has no effect the second time', () => {
    const once = locked(both(), 'bo', 'met', 'met')
    const twice = lockReview(once, { ...act('bo'), judgements: judged('none', 'none'), note: '' }, RUBRIC)
    expect(twice.events).to.deep.equal([])
    expect(twice.state.reviews[0]!.judgements[0]!.levelId).to.equal('met')
  })

  it('judges only what no earlier attempt met', () => {
    const carriedOver = [{ criterionId: 'seeing', levelId: 'met' }]
    const rest = [{ criterionId: 'acting', levelId: 'met', comment: 'Taught now.' }]
    const lock = (submission: ReturnType<typeof both>, reviewerId: string) =>
      lockReview(submission, { ...act(reviewerId), judgements: rest, note: '' }, RUBRIC).state
    const decided = lock(lock(accepted(inReview({ carriedOver }), 'bo', 'cy'), 'bo'), 'cy')
    expect(decided.decision!.outcome).to.equal('earned')
    expect(decided.reviews[0]!.judgements).to.have.length(1)
  })
})

describe('what reviewers see of each other', () => {
  const both = () => accepted(inReview(), 'bo', 'cy')
  const seen = (submission: ReturnType<typeof both>, reviewerId: string) =>
    visibleReviews(submission, `r-${reviewerId}`).map(review => review.reviewerId)

  it('is nothing before both have locked', () => {
    const once = locked(both(), 'bo', 'met', 'met')
    expect(seen(once, 'bo')).to.deep.equal([])
    expect(seen(once, 'cy')).to.deep.equal([])
  })

  it('is each other’s review afterwards', () => {
    const decided = locked(locked(both(), 'bo', 'met', 'met'), 'cy', 'met', 'met')
    expect(seen(decided, 'bo')).to.deep.equal(['cy'])
    expect(seen(decided, 'cy')).to.deep.equal(['bo'])
  })

  it('is both reviews for an adjudicator who has said yes, and nothing before', () => {
    const split = locked(locked(both(), 'bo', 'met', 'met'), 'cy', 'met', 'none')
    expect(seen(offered(split, 'di'), 'di')).to.deep.equal([])
    expect(seen(accepted(split, 'di'), 'di')).to.deep.equal(['bo', 'cy'])
  })

  it('is nothing for someone whose seat has passed to another', () => {
    const gone = recuseReview(both(), { ...act('bo'), reason: 'A friend' }).state
    const decided = locked(locked(accepted(gone, 'di'), 'di', 'met', 'met'), 'cy', 'met', 'met')
    expect(decided.state).to.equal('decided')
    expect(seen(decided, 'bo')).to.deep.equal([])
  })
})
