import { expect } from 'chai'
import { ANATOMY, allAt, aReviewHouse, CRITERIA, type House, SLUG } from '../review/aReviewHouse.js'
import { post, signIn, visitor } from '../support/signIn.js'

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

  describe('once there are enough of them', () => {
    const FAIRLY = { ...ANATOMY, title: 'Reviewing fairly', meantFor: 'reviewers' as const }
    const LINK = 'href="/microcredentials/reviewing-fairly"'
    const [figures, record] = ['/reviews/figures', '/reviews/figures/record']

    before(async () => {
      const { microcredential, organization } = house.rooms
      const { id: organizationId } = (await organization.bySlug('publisher'))!
      const added = { slug: 'reviewing-fairly', organizationId, authorIds: [], anatomy: FAIRLY }
      await microcredential.publish(await microcredential.add(added))
    })

    it('lead the reviewer to the micro-credential that is for reviewers, and nobody else', async () => {
      const bo = await signIn(house, house.reviewers.get('bo')!)
      for (const path of ['/reviews', figures]) expect((await bo.get(path)).text, path).to.include(LINK)
      const newcomer = await signIn(house, await house.join('newcomer', 'school-of-new', 'member', 'reviewer'))
      for (const path of ['/reviews', figures]) expect((await newcomer.get(path)).text, path).not.to.include(LINK)
      expect((await post(newcomer, record)).status).to.equal(409)
    })

    it('make a record that names nobody and is evidence like any other', async () => {
      const person = house.reviewers.get('bo')!
      const bo = await signIn(house, person)
      expect((await post(bo, record)).status).to.equal(303)
      expect((await bo.get(figures)).text).to.include('Your record is among your artefacts now')
      const [kept] = await house.rooms.artefact.ofOwner(person.id)
      expect(kept).to.include({ kind: 'text', name: 'Record of reviewing.txt' })

      const text = (await bo.get(`/artefacts/${kept!.id}`)).text
      expect(text).to.include('10 reviews have been decided on').and.include('Same level: 50%')
      const submissions = await house.rooms.review.submissionsAfter('', 100)
      const people = [
        ...submissions.map(({ earnerId }) => earnerId),
        ...[...house.reviewers.values()].map(({ id }) => id),
      ]
      for (const { name, handle, id } of (await house.rooms.account.people(people)).values())
        for (const said of [name, `@${handle}`, id]) expect(text).not.to.include(said)
      for (const { id, claimId } of submissions) expect(text).not.to.include(id).and.not.to.include(claimId)
      expect(text)
        .not.to.include(ANATOMY.title)
        .and.not.match(/\d{4}-\d\d-\d\d/)

      const { rooms } = house
      const { id: claimId } = await rooms.claim.begin({ personId: person.id, slug: 'reviewing-fairly' })
      const pieces = { requirementId: 'work-and-record', artefactIds: [kept!.id], entryIds: [] }
      const { draft } = await rooms.claim.addPieces({ claimId, personId: person.id, ...pieces })
      const chosen = draft.responses.flatMap(response => response.pieces)
      expect(chosen).to.have.length(1)
      expect(chosen[0]).to.include({ kind: 'artefact', artefactId: kept!.id })
    })
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
