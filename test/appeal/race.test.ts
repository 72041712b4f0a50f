import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { allAt, aReviewHouse, CRITERIA, type House } from '../review/aReviewHouse.js'
import { csrfToken, signIn } from '../support/signIn.js'

const GROUNDS = [{ criterionId: CRITERIA[0]!, reason: 'Page two shows it.' }]
const RACES = 10

/** An appeal and the next attempt of the same claim, at the very same time. */
describe('an appeal and the next attempt', function () {
  this.timeout(60_000)
  let house: House

  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed', 'flo'])
  })
  after(() => house.close())

  interface Ready {
    person: Person
    claimId: string
    submissionId: string
  }

  /** A "not yet", with the next attempt ready to be handed in. */
  async function aNotYet(): Promise<Ready> {
    const person = await house.anEarner()
    const { claimId, submissionId } = await house.submitted(person)
    for (const reviewer of await house.acceptAll(submissionId))
      await house.lock(submissionId, reviewer, allAt('partly', 'met'))
    await house.drain()
    await house.complete(await house.rooms.claim.get(claimId))
    return { person, claimId, submissionId }
  }

  const file = ({ submissionId, person }: Ready) =>
    house.rooms.appeal.file({ submissionId, earnerId: person.id, grounds: GROUNDS })
  const handIn = ({ claimId, person }: Ready) => house.rooms.claim.submit({ claimId, personId: person.id })
  const outcomes = async (...races: Promise<unknown>[]) =>
    (await Promise.allSettled(races)).map(each => (each.status === 'fulfilled' ? 'done' : each.reason.constructor.name))

  async function standing({ claimId, submissionId }: Ready) {
    await house.drain()
    const [attempts, appeals, panel] = await Promise.all([
      house.rooms.review.submissionsOf(claimId),
      house.rooms.appeal.ofClaim(claimId),
      house.rooms.review.appealOf(submissionId),
    ])
    return { attempts: attempts.length, appeals: appeals.length, panels: panel ? 1 : 0 }
  }
  const APPEALED = { attempts: 1, appeals: 1, panels: 1 }
  const NEXT_ATTEMPT = { attempts: 2, appeals: 0, panels: 0 }

  it('never both come first, whichever of them is asked for first', async () => {
    for (let race = 0; race < RACES; race++) {
      const ready = await aNotYet()
      const posts = race % 2 ? [file(ready), handIn(ready)] : [handIn(ready), file(ready)]
      const said = await outcomes(...posts)
      expect([...said].sort(), `race ${race}`).to.deep.equal(['Conflict', 'done'])
      const wasFiled = said[race % 2 ? 0 : 1] === 'done'
      expect(await standing(ready)).to.deep.equal(wasFiled ? APPEALED : NEXT_ATTEMPT)
    }
  })

  it('never both come first, however often each is clicked, through the app', async () => {
    const ready = await aNotYet()
    const agent = await signIn(house, ready.person)
    const appeal = `/claims/${ready.claimId}/attempts/1/appeal`
    const _csrf = await csrfToken(agent, appeal)
    const clicks = [1, 2, 3].flatMap(() => [
      agent
        .post(appeal)
        .type('form')
        .send({ _csrf, [`reason-${CRITERIA[0]}`]: 'Page two shows it.' }),
      agent.post(`/claims/${ready.claimId}/submission`).type('form').send({ _csrf, declaration: 'on' }),
    ])
    const statuses = (await Promise.all(clicks)).map(({ status }) => status)
    expect(statuses.every(status => status < 500)).to.equal(true)
    const came = await standing(ready)
    expect(came).to.deep.equal(came.appeals ? APPEALED : NEXT_ATTEMPT)
  })

  it('are both carried out after a crash right behind the write that decided it', async () => {
    const challenged = await aNotYet()
    await house.rooms.claim.challenge({ claimId: challenged.claimId, number: 1, grounds: GROUNDS })
    expect(await outcomes(handIn(challenged))).to.deep.equal(['Conflict'])
    expect(await standing(challenged)).to.deep.equal(APPEALED)

    const handedIn = await aNotYet()
    const claim = await house.rooms.claim.get(handedIn.claimId)
    const event = {
      id: 'crash.1',
      name: 'claimHandedIn',
      at: house.clock.now(),
      claimId: claim.id,
      number: claim.number,
    }
    await house.db.collection<{ _id: string }>('claims').updateOne({ _id: claim.id }, {
      $set: { state: 'submitted', outboxDue: event.at, version: claim.version + 1 },
      $push: { outbox: event },
    } as never)
    expect(await outcomes(file(handedIn))).to.deep.equal(['Conflict'])
    expect(await standing(handedIn)).to.deep.equal(NEXT_ATTEMPT)
  })

  it('leave an attempt that is handed in and put away at once in one state', async () => {
    for (let race = 0; race < 4; race++) {
      const ready = await aNotYet()
      const { claimId, person } = ready
      const withdraw = () => house.rooms.claim.withdraw({ claimId, personId: person.id })
      await outcomes(...(race % 2 ? [handIn(ready), withdraw()] : [withdraw(), handIn(ready)]))
      await house.drain()
      const { state } = await house.rooms.claim.get(claimId)
      const [, second] = await house.rooms.review.submissionsOf(claimId)
      expect(`${state} ${second?.state}`).to.be.oneOf([
        'withdrawn undefined',
        'withdrawn withdrawn',
        'submitted inReview',
      ])
    }
  })
})
