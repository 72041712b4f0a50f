import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { ANATOMY, allAt, aReviewHouse, CRITERIA, type House, SLUG, words } from '../review/aReviewHouse.js'
import { type Agent, post, signIn } from '../support/signIn.js'

const AUTHORS = `/microcredentials/${SLUG}/calibration`
const DAY_MS = 24 * 3600 * 1000

describe('calibration through the app', () => {
  let house: House
  let author: Agent
  let bo: Agent
  let setId: string

  const texts = Object.fromEntries(ANATOMY.requirements.map(({ id }) => [`text-${id}`, words(30)]))
  const levels = (levelId: string) => Object.fromEntries(CRITERIA.map(id => [`level-${id}`, levelId]))
  const reasons = Object.fromEntries(CRITERIA.map(id => [`reason-${id}`, 'Page two says so.']))
  const who = () => ({ slug: SLUG, personId: authorPerson.id })
  let authorPerson: Person

  /** Two for training, five for the test, one kept back; agreed levels vary. */
  async function anOpenSet(): Promise<void> {
    const pattern = ['met', 'not-yet', 'deep', 'partly', 'met', 'not-yet', 'deep', 'partly']
    for (const [index, levelId] of pattern.entries()) {
      const use = index < 2 ? 'training' : index < 7 ? 'test' : 'queue'
      const form = { ...texts, ...levels(levelId), ...reasons, use }
      expect((await post(author, `${AUTHORS}/anchors`, form)).status).to.equal(303)
    }
    expect((await post(author, `${AUTHORS}/opening`)).status).to.equal(303)
    setId = (await house.rooms.calibration.settingUp.read(who())).set.id
  }

  const agreedOn = async (anchorId: string) => {
    const { set } = await house.rooms.calibration.settingUp.read(who())
    return set.anchors.find(({ id }) => id === anchorId)!.agreed[0]!.levelId
  }

  /** Goes through the pages as a reviewer does; returns how many anchors were scored. */
  async function calibrate(agent: Agent, choose: (anchorId: string) => Promise<string>): Promise<number> {
    let path = (await post(agent, `/reviews/calibration/${setId}/attempts`)).headers.location as string
    let scored = 0
    while (path.includes('/anchors/')) {
      const anchorId = path.split('/').at(-1)!
      const answer = await post(agent, path, levels(await choose(anchorId)))
      scored++
      const shown = await agent.get(answer.headers.location as string)
      path =
        /href="(\/reviews\/calibration\/[^"]+\/anchors\/[^"]+)">Go to the next/.exec(shown.text)?.[1] ??
        (answer.headers.location as string)
      if (path === answer.headers.location && !path.includes('/anchors/')) break
    }
    return scored
  }

  before(async () => {
    house = await aReviewHouse()
    authorPerson = (await house.rooms.account.byHandle('author'))!
    author = await signIn(house, authorPerson)
    bo = await signIn(house, house.reviewers.get('bo')!)
  })
  after(() => house.close())

  it('lets authors, and nobody else, put anchors together', async () => {
    expect((await author.get(AUTHORS)).text).to.include('2 more anchors for training')
    expect((await bo.get(AUTHORS)).status).to.equal(403)
    expect(
      (await post(bo, `${AUTHORS}/anchors`, { ...texts, ...levels('met'), ...reasons, use: 'test' })).status,
    ).to.equal(403)
    expect((await post(author, `${AUTHORS}/opening`)).status).to.equal(409)
  })

  it('asks again, with everything typed, when a level or a reason is missing', async () => {
    const { [`level-${CRITERIA[0]}`]: _gone, ...rest } = levels('met')
    const answer = await post(author, `${AUTHORS}/anchors`, { ...texts, ...rest, ...reasons, use: 'test' })
    expect(answer.status).to.equal(422)
    expect(answer.text)
      .to.include('word29')
      .and.include('Page two says so.')
      .and.include(`href="#level-${CRITERIA[0]}"`)
  })

  it('asks only calibrated reviewers once the set is open', async () => {
    await anOpenSet()
    const { submissionId } = await house.submitted(await house.anEarner())
    expect((await house.rooms.review.submission(submissionId)).waitingSince).to.be.instanceOf(Date)
    expect((await bo.get('/home')).text).to.include(`/reviews/calibration/${setId}`)

    expect(await calibrate(bo, agreedOn)).to.equal(7)
    expect((await bo.get(`/reviews/calibration/${setId}`)).text).to.include('You are within tolerance')
    await house.rooms.review.offer(submissionId)
    const { reviews } = await house.rooms.review.submission(submissionId)
    expect(reviews.map(({ reviewerId }) => reviewerId)).to.deep.equal([house.reviewers.get('bo')!.id])
    expect(reviews[0]!.why.map(({ reason }) => reason)).to.include('calibrated')
  })

  it('tells what was agreed after each training anchor, and of the test only at its end', async () => {
    const cy = await signIn(house, house.reviewers.get('cy')!)
    const first = (await post(cy, `/reviews/calibration/${setId}/attempts`)).headers.location as string
    const { text: asked } = await cy.get(first)
    expect(asked).to.include('Training').and.not.include('Page two says so.')
    const shown = await post(cy, first, levels('not-yet'))
    expect((await cy.get(shown.headers.location as string)).text).to.include('Page two says so.')

    const calibration = (await house.rooms.calibration.read({ setId, reviewerId: house.reviewers.get('cy')!.id }))
      .calibration!
    const [test] = calibration.attempts[0]!.test
    expect((await cy.get(`/reviews/calibration/${setId}/anchors/${test}`)).status).to.equal(404)
    await calibrate(cy, async () => 'not-yet')
    const { text } = await cy.get(`/reviews/calibration/${setId}`)
    expect(text).to.include('not within tolerance yet').and.include('Try again')
    expect((await cy.get(`/reviews/calibration/${setId}/anchors/${test}`)).text).to.include('Page two says so.')
  })

  it('is not for people who do not review', async () => {
    const earner = await signIn(house, await house.anEarner())
    expect((await earner.get('/reviews/calibration')).text).to.include('Nothing to calibrate by yet')
    expect((await earner.get(`/reviews/calibration/${setId}`)).status).to.equal(403)
    expect((await post(earner, `/reviews/calibration/${setId}/attempts`)).status).to.equal(403)
  })

  it('mixes an anchor into the queue that cannot be told from a submission until it is locked', async () => {
    const settings = { exact: '80', kappa: '60', seedRate: '50', pauseDays: '365' }
    await post(author, `${AUTHORS}/settings`, settings)
    const reviewer = house.reviewers.get('bo')!
    const { calibration } = house.rooms
    const asked = async () => (await bo.get('/reviews')).text.match(/href="\/reviews\/[0-9a-z]{26}"/g) ?? []
    // Lots are drawn by the id of the event: some reviews later one is due.
    for (let tries = 0; tries < 12; tries++) {
      const { submissionId } = await house.submitted(await house.anEarner())
      await house.acceptAll(submissionId)
      await house.lock(submissionId, reviewer, allAt('met'))
      await house.drain()
      house.clock.advance(7 * DAY_MS)
      await house.drain()
      if ((await asked()).length > tries + 2) break
    }
    const waiting = await house.rooms.review.nextSteps(reviewer.id)
    const anchorPath = waiting.at(-1)!.href
    const { text: offer } = await bo.get(anchorPath)
    expect(offer)
      .to.include('You are asked to review')
      .and.not.match(/anchor/i)
    await post(bo, `${anchorPath}/acceptance`)
    expect((await bo.get(anchorPath)).text).not.to.match(/anchor/i)
    const form = { ...levels('partly'), ...Object.fromEntries(CRITERIA.map(id => [`comment-${id}`, 'Seen.'])) }
    expect((await post(bo, `${anchorPath}/lock`, form)).status).to.equal(303)
    await house.drain()
    const { text: closed } = await bo.get(anchorPath)
    expect(closed).to.include('This one was an anchor')
    const href = /href="(\/reviews\/calibration\/[^"]+\/anchors\/[^"]+)"/.exec(closed)![1]!
    expect((await bo.get(href)).text).to.include('Page two says so.')
    const { calibration: after } = await calibration.read({ setId, reviewerId: reviewer.id })
    expect(after!.seeded).to.have.length(1)
  })

  it('asks those who have paused for long to calibrate again, and says so', async () => {
    house.clock.advance(400 * DAY_MS)
    await house.rooms.calibration.notePauses()
    await house.rooms.calibration.notePauses()
    await house.drain()
    const { text } = await bo.get('/notifications')
    expect(text.match(/please calibrate again/gi)).to.have.length(1)
    expect((await bo.get(`/reviews/calibration/${setId}`)).text).to.include('not reviewed this for a long time')
  })
})

describe('giving a submission to calibration', () => {
  let house: House
  let earner: Agent
  let author: Agent
  let claimId: string
  before(async () => {
    house = await aReviewHouse()
    const person = await house.anEarner()
    earner = await signIn(house, person)
    author = await signIn(house, (await house.rooms.account.byHandle('author'))!)
    const submitted = await house.submitted(person)
    claimId = submitted.claimId
    for (const reviewer of await house.acceptAll(submitted.submissionId))
      await house.lock(submitted.submissionId, reviewer, allAt('met'))
    await house.drain()
  })
  after(() => house.close())

  it('is the earner’s choice alone, and shows authors no name', async () => {
    const path = `/claims/${claimId}/attempts/1/calibration`
    expect((await author.get(path)).status).to.equal(404)
    expect((await author.get(`${AUTHORS}/given/${claimId}-1`)).status).to.equal(404)
    expect((await earner.get(`/claims/${claimId}`)).text).to.include(path)
    expect((await post(earner, path)).status).to.equal(303)
    const { text } = await author.get(`${AUTHORS}/given/${claimId}-1`)
    expect(text).to.include('word42').and.not.include('page two is met')
    expect(text).not.to.match(/name="level-[^"]*"[^>]*checked/)
    expect(text).not.to.match(/earner1|Surname-of-earner/i)
  })

  it('can be taken back, also when it is an anchor by then', async () => {
    const form = {
      use: 'test',
      ...Object.fromEntries(CRITERIA.map(id => [`level-${id}`, 'met'])),
      ...Object.fromEntries(CRITERIA.map(id => [`reason-${id}`, 'As decided.'])),
    }
    expect((await post(author, `${AUTHORS}/given/${claimId}-1`, form)).status).to.equal(303)
    const { text: page } = await author.get(AUTHORS)
    expect(page).to.include('given by an earner')
    const file = /href="(\/microcredentials\/[^"]+\/given\/[^"]+\/evidence\/[^"]+)"/.exec(
      (await author.get(`${AUTHORS}/given/${claimId}-1`)).text,
    )![1]!
    expect((await author.get(file)).text).to.include('page two')

    await post(earner, `/claims/${claimId}/attempts/1/calibration/withdrawal`)
    expect((await author.get(AUTHORS)).text).not.to.include('given by an earner')
    expect((await author.get(file)).status).to.equal(404)
  })
})
