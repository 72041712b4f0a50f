import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { Conflict } from '../../server/shared/errors.js'
import { allAt, aReviewHouse, CRITERIA, type House, SLUG } from '../review/aReviewHouse.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'

const DAY = 24 * 3600 * 1000
const REASON = 'Page two shows it: <b>look</b> at the third line.'

describe('an earner’s appeal', () => {
  let house: House
  let ada: Person
  let agent: Agent
  let claimId: string
  let submissionId: string
  let path: string

  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed', 'flo'])
  })
  after(() => house.close())
  beforeEach(async () => {
    ada = await house.anEarner()
    agent = await signIn(house, ada)
    ;({ claimId, submissionId } = await house.submitted(ada))
    await decide(submissionId, ...allAt('partly', 'met'))
    path = `/claims/${claimId}/attempts/1/appeal`
  })

  /** Two say yes, judge alike, and everybody hears of it. */
  async function decide(id: string, ...judgements: ReturnType<typeof allAt>): Promise<string[]> {
    const panel = await house.acceptAll(id)
    for (const person of panel) await house.lock(id, person, judgements)
    await house.drain()
    return panel.map(({ id: personId }) => personId)
  }
  const form = (criterionId = CRITERIA[0]!) => ({ [`reason-${criterionId}`]: REASON })
  const file = () => post(agent, path, form(), path)
  const appealNow = () => house.rooms.appeal.get(`${submissionId}-appeal`)
  const awards = () => house.rooms.award.ofPerson(ada.id, { limit: 10 })

  it('is heard by two who have read nothing of the claim, and overturned it gives the badge, once', async () => {
    const first = (await house.rooms.review.submission(submissionId)).reviews.map(({ reviewerId }) => reviewerId)
    expect((await file()).headers.location).to.equal(path)
    await house.drain()
    expect((await appealNow()).state).to.equal('panel')
    const panel = await decide(`${submissionId}-appeal`, ...allAt('met'))
    expect(panel).to.have.length(2)
    expect(panel.filter(id => first.includes(id))).to.deep.equal([])
    expect((await appealNow()).state).to.equal('overturned')
    expect((await house.rooms.claim.get(claimId)).state).to.equal('earned')
    expect(await awards()).to.have.length(1)
    expect((await awards())[0]).to.deep.include({ submissionId })
    expect((await awards())[0]!.panel).to.deep.include({ reviewers: 2 })
    const page = await agent.get(`/claims/${claimId}`)
    expect(page.text).to.include('You appealed against the decision').and.include('the decision was overturned')
    expect((await agent.get('/notifications')).text).to.include('you have earned it')
  })

  it('upheld leaves the claim open, with what the fresh panel found met carried over', async () => {
    const other = await house.submitted(await house.anEarner())
    await decide(other.submissionId, ...allAt('partly', 'partly', 'met'))
    const { personId } = await house.rooms.claim.get(other.claimId)
    const grounds = [{ criterionId: CRITERIA[0]!, reason: REASON }]
    await house.rooms.appeal.file({ submissionId: other.submissionId, earnerId: personId, grounds })
    await house.drain()
    await decide(`${other.submissionId}-appeal`, ...allAt('met', 'partly', 'partly'))
    const claim = await house.rooms.claim.get(other.claimId)
    expect(claim).to.include({ state: 'drafting', number: 2 })
    const carried = claim.carriedOver.map(({ criterionId }) => criterionId)
    expect(carried).to.deep.equal(CRITERIA.filter(id => id !== CRITERIA[1]))
    expect((await house.rooms.award.ofPerson(personId, { limit: 10 })).length).to.equal(0)
  })

  it('has no effect a second time', async () => {
    const token = await csrfToken(agent, path)
    const clicks = Array.from({ length: 4 }, () =>
      agent
        .post(path)
        .type('form')
        .send({ _csrf: token, ...form() }),
    )
    for (const answer of await Promise.all(clicks)) expect(answer.status).to.equal(303)
    await house.drain()
    expect(await house.rooms.appeal.ofClaim(claimId)).to.have.length(1)
    expect((await post(agent, path, { [`reason-${CRITERIA[0]}`]: 'Other words.' }, path)).status).to.equal(303)
    expect((await appealNow()).grounds[0]!.reason).to.equal(REASON)
  })

  it('does not exist for anybody else', async () => {
    const eve = await signIn(house, await house.anEarner())
    expect((await eve.get(path)).status).to.equal(404)
    expect((await post(eve, path, form())).status).to.equal(404)
    expect((await post(eve, `${path}/draft`, form())).status).to.equal(404)
    await file()
    expect((await post(eve, `${path}/withdrawal`)).status).to.equal(404)
    expect((await agent.get(`/claims/${claimId}/attempts/1-appeal/calibration`)).status).to.equal(404)
  })

  it('needs a reason, keeps what is typed, and takes none for a criterion that was met', async () => {
    const empty = await post(agent, path, {}, path)
    expect(empty.status).to.equal(422)
    expect(empty.text).to.include('Error:').and.include(`href="#reason-${CRITERIA[0]}"`)
    const long = 'x'.repeat(4001)
    const refused = await post(agent, path, { [`reason-${CRITERIA[0]}`]: long }, path)
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include(long)
    expect((await post(agent, path, form(CRITERIA[1]), path)).status).to.equal(422)
    expect((await agent.get(path)).text).not.to.include(`reason-${CRITERIA[1]}`)
  })

  it('keeps a draft of the reasons, shown as text', async () => {
    const saved = await post(agent, `${path}/draft`, form(), path)
    expect(saved.body.savedAt).to.equal(house.clock.now().toISOString())
    const page = await agent.get(path)
    expect(page.text).to.include('&lt;b&gt;look').and.not.include('<b>look')
  })

  it('lets no tab that stayed open write over reasons typed in another since', async () => {
    const editing = async () => {
      const { text } = await agent.get(path)
      const valueIn = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
      return { editorId: valueIn('editorId'), openedAt: valueIn('openedAt') }
    }
    const [one, other] = [await editing(), await editing()]
    house.clock.advance(1000)
    expect((await post(agent, `${path}/draft`, { ...form(), ...other }, path)).status).to.equal(200)
    expect((await post(agent, `${path}/draft`, one, path)).status).to.equal(409)
    expect((await agent.get(path)).text).to.include('Page two shows it')
  })

  it('is too late after the window, and against a decision that was followed by the next attempt', async () => {
    await house.complete(await house.rooms.claim.get(claimId))
    await house.rooms.claim.submit({ claimId, personId: ada.id })
    expect((await post(agent, path, form())).status).to.equal(409)
    expect((await agent.get(path)).text).to.include('cannot be appealed now')
    const late = await house.submitted(await house.anEarner())
    await decide(late.submissionId, ...allAt('partly'))
    const { personId: earnerId } = await house.rooms.claim.get(late.claimId)
    house.clock.advance(31 * DAY)
    const grounds = [{ criterionId: CRITERIA[0]!, reason: REASON }]
    const tooLate = house.rooms.appeal.file({ submissionId: late.submissionId, earnerId, grounds })
    expect(await tooLate.catch((error: Error) => error.name)).to.equal('Conflict')
  })

  it('keeps its claim from being put away and begun anew: no two panels judge one piece of work', async () => {
    await file()
    await house.drain()
    const withdrawal = `/claims/${claimId}/withdrawal`
    expect((await agent.get(withdrawal)).headers.location).to.equal(`/claims/${claimId}/timeline`)
    expect((await post(agent, withdrawal, {}, path)).status).to.equal(409)
    expect((await agent.get(`/claims/${claimId}/timeline`)).text).not.to.include(withdrawal)
    expect((await house.rooms.claim.get(claimId)).state).to.equal('drafting')
    // However it came to be put away.
    await house.db
      .collection('claims')
      .updateOne({ _id: claimId as never }, { $set: { state: 'withdrawn' }, $unset: { openKey: 1 } })
    const anew = await house.rooms.claim.begin({ personId: ada.id, slug: SLUG })
    expect(anew.id).not.to.equal(claimId)
    await house.complete(anew)
    const submitting = house.rooms.claim.submit({ claimId: anew.id, personId: ada.id })
    expect(await submitting.catch(error => error)).to.be.an.instanceOf(Conflict)
    await decide(`${submissionId}-appeal`, ...allAt('met'))
    expect(await awards()).to.have.length(1)
  })

  it('lets the next attempt be written, but not handed in, until it is over or withdrawn', async () => {
    await file()
    await house.drain()
    await house.complete(await house.rooms.claim.get(claimId))
    const handIn = () => house.rooms.claim.submit({ claimId, personId: ada.id })
    expect(await handIn().catch((error: Error) => error.name)).to.equal('Conflict')
    expect((await agent.get(`/claims/${claimId}/submission`)).headers.location).to.equal(`/claims/${claimId}/timeline`)
    expect((await post(agent, `${path}/withdrawal`, {}, path)).status).to.equal(303)
    await house.drain()
    expect((await house.rooms.review.submission(`${submissionId}-appeal`)).state).to.equal('withdrawn')
    expect((await handIn()).state).to.equal('submitted')
  })

  it('looks to its reviewers like any other submission', async () => {
    await file()
    await house.drain()
    const { reviews } = await house.rooms.review.submission(`${submissionId}-appeal`)
    const [review] = reviews
    const person = (await house.rooms.account.people([review!.reviewerId])).get(review!.reviewerId)!
    const reviewer = await signIn(house, person)
    await house.acceptAll(`${submissionId}-appeal`)
    for (const address of ['/reviews', `/reviews/${review!.id}`, '/notifications']) {
      const page = await reviewer.get(address)
      expect(page.status, address).to.equal(200)
      expect(page.text.toLowerCase(), address).not.to.match(/appeal|page two shows it/)
    }
  })

  it('is offered on the claim’s page, and a coach after three times "not yet"', async () => {
    expect((await agent.get(`/claims/${claimId}`)).text)
      .to.include(`href="${path}"`)
      .and.not.include('welcome to ask')
    await house.join('leda', 'publisher', 'member', 'leader')
    for (const number of [2, 3]) {
      await house.complete(await house.rooms.claim.get(claimId))
      await house.rooms.claim.submit({ claimId, personId: ada.id })
      await house.drain()
      await decide(`${claimId}-${number}`, ...allAt('partly'))
    }
    const page = await agent.get(`/claims/${claimId}`)
    expect(page.text).to.include('welcome to ask').and.include('/people/leda')
  })

  it('lets the authors read the reasons once it is decided, by criterion and without persons', async () => {
    const author = await signIn(house, (await house.rooms.account.byHandle('author'))!)
    const reasons = '/microcredentials/looking-at-student-work/appeals'
    const school = (await house.rooms.organization.membershipsOf(ada.id))[0]!.name
    const telling = `I, ${ada.name} of ${school} (write to ${ada.email}), show it on page two. Unmistakably ${claimId}.`
    await post(agent, path, { [`reason-${CRITERIA[0]}`]: telling }, path)
    await house.drain()
    expect((await author.get(reasons)).text).not.to.include('Unmistakably')
    await decide(`${submissionId}-appeal`, ...allAt('met'))
    const { text } = await author.get(reasons)
    expect(text).to.include(`[…] of […] (write to […]), show it on page two. Unmistakably ${claimId}`)
    expect(text)
      .to.include('New reviewers found it met')
      .and.include('page two is partly')
      .and.include('page two is met')
    for (const person of [ada.name, ada.handle, ada.email, school, `/claims/${claimId}`])
      expect(text).not.to.include(person)
    expect((await agent.get(reasons)).status).to.equal(403)
  })
})
