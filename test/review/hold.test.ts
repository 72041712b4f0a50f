import { expect } from 'chai'
import { passTime } from '../../server/review/deadlines.js'
import { answerHold, clearHold, denyHold, placeHold } from '../../server/review/hold.js'
import { lockReview } from '../../server/review/judging.js'
import { busyReviewers, emptySeats } from '../../server/review/panel.js'
import type { Submission } from '../../server/review/submission.js'
import { Conflict, Forbidden, Invalid, NotFound } from '../../server/shared/errors.js'
import { AT, accepted, act, daysLater, inReview, judged, locked, RUBRIC } from './aSubmission.js'

const carla = (days = 0, over = {}) => ({
  coordinatorId: 'carla',
  reason: 'Like another.',
  at: daysLater(days),
  ...over,
})
const carl = (days = 0) => carla(days, { coordinatorId: 'carl' })
const held = (submission: Submission = accepted(inReview(), 'bo', 'cy')) => placeHold(submission, carla()).state
const answered = () => answerHold(held(), { earnerId: 'ada', at: daysLater(1), text: 'We planned together.' }).state

describe('an integrity hold', () => {
  it('stops reviewing at once, and tells the earner what and why', () => {
    const { state, events } = placeHold(accepted(inReview(), 'bo', 'cy'), carla())
    expect(state.state).to.equal('onHold')
    expect(events[0]).to.include({ name: 'submissionHeld', reason: 'Like another.', earnerId: 'ada' })
    expect(busyReviewers(state)).to.deep.equal([])
    expect(emptySeats(state).count).to.equal(0)
    expect(() => lockReview(state, { ...act('bo'), judgements: judged('met', 'met'), note: '' }, RUBRIC)).to.throw(
      Conflict,
    )
  })

  it('needs a reason, and somebody who has no part in it', () => {
    const open = accepted(inReview(), 'bo', 'cy')
    expect(() => placeHold(open, carla(0, { reason: ' ' }))).to.throw(Invalid)
    for (const coordinatorId of ['ada', 'bo'])
      expect(() => placeHold(open, carla(0, { coordinatorId }))).to.throw(Forbidden)
  })

  it('is answered and settled once, however often a button is pressed', () => {
    const again = { earnerId: 'ada', at: daysLater(2), text: 'We planned together. ' }
    expect(answerHold(answered(), again).events).to.deep.equal([])
    const cleared = clearHold(answered(), carla(2)).state
    expect(clearHold(cleared, carla(3)).events).to.deep.equal([])
    expect(() => clearHold(cleared, carla(3, { reason: 'Another one.' }))).to.throw(Conflict)
    const denied = denyHold(answered(), carl(2)).state
    expect(denyHold(denied, carl(2)).events).to.deep.equal([])
  })

  it('is placed once', () => expect(placeHold(held(), carl()).events).to.deep.equal([]))

  it('is answered by its earner, within fourteen days', () => {
    expect(answered().hold!.answers).to.deep.equal([{ at: daysLater(1), text: 'We planned together.' }])
    expect(() => answerHold(held(), { earnerId: 'bo', at: AT, text: 'Me' })).to.throw(NotFound)
    expect(() => answerHold(held(), { earnerId: 'ada', at: AT, text: ' ' })).to.throw(Invalid)
    expect(() => answerHold(held(), { earnerId: 'ada', at: daysLater(15), text: 'Late' })).to.throw(Conflict)
  })

  it('goes on where it stopped when it is cleared, and nobody has lost time', () => {
    const before = accepted(inReview(), 'bo', 'cy')
    const { state, events } = clearHold(held(before), carla(5))
    expect(state.state).to.equal('inReview')
    expect(events[0]).to.include({ name: 'submissionCleared' })
    for (const [index, { dueAt }] of state.reviews.entries())
      expect(dueAt!.getTime() - before.reviews[index]!.dueAt!.getTime()).to.equal(5 * 24 * 3600 * 1000)
    const disputed = locked(locked(before, 'bo', 'met', 'met'), 'cy', 'none', 'met')
    expect(clearHold(held(disputed), carla(1)).state.state).to.equal('inAdjudication')
  })

  it('gives whoever is to confirm a “not yet” the time that it took', () => {
    const panel = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'partly', 'met'), 'cy', 'partly', 'met')
    const confirmation = { reviewId: 'r-bo', by: daysLater(3) }
    const agreed: Submission = { ...panel, state: 'agreed', confirmation }
    const cleared = clearHold(held(agreed), carla(5)).state
    expect(cleared).to.deep.include({ state: 'agreed', confirmation: { ...confirmation, by: daysLater(8) } })
    expect(passTime(cleared, daysLater(7)).events).to.deep.equal([])
    expect(passTime(cleared, daysLater(8)).state.state).to.equal('inAdjudication')
  })

  it('is denied with reasons, by another person, after the earner was heard or let the time pass', () => {
    expect(() => denyHold(held(), carl(1))).to.throw(Conflict)
    expect(() => denyHold(answered(), carla(2))).to.throw(Forbidden)
    expect(() => denyHold(answered(), { ...carl(2), coordinatorId: 'cy' })).to.throw(Forbidden)
    expect(() => denyHold(answered(), { ...carl(2), reason: '' })).to.throw(Invalid)
    expect(denyHold(answered(), carl(2)).state).to.include({ state: 'denied' })
    expect(denyHold(held(), carl(15)).state.hold!.settled).to.include({ outcome: 'denied', by: 'carl' })
  })

  it('is over when it is over', () => {
    const denied = denyHold(answered(), carl(2)).state
    for (const again of [
      () => clearHold(denied, carla(3)),
      () => denyHold(denied, carla(3)),
      () => placeHold(denied, carla(3)),
    ])
      expect(again).to.throw(Conflict)
  })
})
