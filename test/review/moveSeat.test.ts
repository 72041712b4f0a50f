import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { clearHold, placeHold } from '../../server/review/hold.js'
import { isMovable, noteCoordinator, takeBack } from '../../server/review/moveSeat.js'
import { emptySeats } from '../../server/review/panel.js'
import { coordinatorsOf } from '../../server/review/submission.js'
import { Conflict, Forbidden, NotFound } from '../../server/shared/errors.js'
import { type Agent, post, signIn } from '../support/signIn.js'
import { allAt, aReviewHouse, type House } from './aReviewHouse.js'
import { AT, accepted, daysLater, inReview, locked, offered } from './aSubmission.js'

const carla = (reviewId: string, days = 11, coordinatorId = 'carla') => ({
  reviewId,
  coordinatorId,
  at: daysLater(days),
})

describe('a seat taken back', () => {
  it('is one that nobody answered for, or that is late, and none that is written in time', () => {
    const [asked] = offered(inReview(), 'bo').reviews
    const [reading] = accepted(inReview(), 'bo').reviews
    const [done] = locked(accepted(inReview(), 'bo'), 'bo', 'met', 'met').reviews
    expect([isMovable(asked!, AT), isMovable(reading!, AT), isMovable(reading!, daysLater(11))]).to.deep.equal([
      true,
      false,
      true,
    ])
    expect(isMovable(done!, daysLater(11))).to.equal(false)
    expect(() => takeBack(accepted(inReview(), 'bo'), carla('r-bo', 1))).to.throw(Conflict)
  })

  it('is empty then, its reviewer is told, and the trail says who did it', () => {
    const { state, events } = takeBack(accepted(inReview(), 'bo', 'cy'), carla('r-bo'))
    expect(emptySeats(state).count).to.equal(1)
    expect(events[0]).to.include({ name: 'reviewExpired', actorId: 'carla', reviewerId: 'bo' })
    expect(takeBack(state, carla('r-bo')).events).to.deep.equal([])
  })

  it('is never offered to whoever looked after the submission, or stopped it', () => {
    const { state } = noteCoordinator(inReview(), 'carla')
    expect(noteCoordinator(state, 'carla').state).to.equal(state)
    const held = placeHold(state, { coordinatorId: 'carl', reason: 'Like another.', at: AT }).state
    const cleared = clearHold(held, { coordinatorId: 'cora', reason: 'It is not.', at: AT }).state
    expect(coordinatorsOf(cleared)).to.deep.equal(['carla', 'carl', 'cora'])
    for (const person of ['carla', 'carl', 'cora']) expect(() => offered(cleared, person), person).to.throw(Forbidden)
    for (const own of ['ada', 'bo'])
      expect(() => noteCoordinator(offered(inReview(), 'bo'), own), own).to.throw(NotFound)
  })

  it('is not for the one who submitted, for one of the panel, or one that is not there', () => {
    const panel = accepted(inReview(), 'bo', 'cy')
    for (const own of ['ada', 'cy']) expect(() => takeBack(panel, carla('r-bo', 11, own))).to.throw(Forbidden)
    expect(() => takeBack(panel, carla('r-di'))).to.throw(NotFound)
  })
})

describe('the page of one submission on the board', function () {
  this.timeout(30_000)
  const LATE = 11 * 24 * 3600 * 1000
  let house: House
  let coordinator: Person
  let carla: Agent
  let ada: Person
  let submissionId: string
  let path: string

  beforeEach(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed'])
    coordinator = await house.join('carla', 'publisher', 'member', 'author')
    carla = await signIn(house, coordinator)
    ada = await house.anEarner()
    ;({ submissionId } = await house.submitted(ada))
    path = `/reviews/board/${submissionId}`
  })
  afterEach(() => house.close())

  const submission = () => house.rooms.review.submission(submissionId)
  const free = async () => {
    const { reviews } = await submission()
    const asked = new Set(reviews.map(({ reviewerId }) => reviewerId))
    return [...house.reviewers.values()].filter(({ id }) => !asked.has(id))
  }

  it('is reached from the board, and names who reads but not whose work it is', async () => {
    expect((await carla.get('/reviews/board')).text).to.include(`href="${path}"`)
    const { text } = await carla.get(path)
    const [first] = await house.acceptAll(submissionId)
    expect(text).to.include(first!.name).and.to.include('Ask somebody else')
    for (const trace of [ada.id, ada.name, ada.handle, 'northgate']) expect(text).not.to.include(trace)
  })

  it('leaves in peace whoever is within their time', async () => {
    await house.acceptAll(submissionId)
    const { reviews } = await submission()
    expect((await carla.get(path)).text).to.include('There is nothing to move')
    const refused = await post(carla, path, { seat: reviews[0]!.id, reviewer: '' })
    expect(refused.status).to.equal(422)
    expect((await submission()).reviews[0]!.state).to.equal('accepted')
  })

  it('gives a late seat to whom the coordinator names, once, and tells both', async () => {
    const [late] = await house.acceptAll(submissionId)
    house.clock.advance(LATE)
    const [review] = (await submission()).reviews
    const [chosen] = await free()
    for (const _ of [1, 2]) await post(carla, path, { seat: review!.id, reviewer: chosen!.name.toUpperCase() })
    await house.drain()
    const { reviews, timeline } = await submission()
    expect(reviews.find(({ id }) => id === review!.id)!.state).to.equal('expired')
    expect(reviews.filter(({ reviewerId }) => reviewerId === chosen!.id)).to.have.length(1)
    expect(reviews.filter(({ state }) => state === 'offered' || state === 'accepted')).to.have.length(2)
    expect(timeline.filter(({ actorId }) => actorId === coordinator.id).map(({ name }) => name)).to.deep.equal([
      'reviewExpired',
      'reviewOffered',
    ])
    expect((await (await signIn(house, late!)).get('/notifications')).text).to.include('somebody else is being asked')
    const asked = await signIn(house, chosen!)
    const { reviewId } = house.reviewOf(await submission(), chosen!)
    expect((await asked.get(`/reviews/${reviewId}`)).text)
      .to.include('asked for you by name')
      .and.not.include('as few as anyone')
  })

  it('gives it to whoever is next where nobody is named', async () => {
    const { reviews } = await submission()
    await post(carla, path, { seat: reviews[0]!.id, reviewer: ' ' })
    await house.drain()
    const after = (await submission()).reviews
    expect(after.map(({ state }) => state)).to.deep.equal(['expired', 'offered', 'offered'])
  })

  it('asks nobody who may not judge it, in whatever way the form is sent', async () => {
    const colleague = await house.join('fay', `northgate${ada.handle.slice(6)}`, 'member', 'reviewer')
    const { reviews } = await submission()
    const [awayOne] = await free()
    const away = { from: house.clock.now(), until: new Date(house.clock.now().getTime() + LATE) }
    await house.rooms.review.saveReviewerSettings(awayOne!.id, { capacity: 3, languages: [], subjects: [], away })
    const answers = new Set<string>()
    for (const reviewer of [colleague.handle, colleague.name, awayOne!.handle, ada.handle, 'nobody', 'carla']) {
      const { status, text } = await post(carla, path, { seat: reviews[0]!.id, reviewer })
      expect(status, reviewer).to.equal(422)
      answers.add(
        mainOf(text)
          .replace(`value="${reviewer}"`, '')
          .replaceAll(/name="_csrf" value="[^"]*"/g, ''),
      )
    }
    expect([...answers], 'one answer for all').to.have.length(1)
    expect((await submission()).reviews).to.have.length(2)
  })

  it('lists nobody who could be asked: by who is missing it would name the earner’s school', async () => {
    const { text } = await carla.get(path)
    for (const { id, name } of await free()) expect(text).to.not.include(id).and.not.include(name)
  })

  it('takes its reader out of those who may be asked, whoever is next or named, and for the appeal as well', async () => {
    const { organization } = house.rooms
    const { id: organizationId } = await house.school('publisher')
    const [reader] = await free()
    await organization.addMember({ organizationId, personId: reader!.id, roles: ['member', 'author', 'reviewer'] })
    const agent = await signIn(house, reader!)
    expect((await agent.get(path)).text).to.include('you will not be asked to review it yourself')
    for (let round = 0; round < 3; round++) {
      const offered = (await submission()).reviews.find(({ state }) => state === 'offered')
      if (offered) await post(agent, path, { seat: offered.id, reviewer: round === 1 ? reader!.handle : '' })
      await house.drain()
    }
    const asked = (await submission()).reviews.map(({ reviewerId }) => reviewerId)
    expect(asked).to.have.length(3).and.not.include(reader!.id)
    const named = house.rooms.review.offerTo({ submissionId, reviewerId: reader!.id })
    expect(await named.catch(error => error)).to.be.an.instanceOf(Forbidden)
  })

  it('does not exist for anybody else: reviewers, the earner, the panel, authors elsewhere', async () => {
    const { reviews } = await submission()
    const onPanel = [...house.reviewers.values()].find(({ id }) => id === reviews[0]!.reviewerId)!
    const { id: organizationId } = await house.school('publisher')
    for (const { id: personId } of [onPanel, ada])
      await house.rooms.organization.addMember({ organizationId, personId, roles: ['member', 'author'] })
    const elsewhere = await house.join('eve', 'elsewhere', 'member', 'author')
    for (const person of [onPanel, ada, elsewhere, (await free())[0]!]) {
      const agent = await signIn(house, person)
      expect((await agent.get(path)).status, person.handle).to.equal(404)
      expect((await post(agent, path, { seat: reviews[0]!.id, reviewer: '' })).status).to.equal(404)
      const board = await agent.get('/reviews/board')
      expect(board.text).not.to.include(path)
    }
  })

  it('has nothing to move when all is decided', async () => {
    for (const person of await house.acceptAll(submissionId)) await house.lock(submissionId, person, allAt('met'))
    expect((await carla.get(path)).text).to.include('There is nothing to move')
  })
})

const mainOf = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'))
