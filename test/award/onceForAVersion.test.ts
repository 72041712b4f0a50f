import { expect } from 'chai'
import { ADA, type AwardHouse, aDecision, anAwardHouse, ISSUER } from './anAwardHouse.js'
import { verify } from './verify.js'

/** Something that waits until it is let go, and says when it has been reached. */
function gate() {
  let open = () => {}
  let reach = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  const reached = new Promise<void>(resolve => {
    reach = resolve
  })
  return {
    open,
    reached,
    pass() {
      reach()
      return opened
    },
  }
}

describe('a version that somebody earns by review and by completing a programme', () => {
  let house: AwardHouse
  beforeEach(async () => {
    house = await anAwardHouse({ anatomy: { awardedBy: 'completion', validityMonths: 12 } })
    house.grant('agnes', 'administrator', ISSUER.id)
  })
  afterEach(() => house.close())

  const { submissionId } = aDecision()
  const awards = () => house.award.ofPerson(ADA.id, { limit: 10 })
  const only = async () => {
    const found = await awards()
    expect(found).to.have.length(1)
    return found[0]!
  }
  const planned = (programme = 'Spring') =>
    house.award.completion.plan(ISSUER, {
      ...{ slug: house.version.slug, programme, groups: [], by: 'agnes' },
      list: { emails: [ADA.email], unread: [] },
    })
  async function complete(plan: Promise<{ id: string }> = planned()) {
    const { id } = await plan
    await house.award.completion.start(id, 'agnes')
    await work()
    expect((await house.award.completion.get(id)).state).to.equal('done')
  }
  async function work() {
    await house.relay.drain()
    await house.jobs.drain()
    await house.relay.drain()
  }
  const told = () => house.notices.map(({ messageKey }) => messageKey)

  it('first by completing: the one award then says what the review found, at the same address', async () => {
    await complete()
    const before = await only()
    await house.award.accept(before.id, ADA.id, { visibility: 'public', evidence: [] })
    house.clock.advance(60_000)
    await house.decide(aDecision())
    await work()
    const after = await only()
    expect(after).to.include({ id: before.id, submissionId, state: 'active', visibility: 'public' })
    expect(after).not.to.have.property('completion')
    expect(after.completedBefore).to.include({ programme: 'Spring' })
    expect(after.evidence.map(({ shown }) => shown)).to.deep.equal([false, false, false])
    expect(after.signed.validFrom).to.be.above(before.signed.validFrom)
    expect(JSON.parse(after.signed.json).credentialSubject.result).to.have.length(1)
    expect((await verify(house, after)).verified).to.equal(true)
    expect(told()).to.deep.equal(['award.notice.completed', 'award.notice.reviewed'])
  })

  it('first by review: completing changes nothing, also by a list that was made before', async () => {
    const plan = await planned()
    house.clock.advance(60_000)
    await house.decide(aDecision())
    await work()
    const before = await only()
    await complete(Promise.resolve(plan))
    expect(await only()).to.deep.equal(before)
    expect(told()).to.deep.equal(['award.notice.issued'])
  })

  it('the review decides after the completion was looked up and before it is stored: one award, by review', async () => {
    const { people } = house.deps.neighbours
    const made = gate()
    house.deps.neighbours.people = async ids => {
      await made.pass()
      return people(ids)
    }
    const completed = complete()
    await made.reached
    await house.decide(aDecision())
    made.open()
    await completed
    expect(await only()).to.include({ submissionId, state: 'issued' })
    expect(told()).to.deep.equal(['award.notice.issued'])
  })

  it('the completion is stored after the review was prepared and before that is stored: one award, by review', async () => {
    const { submission } = house.deps.neighbours
    const judged = gate()
    house.deps.neighbours.submission = async id => {
      await judged.pass()
      return submission(id)
    }
    const decided = house.decide(aDecision())
    await judged.reached
    await complete()
    const completed = await only()
    judged.open()
    await decided
    expect(await only()).to.include({ id: completed.id, submissionId })
  })

  it('in the same moment, over and over: one award each, which verifies', async () => {
    const people = Array.from({ length: 12 }, (_, n) => ({ ...ADA, id: `t${n}`, email: `t${n}@example.org` }))
    for (const person of people) house.people.set(person.id, person)
    const list = { emails: people.map(({ email }) => email), unread: [] }
    const plan = { slug: house.version.slug, programme: 'Spring', groups: [], by: 'agnes', list }
    const { id } = await house.award.completion.plan(ISSUER, plan)
    await house.award.completion.start(id, 'agnes')
    const decisions = people.map(person => aDecision({ earnerId: person.id, submissionId: `s-${person.id}` }))
    await Promise.all([
      house.award.completion.carryOut(id),
      ...decisions.map(house.decide),
      ...decisions.map(house.decide),
    ])
    for (const person of people) {
      const [award, ...more] = await house.award.ofPerson(person.id, { limit: 3 })
      expect([more.length, award!.submissionId]).to.deep.equal([0, `s-${person.id}`])
      expect((await verify(house, award!)).verified, person.id).to.equal(true)
    }
    expect((await house.award.completion.get(id)).state).to.equal('done')
  })

  it('is told of by the review alone, however often the decision is delivered', async () => {
    await complete()
    await house.decide(aDecision())
    const after = await only()
    await house.decide(aDecision())
    expect(await only()).to.deep.equal(after)
  })

  it('is offered again to whoever had declined it, as something they earned', async () => {
    await complete()
    await house.award.decline((await only()).id, ADA.id)
    await house.decide(aDecision())
    await work()
    expect(await only()).to.include({ submissionId, state: 'issued' })
    expect(told().at(-1)).to.equal('award.notice.issued')
  })

  it('stays suspended until its issuer says otherwise', async () => {
    await complete()
    const { id } = await only()
    await house.award.accept(id, ADA.id, { visibility: 'public', evidence: [] })
    await house.award.suspend({ awardId: id, by: 'agnes', reason: 'We ask again' })
    await house.decide(aDecision())
    expect(await only()).to.include({ submissionId, state: 'suspended' })
    await house.award.reinstate({ awardId: id, by: 'agnes' })
    expect((await verify(house, await only())).verified).to.equal(true)
  })

  it('can be earned again after it was revoked, and after its time is over, beside what was there', async () => {
    await complete()
    const [first] = await awards()
    await house.award.revoke({ awardId: first!.id, by: 'agnes', reason: 'A mistake' })
    house.clock.advance(60_000)
    await house.decide(aDecision())
    expect((await awards()).map(({ state }) => state)).to.deep.equal(['issued', 'revoked'])
    house.clock.advance(400 * 24 * 3600 * 1000)
    await house.decide(aDecision({ submissionId: 'later' }))
    expect((await awards()).map(each => each.submissionId).slice(0, 2)).to.deep.equal(['later', submissionId])
  })

  it('is not given again by completing what was revoked after the review', async () => {
    await complete()
    await house.decide(aDecision())
    await house.award.revoke({ awardId: (await only()).id, by: 'agnes', reason: 'A mistake' })
    const plan = await planned('Autumn')
    expect(plan.total).to.equal(0)
  })

  it('once over, makes room for what is earned by review, and keeps what it was', async () => {
    await complete()
    const before = await only()
    house.clock.advance(400 * 24 * 3600 * 1000)
    await house.decide(aDecision())
    const [newest, oldest] = await awards()
    expect(newest).to.include({ submissionId })
    expect(oldest).to.deep.include({ id: before.id, completion: before.completion })
  })
})
