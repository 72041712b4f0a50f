import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'
import { aReviewHouse, CRITERIA, type House } from './aReviewHouse.js'

const everyCriterion = (level: string, comment: string) =>
  Object.fromEntries(
    CRITERIA.flatMap(id => [
      [`level-${id}`, level],
      [`comment-${id}`, comment],
    ]),
  )

describe('the reviewer’s pages', () => {
  let house: House
  let path: string
  let submissionId: string
  let reviewer: Person
  let agent: Agent

  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed'])
  })
  after(() => house.close())
  beforeEach(async () => {
    ;({ submissionId } = await house.submitted(await house.anEarner()))
    const [review] = (await house.rooms.review.submission(submissionId)).reviews
    reviewer = (await house.rooms.account.person(review!.reviewerId))!
    path = `/reviews/${review!.id}`
    agent = await signIn(house, reviewer)
  })

  const stateNow = async () =>
    (await house.rooms.review.submission(submissionId)).reviews.find(({ id }) => path.endsWith(id))!.state

  it('list what is offered, with the day by which to answer', async () => {
    const { text } = await agent.get('/reviews')
    expect(text).to.include(path).and.include('Offered to you').and.include('5 March')
  })

  it('lead to older ones without telling when anything was submitted', async () => {
    const stored = (await house.db.collection('submissions').findOne({ _id: submissionId as never }))!
    const ids = Array.from({ length: 30 }, (_, index) => `older${String(index).padStart(2, '0')}`)
    const copies = ids.map((id, index) => ({
      ...stored,
      ...{ _id: id as never, claimId: id, state: 'decided', busyReviewers: [], outbox: [] },
      submittedAt: new Date(stored.submittedAt.getTime() - (index + 1) * 61_007),
      reviews: stored.reviews.map((review: object, seat: number) => ({ ...review, id: `${id}r${seat}` })),
    }))
    await house.db.collection('submissions').insertMany(copies)
    const pages: string[] = []
    for (let next: string | undefined = '/reviews'; next; next = /href="(\/reviews\?[^"]+)"/.exec(pages.at(-1)!)?.[1]) {
      next = next.replaceAll('&#x3D;', '=')
      expect(next).to.match(/^\/reviews(?:\?before=\w+)?$/)
      pages.push((await agent.get(next)).text)
    }
    const shown = pages.flatMap(page => page.match(/older\d\d/g) ?? [])
    expect([...new Set(shown)].sort()).to.deep.equal(ids)
    await house.db.collection('submissions').deleteMany({ _id: { $in: ids as never[] } })
  })

  it('say why one is asked, and keep the evidence back until one has said yes', async () => {
    const { text } = await agent.get(path)
    expect(text).to.include('You do not work at the same school')
    expect(text).not.to.include('word42')
    expect((await agent.get(`${path}/evidence/e2`)).status).to.equal(404)
  })

  it('lead from yes to the evidence beside the rubric', async () => {
    expect((await post(agent, `${path}/acceptance`, {}, path)).status).to.equal(303)
    const { text } = await agent.get(path)
    expect(text).to.include('word42').and.include(`name="level-${CRITERIA[0]}"`).and.include(`${path}/evidence/`)
  })

  it('serve files under neutral names that cannot run', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const href = /href="(\/reviews\/[^"]+\/evidence\/[^"]+)"/.exec((await agent.get(path)).text)![1]!
    const { headers, text } = await agent.get(href)
    expect(text).to.include('page two')
    expect(headers['content-disposition']).to.include('Artefact 1.txt')
    expect(headers['content-security-policy']).to.include('sandbox')
  })

  it('save half a review as it is typed, and show it again', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const _csrf = await csrfToken(agent, path)
    const saved = await agent
      .post(`${path}/draft`)
      .set('Accept', 'application/json')
      .type('form')
      .send({ _csrf, [`comment-${CRITERIA[0]}`]: '<script>alert(1)</script> Half a thought' })
    expect(saved.body.savedAt).to.equal(house.clock.now().toISOString())
    expect(await stateNow()).to.equal('inProgress')
    const { text } = await agent.get(path)
    expect(text).to.include('Half a thought').and.include('&lt;script&gt;')
    expect(text).not.to.include('<script>alert')
  })

  it('let no tab that stayed open write over what was typed in another since', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const open = async () => {
      const { text } = await agent.get(path)
      const valueIn = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
      return { editorId: valueIn('editorId'), openedAt: valueIn('openedAt') }
    }
    const [one, other] = [await open(), await open()]
    const comment = `comment-${CRITERIA[0]}`
    const save = (form: object, text: string) => post(agent, `${path}/draft`, { ...form, [comment]: text }, path)
    house.clock.advance(1000)
    expect((await save(other, 'From the other tab')).status).to.equal(303)
    house.clock.advance(1000)
    expect((await save(other, 'From the other tab, twice')).status).to.equal(303)
    expect((await save(one, 'From the first tab')).status).to.equal(409)
    expect((await agent.get(path)).text).to.include('From the other tab, twice')
    expect((await save(await open(), 'From the first tab, opened anew')).status).to.equal(303)
  })

  it('ask again, with everything typed, when a level or a comment is missing', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const form = { ...everyCriterion('met', 'Page two.'), [`comment-${CRITERIA[1]}`]: ' ', note: 'For the panel' }
    const answer = await post(agent, `${path}/lock`, form, path)
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('Error:').and.include(`href="#comment-${CRITERIA[1]}"`).and.include('For the panel')
    expect((await agent.get(path)).text).to.include('For the panel')
    expect(await stateNow()).to.equal('inProgress')
  })

  it('lock once, and take a second click for the first', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const form = everyCriterion('met', 'Page two.')
    expect((await post(agent, `${path}/lock`, form, path)).status).to.equal(303)
    expect((await post(agent, `${path}/lock`, form)).status).to.equal(303)
    expect((await agent.get(path)).text).to.include('Somebody else has not finished yet')
  })

  it('keep the words of a review that rests, typed or sent', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const act = { submissionId, coordinatorId: 'carla', reason: 'Like another.' }
    const _csrf = await csrfToken(agent, path)
    await house.rooms.review.hold(act)
    const typing = agent.post(`${path}/draft`).set('Accept', 'application/json').type('form')
    expect((await typing.send({ _csrf, note: 'While it rests' })).status).to.equal(200)
    const words = everyCriterion('met', 'Written on the train.')
    const sent = await post(agent, `${path}/lock`, words)
    expect(sent.status).to.equal(303)
    expect((await agent.get(path)).text).to.include('what you have written is kept')
    await house.rooms.review.clear(act)
    expect((await agent.get(path)).text).to.include('Written on the train.')
    expect(await stateNow()).to.equal('accepted')
  })

  it('lock nothing from a tab that stayed open while more was typed in another, not even in the same moment', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const open = async () => {
      const { text } = await agent.get(path)
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
      return { editorId: hidden('editorId'), openedAt: hidden('openedAt') }
    }
    const [one, other] = [await open(), await open()]
    house.clock.advance(1000)
    const _csrf = await csrfToken(agent, path)
    const save = (form: object, note: string) =>
      agent
        .post(`${path}/draft`)
        .type('form')
        .send({ _csrf, ...form, note })
    const both = await Promise.all([save(one, 'From one'), save(other, 'From the other')])
    expect(both.map(({ status }) => status)).to.have.members([303, 409])
    const late = both[0]!.status === 409 ? one : other
    expect((await post(agent, `${path}/lock`, { ...everyCriterion('met', 'Stale.'), ...late })).status).to.equal(409)
    expect(await stateNow()).to.equal('inProgress')
  })

  it('refuse the words of a review that has gone to somebody else, so that the device keeps them', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const reviews = { 'reviews.$[own].state': 'expired' }
    const own = { arrayFilters: [{ 'own.reviewerId': reviewer.id }] }
    await house.db.collection('submissions').updateOne({ _id: submissionId as never }, { $set: reviews }, own)
    for (const act of ['draft', 'lock'])
      expect((await post(agent, `${path}/${act}`, everyCriterion('met', 'Too late.'))).status, act).to.equal(409)
  })

  it('let one step aside with a reason, and not without', async () => {
    expect((await post(agent, `${path}/recusal`, { reason: '' }, path)).status).to.equal(422)
    expect((await post(agent, `${path}/recusal`, { reason: 'My sister teaches this class.' }, path)).status).to.equal(
      303,
    )
    expect(await stateNow()).to.equal('recused')
  })

  it('do not exist for anybody else, signed in or not', async () => {
    const stranger = await signIn(house, await house.anEarner())
    expect((await stranger.get(path)).status).to.equal(404)
    for (const act of ['acceptance', 'refusal', 'recusal', 'draft', 'lock'])
      expect((await post(stranger, `${path}/${act}`, { reason: 'x' })).status, act).to.equal(404)
    expect((await stranger.get(`${path}/evidence/e1`)).status).to.equal(404)
  })

  it('take nothing without the token of the form', async () => {
    expect((await agent.post(`${path}/acceptance`).type('form').send({})).status).to.equal(403)
    expect(await stateNow()).to.equal('offered')
  })

  it('keep the evidence from reviewers once the earner has taken it back', async () => {
    await post(agent, `${path}/acceptance`, {}, path)
    const { claimId, earnerId } = await house.rooms.review.submission(submissionId)
    await house.rooms.claim.withdraw({ claimId, personId: earnerId })
    const { text, status } = await agent.get(path)
    expect(status).to.equal(200)
    expect(text).to.include('has withdrawn it')
    expect(text).not.to.include('word42')
    expect((await agent.get(`${path}/evidence/e2`)).status).to.equal(404)
  })

  it('note whose work one should not judge, and ask no such person', async () => {
    const earner = await house.anEarner()
    const answer = await post(agent, '/reviews/conflicts', { handle: `@${earner.handle}` }, '/reviews/conflicts')
    expect(answer.status).to.equal(303)
    expect((await agent.get('/reviews/conflicts')).text).to.include(earner.name)
    const { submissionId: theirs } = await house.submitted(earner)
    const { reviews } = await house.rooms.review.submission(theirs)
    expect(reviews.map(({ reviewerId }) => reviewerId)).not.to.include(reviewer.id)
    expect((await post(agent, '/reviews/conflicts', { handle: 'nobody-here' }, '/reviews/conflicts')).status).to.equal(
      422,
    )
  })
})
