import { expect } from 'chai'
import request from 'supertest'
import type { Person } from '../../server/account/index.js'
import { weighAgain } from '../../server/review/index.js'
import { post, signIn } from '../support/signIn.js'
import { ANATOMY, allAt, aReviewHouse, type House, SLUG } from './aReviewHouse.js'

describe('a micro-credential that is decided by the model', () => {
  let house: House
  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed', 'fi', 'gi'], { ...ANATOMY, decisionRule: 'model' })
  })
  after(() => house.close())

  const answer = async (person: Person, path: string) => post(await signIn(house, person), path, {})

  async function proposed() {
    const ada = await house.anEarner()
    const { submissionId, claimId } = await house.submitted(ada)
    const panel = await house.acceptAll(submissionId)
    for (const person of panel) await house.lock(submissionId, person, allAt('partly'))
    await house.drain()
    const submission = await house.rooms.review.submission(submissionId)
    const asked = submission.reviews.find(({ id }) => id === submission.confirmation!.reviewId)!
    const confirmer = panel.find(({ id }) => id === asked.reviewerId)!
    const other = panel.find(({ id }) => id !== asked.reviewerId)!
    return { ada, submissionId, claimId, reviewId: asked.id, confirmer, other, submission }
  }

  it('says so on its public page', async () => {
    const { text } = await request(house.app).get(`/microcredentials/${SLUG}`).expect(200)
    expect(text).to.include('At least two and at most five reviewers')
    expect(text).to.include('/reviewing/method')
  })

  it('awards at once where reviews are clear', async () => {
    const ada = await house.anEarner()
    const { submissionId } = await house.submitted(ada)
    for (const person of await house.acceptAll(submissionId)) await house.lock(submissionId, person, allAt('deep'))
    await house.drain()
    expect((await house.rooms.review.submission(submissionId)).decision).to.include({ outcome: 'earned', by: 'model' })
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 10 })).to.have.length(1)
  })

  it('asks a person before “not yet” counts, with the chances in words, and computes them again from the record', async () => {
    const { reviewId, confirmer, submissionId, submission, claimId } = await proposed()
    expect(submission.state).to.equal('agreed')
    const weighing = submission.weighings!.at(-1)!
    expect(weighAgain(submission, ANATOMY.rubric, weighing).allMet).to.equal(weighing.allMet)

    const agent = await signIn(house, confirmer)
    const page = await agent.get(`/reviews/${reviewId}`).expect(200)
    expect(page.text).to.include('Should “not yet” stand?')
    expect(page.text).to.include('in a hundred')
    expect((await agent.get('/reviews').expect(200)).text).to.include('Waiting for your yes or no')
    expect((await answer(confirmer, `/reviews/${reviewId}/confirmation`)).status).to.equal(303)
    await house.drain()
    expect((await house.rooms.review.submission(submissionId)).decision).to.include({ outcome: 'notYet', by: 'model' })
    expect((await house.rooms.claim.get(claimId)).state).to.equal('drafting')
  })

  it('lets the person read the work again, and the earner’s own view of it only once it is decided', async () => {
    const { reviewId, confirmer, other, submission } = await proposed()
    const file = submission.evidence.find(({ digest }) => digest)!.id
    const agent = await signIn(house, confirmer)
    const path = `/reviews/${reviewId}`
    const page = await agent.get(path).expect(200)
    expect(page.text).to.include('word42').and.include(`${path}/evidence/${file}`).and.not.include('I think so.')
    await agent.get(`${path}/evidence/${file}`).expect(200)
    const { reviewId: others } = house.reviewOf(submission, other)
    const elsewhere = await signIn(house, other)
    expect((await elsewhere.get(`/reviews/${others}`)).text)
      .to.not.include('word42')
      .and.not.include('I think so.')
    await elsewhere.get(`/reviews/${others}/evidence/${file}`).expect(404)

    await answer(confirmer, `${path}/confirmation`)
    expect((await agent.get(path)).text)
      .to.include('I think so.')
      .and.not.include('word42')
    await agent.get(`${path}/evidence/${file}`).expect(404)
  })

  it('asks a third reader where the person is not convinced', async () => {
    const { reviewId, confirmer, submissionId } = await proposed()
    expect((await answer(confirmer, `/reviews/${reviewId}/objection`)).status).to.equal(303)
    await house.drain()
    const { state, reviews } = await house.rooms.review.submission(submissionId)
    expect(state).to.equal('inAdjudication')
    expect(reviews.some(({ seat }) => seat === 'adjudicator')).to.equal(true)
  })

  it('tells the earner nothing while “not yet” waits for a person, and cannot be taken back then', async () => {
    const { ada, claimId, submissionId } = await proposed()
    const agent = await signIn(house, ada)
    for (const path of [`/claims/${claimId}`, `/claims/${claimId}/timeline`, '/claims']) {
      const { text } = await agent.get(path).expect(200)
      expect(text, path)
        .to.include('With two reviewers')
        .and.not.match(/reviewers agree|claim\.\w+\./)
      expect(text, path).not.to.include(`${claimId}/withdrawal`)
    }
    const path = `/claims/${claimId}/withdrawal`
    expect((await agent.get(path)).headers.location).to.equal(`/claims/${claimId}`)
    expect((await post(agent, path, {}, '/claims')).headers.location).to.equal(`/claims/${claimId}`)
    expect((await agent.get(`/claims/${claimId}`)).text).to.include('Two reviewers have finished')
    expect((await house.rooms.review.submission(submissionId)).state).to.equal('agreed')
    expect((await house.rooms.claim.get(claimId)).state).to.equal('submitted')
  })

  it('takes the answer of nobody else', async () => {
    const { reviewId, other, submissionId } = await proposed()
    expect((await answer(other, `/reviews/${reviewId}/confirmation`)).status).to.equal(404)
    expect((await house.rooms.review.submission(submissionId)).state).to.equal('agreed')
  })

  it('learns from what was decided, and keeps what it knew', async () => {
    await house.rooms.review.estimate()
    const estimates = await house.rooms.review.estimates()
    expect(estimates.reviewers.size).to.be.greaterThan(1)
    expect([...estimates.reviewers.values()].every(({ noise }) => noise > 0)).to.equal(true)
  })
})

describe('the page on how reviewing is decided', () => {
  it('is for everybody, in both languages, in the sitemap', async () => {
    const house = await aReviewHouse([])
    const page = await request(house.app).get('/reviewing/method').expect(200)
    expect(page.text).to.include('How reviewing is decided')
    const norwegian = await request(house.app).get('/reviewing/method').set('accept-language', 'nb').expect(200)
    expect(norwegian.text).to.include('Slik avgjøres vurderinger')
    expect((await request(house.app).get('/sitemap.xml').expect(200)).text).to.include('/reviewing/method')
    await house.close()
  })
})
