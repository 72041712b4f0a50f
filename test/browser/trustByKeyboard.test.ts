import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import type { Person } from '../../server/account/index.js'
import { aPerson } from '../support/aPerson.js'
import { eventually } from './ada.js'
import { aNetwork, type Network } from './aNetwork.js'
import type { Hands } from './hands.js'
import { inspectPage } from './inspectPage.js'
import { keyboardHouse, PHONE, sameWords } from './keyboardHouse.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const DAY_MS = 24 * 3600 * 1000

describe('what reviewing can be trusted by, with the keyboard alone', function () {
  this.timeout(120_000)
  let browser: Browser
  let app: RunningApp
  let network: Network
  let house: ReturnType<typeof keyboardHouse>
  let aheadMs = 0
  const reviewers: Person[] = []

  before(async () => {
    browser = await launchBrowser()
    app = await runApp({}, undefined, { now: () => new Date(Date.now() + aheadMs) })
    network = await aNetwork(app, { only: 'text' })
    house = keyboardHouse(app, browser, network)
    for (const handle of ['sol', 'tiril', 'une', 'vilde']) reviewers.push(await aReviewer(handle))
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })

  async function aReviewer(handle: string): Promise<Person> {
    const { account, organization } = app.rooms
    const name = `${handle[0]!.toUpperCase()}${handle.slice(1)} Vik`
    const person = await account.addPerson(aPerson({ handle, name, email: `${handle}@school.example` }))
    const school = {
      slug: `school-of-${handle}`,
      name: `The school of ${handle}`,
      kind: 'school',
      country: 'NO',
    } as const
    const { id: organizationId } = await organization.add({ ...school, description: '' })
    await organization.addMember({ organizationId, personId: person.id, roles: ['member', 'reviewer'] })
    return person
  }

  const submission = (id: string) => app.rooms.review.submission(id)
  const person = async (id: string) => (await app.rooms.account.person(id))!
  const main = ({ page }: Hands) => page.locator('main').innerText()
  const title = () => network.anatomy.title

  describe('a coordinator', () => {
    it('reads the board, opens what is late, and asks somebody by name', async () => {
      const { submissionId } = await house.aSubmission('lund')
      const [slow, quick] = await house.asked(submissionId, 2)
      for (const { id: reviewId, reviewerId } of [slow!, quick!])
        await app.rooms.review.accept({ reviewId, reviewerId })
      aheadMs = 11 * DAY_MS
      const hands = await house.signedIn(network.people.runa.email)
      await hands.follow('.site-nav a[href="/reviews/board"]')
      expect(await main(hands)).to.include('Late, goes on to somebody else')
      await hands.follow(`a[href="/reviews/board/${submissionId}"]`)
      expect(await main(hands)).to.include((await person(slow!.reviewerId)).name)
      expect(await inspectPage(hands.page, 'en')).to.deep.equal([])
      await hands.choose(`input[name="seat"][value="${slow!.id}"]`)
      const { reviews: asked } = await submission(submissionId)
      const chosen = reviewers.find(({ id }) => asked.every(({ reviewerId }) => reviewerId !== id))!
      await hands.type('#reviewer', `@${chosen.handle}`)
      await hands.follow('main form .actions button')
      expect(await main(hands)).to.include('Asked. They have three days to answer.')
      const { reviews } = await submission(submissionId)
      expect(reviews.find(({ id }) => id === slow!.id)!.state).to.equal('expired')
      expect(reviews.find(({ reviewerId }) => reviewerId === chosen.id)!.state).to.equal('offered')
      aheadMs = 0
    })

    it('compares two that are alike, asks, reads the answer and clears it', async () => {
      await house.aSubmission('moen', sameWords)
      const { person: earner, claimId, submissionId } = await house.aSubmission('nes', sameWords)
      const hands = await house.signedIn(network.people.runa.email)
      await hands.page.goto('/reviews/board')
      await hands.follow('a[href="/reviews/integrity"]')
      const match = `main .row a[href*="${submissionId}"]`
      await eventually('the match', async () => {
        await hands.page.reload()
        return (await hands.page.locator(match).count()) || undefined
      })
      await hands.follow(match)
      await hands.type('#reason', 'The same words stand in an earlier submission. How did that come about?')
      await hands.follow('form[action$="/hold"] button:not([formaction])')
      expect(await main(hands)).to.include('On hold. The person who submitted has been asked.')

      const asked = await house.signedIn(earner.email, PHONE)
      await asked.page.goto(`/claims/${claimId}`)
      await asked.follow('a[href$="/hold"]')
      await asked.type('#text', 'We planned the lesson together, and each wrote about it.')
      await asked.follow('form[action$="/answer"] button')

      await hands.page.reload()
      expect(await main(hands)).to.include('We planned the lesson together')
      await hands.type('#reason', 'They planned together, and said so.')
      await hands.follow('form[action$="/clearance"] button:not([formaction])')
      expect(await main(hands)).to.include('Cleared. The review goes on where it stopped.')
      expect((await submission(submissionId)).state).to.equal('inReview')
    })
  })

  describe('an adjudicator', () => {
    it('says yes to a third review, sees both, and decides with words for the earner', async () => {
      const { person: earner, claimId, submissionId } = await house.aSubmission('oen')
      await house.judge(submissionId, 'met', 'notMet')
      const [seat] = await house.asked(submissionId, 1)
      expect(seat!.seat).to.equal('adjudicator')
      const hands = await house.signedIn((await person(seat!.reviewerId)).email)
      await hands.follow('.site-nav a[href="/reviews"]')
      await hands.follow(`a[href="/reviews/${seat!.id}"]`)
      await hands.follow('form[action$="/acceptance"] button')
      expect(await main(hands))
        .to.include('The third ticket was not looked at.')
        .and.include('Page two names')
      for (const { id, requiredLevelId } of network.anatomy.rubric) {
        await hands.choose(`input[name="level-${id}"][value="${requiredLevelId}"]`)
        await hands.type(`#comment-${id}`, 'The third ticket is on the second page, at the foot.')
      }
      await hands.follow('form[action$="/lock"] .actions button:not([formaction])')
      expect(await main(hands)).to.include('Decided: every criterion is met.')
      expect((await submission(submissionId)).decision!.outcome).to.equal('earned')
      const told = await house.signedIn(earner.email)
      await told.page.goto(`/claims/${claimId}`)
      const words = await main(told)
      expect(words).to.include('at the foot').and.not.include('The third ticket was not looked at.')
    })
  })

  describe('an appellant', () => {
    it('appeals by criterion, follows every step, and is given the badge', async () => {
      const { person: earner, claimId, submissionId } = await house.aSubmission('pan')
      await house.judge(submissionId, 'notMet', 'notMet')
      const hands = await house.signedIn(earner.email)
      await hands.follow('.site-nav a[href="/claims"]')
      await hands.follow(`main a[href="/claims/${claimId}"]`)
      expect(await main(hands)).to.include('The third ticket was not looked at.')
      await hands.follow('a[href$="/appeal"]')
      await hands.follow('form.paper .actions button')
      expect(await hands.focusIsOn('.error-summary')).to.equal(true)
      await hands.type('form.paper textarea', 'The third ticket is on the second page, at the foot.')
      await hands.follow('form.paper .actions button')
      expect(await main(hands))
        .to.include('New reviewers look at your work.')
        .and.include('at the foot')

      await house.judge(`${submissionId}-appeal`, 'met', 'met')
      await eventually('the ruling', async () => {
        await hands.page.reload()
        return (await main(hands)).includes('the micro-credential is yours') || undefined
      })
      const steps = await hands.page.locator('aside .timeline li').allInnerTexts()
      expect(steps.length).to.be.greaterThan(4)
      expect(steps.filter(step => !/\d{4}/.test(step))).to.deep.equal([])
      await hands.follow('.page-head .eyebrow a')
      expect(await main(hands)).to.include('the decision was overturned')
      await hands.follow('main .page-head .actions a[href="/badges"]')
      expect(await main(hands)).to.include(title())
    })

    it('goes back on it, and hands in the next attempt instead', async () => {
      const { person: earner, claimId, submissionId } = await house.aSubmission('rye')
      await house.judge(submissionId, 'notMet', 'notMet')
      const hands = await house.signedIn(earner.email, PHONE)
      await hands.page.goto(`/claims/${claimId}/attempts/1/appeal`)
      await hands.type('form.paper textarea', 'On second thoughts.')
      await hands.follow('form.paper .actions button')
      await hands.follow('form[action$="/withdrawal"] button')
      expect(await main(hands)).to.include('Withdrawn')
      await hands.follow('.page-head .eyebrow a')
      await hands.follow('main .page-head .actions a.button')
      expect(new URL(hands.page.url()).search).to.not.equal('')
    })
  })
})
