import { expect } from 'chai'
import { allAt, aReviewHouse, CRITERIA, type House, SLUG } from '../review/aReviewHouse.js'
import { signIn, visitor } from '../support/signIn.js'

describe('figures in the open', () => {
  let house: House
  let submissionId: string

  before(async () => {
    house = await aReviewHouse(['bo', 'cy'])
    for (let index = 0; index < 10; index++) {
      ;({ submissionId } = await house.submitted(await house.anEarner()))
      const [one, other] = await house.acceptAll(submissionId)
      house.clock.advance(3 * 24 * 3600 * 1000)
      await house.lock(submissionId, one!, allAt('met'))
      await house.lock(submissionId, other!, allAt(index % 2 ? 'deep' : 'met'))
      await house.drain()
      if (index === 8) {
        const early = await visitor(house).get(`/microcredentials/${SLUG}`)
        expect(early.text).to.include('9 so far: too few to say').and.not.include('reliability.csv')
      }
    }
  })
  after(() => house.close())

  it('stand on the public page, each with what it means', async () => {
    const page = await visitor(house).get(`/microcredentials/${SLUG}`)
    expect(page.text).to.include('50% of judgements').and.include('100% of 10 first attempts')
    expect(page.text).to.include('95% interval').and.include('3 days for half of them')
    expect(page.text).to.include('without knowing of each other')
  })

  it('are given to researchers without persons, once the week is over', async () => {
    const early = await visitor(house).get(`/microcredentials/${SLUG}/reliability.csv`)
    expect(early.text.trim().split('\r\n')).to.have.length(1)
    house.clock.advance(7 * 24 * 3600 * 1000)
    const file = await visitor(house).get(`/microcredentials/${SLUG}/reliability.csv`)
    expect(file.status).to.equal(200)
    expect(file.headers['content-type']).to.include('text/csv')
    expect(file.headers['content-disposition']).to.include('attachment')
    const rows = file.text.trim().split('\r\n').length - 1
    expect([rows % CRITERIA.length, rows >= 5 * CRITERIA.length]).to.deep.equal([0, true])
    for (const person of house.reviewers.values()) expect(file.text).not.to.include(person.id)
    expect(file.text).not.to.include(submissionId.slice(0, -2))
    expect((await visitor(house).get('/microcredentials/nothing/reliability.csv')).status).to.equal(404)
  })

  it('show each reviewer their own beside everybody’s', async () => {
    const page = await (await signIn(house, house.reviewers.get('bo')!)).get('/reviews/figures')
    expect(page.status).to.equal(200)
    expect(page.text)
      .to.include('10 of your reviews')
      .and.include('50%')
      .and.match(/of a level (stricter|milder)|Neither/)
    expect((await visitor(house).get('/reviews/figures')).status).to.equal(303)
    const nobody = await (await signIn(house, await house.anEarner())).get('/reviews/figures')
    expect(nobody.text).to.include('You have no decided reviews yet')
  })

  it('count a decision once, however often it is told, and catch up from nothing', async () => {
    const { reliability } = house.rooms
    await reliability.reactions.submissionDecided({ submissionId } as never)
    await reliability.catchUp()
    const page = await visitor(house).get(`/microcredentials/${SLUG}`)
    expect(page.text).to.include('100% of 10 first attempts')
    await house.db.collection('reliabilitydecideds').deleteMany({})
    await reliability.catchUp()
    expect((await visitor(house).get(`/microcredentials/${SLUG}`)).text).to.include('100% of 10 first attempts')
  })

  it('say how appeals end, and that there are too few to say', async () => {
    const page = await visitor(house).get('/appeals')
    expect(page.status).to.equal(200)
    expect(page.text).to.include('Nobody has appealed so far')
  })
})
