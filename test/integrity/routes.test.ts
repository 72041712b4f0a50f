import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { aDocx } from '../preflight/files.js'
import { aReviewHouse, type House, SLUG, words } from '../review/aReviewHouse.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'

describe('work that is very much alike', function () {
  this.timeout(30_000)
  let house: House
  let ada: Person
  let claimId: string
  let submissionId: string
  let carla: Agent
  let carl: Agent
  let matchPath: string

  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di'])
    // Every draft of this house is written in the same words: the first one is what the second one is like.
    await house.submitted(await house.anEarner())
    ada = await house.anEarner()
    ;({ claimId, submissionId } = await house.submitted(ada))
    carla = await signIn(house, await house.join('carla', 'publisher', 'member', 'author'))
    carl = await signIn(house, await house.join('carl', 'publisher', 'member', 'administrator'))
    const list = (await carla.get('/reviews/integrity')).text
    matchPath = /href="(\/reviews\/integrity\/[^"]+)"/.exec(list)![1]!
  })
  after(() => house.close())

  const hrefs = (text: string) => text.replaceAll('&#x3D;', '=')

  it('is shown to those who look after its reviews, without a name', async () => {
    const page = (await carla.get(matchPath)).text
    expect(page).to.include('100 % of all runs of five words').and.to.include('the very same file')
    expect(page).not.to.include('Nothing was added here')
    for (const trace of [ada.id, ada.handle, ada.name, ada.email, claimId])
      expect(hrefs(page).replaceAll(matchPath, '').replaceAll(encodeURIComponent(matchPath), '')).not.to.include(trace)
  })

  it('is nobody else’s to see: no earner’s, no reviewer’s, no coordinator’s of another organization', async () => {
    const { reviews } = await house.rooms.review.submission(submissionId)
    const people = await house.rooms.account.people(reviews.map(({ reviewerId }) => reviewerId))
    const other = await house.join('other', 'elsewhere', 'member', 'author')
    for (const person of [ada, ...people.values(), other]) {
      const agent = await signIn(house, person)
      expect((await agent.get(matchPath)).status, person.handle).to.equal(404)
      expect((await post(agent, `${matchPath}/hold`, { reason: 'x' })).status, person.handle).to.equal(404)
      if (person !== other) expect((await agent.get('/reviews/integrity')).status).to.equal(403)
    }
  })

  it('is not even a row in the list of a coordinator who wrote one of the two or reads it, however it is paged', async () => {
    const author = await house.anEarner()
    const { id: organizationId } = await house.school('publisher')
    await house.rooms.organization.addMember({ organizationId, personId: author.id, roles: ['member', 'author'] })
    const list = async (before = '') =>
      hrefs((await (await signIn(house, author)).get(`/reviews/integrity${before}`)).text)
    const rowsIn = (text: string) => text.match(/href="\/reviews\/integrity\/[^"]+"/g) ?? []
    expect(rowsIn(await list())).to.have.length(1)
    const submissions = house.db.collection('submissions')
    const [match] = await house.db.collection('integritymatches').find().toArray()
    const copies = Array.from({ length: 41 }, (_, index) => ({
      ...match,
      _id: `copy${index}` as never,
      foundAt: new Date(match!.foundAt.getTime() - (index + 1) * 1000),
    }))
    await house.db.collection('integritymatches').insertMany(copies)
    expect(rowsIn(await list())).to.have.length(20)
    for (const part of [{ earnerId: author.id }, { 'reviews.0.reviewerId': author.id }])
      for (const _id of [submissionId, match!.otherId as string]) {
        const stored = (await submissions.findOne({ _id: _id as never }))!
        await submissions.updateOne({ _id: _id as never }, { $set: part })
        const text = await list()
        expect(rowsIn(text), _id).to.deep.equal([])
        expect(text).to.not.include('before=').and.not.include(_id)
        await submissions.updateOne(
          { _id: _id as never },
          { $set: { earnerId: stored.earnerId, reviews: stored.reviews } },
        )
      }
    await house.db.collection('integritymatches').deleteMany({ _id: { $in: copies.map(({ _id }) => _id) } })
  })

  it('leads to a hold with a reason, which the earner is told, and reviewers are not', async () => {
    await house.acceptAll(submissionId)
    expect((await post(carla, `${matchPath}/hold`, { reason: '' })).status).to.equal(422)
    await post(carla, `${matchPath}/hold`, { reason: 'These words stand in an earlier one.' })
    await house.drain()
    const earner = await signIn(house, ada)
    expect((await earner.get(`/claims/${claimId}`)).text).to.include('There is a question about your submission')
    expect((await earner.get(`/claims/${claimId}/hold`)).text).to.include('These words stand in an earlier one.')
    expect((await earner.get('/notifications')).text).to.include('We have a question about your submission')
    const { reviews } = await house.rooms.review.submission(submissionId)
    const [reviewer] = (await house.rooms.account.people([reviews[0]!.reviewerId])).values()
    const page = (await (await signIn(house, reviewer!)).get(`/reviews/${reviews[0]!.id}`)).text
    expect(page).to.include('This review rests.').and.not.to.include('These words stand')
  })

  it('lets the earner answer in words and with files, which lose what they say of their author', async () => {
    const earner = await signIn(house, ada)
    await post(earner, `/claims/${claimId}/hold/answer`, { text: 'We planned it together.' })
    const token = await csrfToken(earner)
    await earner
      .post(`/claims/${claimId}/hold/files?_csrf=${token}`)
      .attach('file', Buffer.from(aDocx()), 'Draft of Ada.docx')
      .expect(303)
    await house.drain()
    const page = (await carla.get(matchPath)).text
    expect(page).to.include('We planned it together.').and.not.to.include('Draft of Ada')
    const href = /href="([^"]+\/answers\/1)"/.exec(hrefs(page))![1]!
    const file = await carla.get(href).buffer(true).expect(200)
    expect(JSON.stringify(file.headers)).not.to.include('Ada')
    expect((await carla.get('/notifications')).text).to.include('There is an answer to your question')
  })

  it('is denied by somebody else than who asked, with reasons; the earner may begin anew', async () => {
    expect((await post(carla, `${matchPath}/denial`, { reason: 'A copy.' })).status).to.equal(403)
    await post(carl, `${matchPath}/denial`, { reason: 'A copy, word for word.' })
    await house.drain()
    expect((await house.rooms.review.submission(submissionId)).state).to.equal('denied')
    const claim = await house.rooms.claim.get(claimId)
    expect(claim).to.include({ state: 'drafting', number: 2 })
    expect((await (await signIn(house, ada)).get(`/claims/${claimId}/hold`)).text).to.include('A copy, word for word.')
  })

  it('goes on when it is cleared', async () => {
    const another = await house.anEarner()
    const submitted = await house.submitted(another)
    const own = (await carla.get('/reviews/integrity')).text
    const path = [...hrefs(own).matchAll(/href="(\/reviews\/integrity\/[^"]+)"/g)]
      .map(([, href]) => href!)
      .find(href => href.includes(submitted.submissionId))!
    await post(carla, `${path}/hold`, { reason: 'Like another.' })
    await post(carla, `${path}/clearance`, { reason: 'They planned together, and each wrote their own.' })
    expect((await house.rooms.review.submission(submitted.submissionId)).state).to.equal('inReview')
  })

  it('is not found between two attempts of one person', async () => {
    const again = await house.complete(await house.rooms.claim.begin({ personId: ada.id, slug: SLUG }))
    const own = {
      texts: ['setting', 'seen', 'changed'].map(requirementId => ({
        requirementId,
        text: `own ${words(80).replaceAll('word', requirementId)}`,
      })),
      writings: [],
      selfAssessment: [],
    }
    await house.rooms.claim.write({ claimId: again.id, personId: ada.id }, own)
    await house.rooms.claim.submit({ claimId: again.id, personId: ada.id })
    await house.drain()
    expect(hrefs((await carla.get('/reviews/integrity')).text)).not.to.include(`${submissionId}~${claimId}-2`)
  })
})
