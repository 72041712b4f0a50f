import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Person } from '../../server/account/index.js'
import { aForeignIssuer } from '../backpack/aForeignBadge.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { eventually } from './ada.js'
import { aNetwork, type Network } from './aNetwork.js'
import { inspectPage } from './inspectPage.js'
import { keyboardHouse, sameWords } from './keyboardHouse.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const ANSWER = 'We planned the lesson together on a Tuesday, and each of us wrote about it alone.\nHere is how.'

describe('reviewing in hard times', function () {
  this.timeout(120_000)
  let browser: Browser
  let app: RunningApp
  let network: Network
  let house: ReturnType<typeof keyboardHouse>
  const contexts: BrowserContext[] = []

  before(async () => {
    browser = await launchBrowser()
    app = await runApp()
    network = await aNetwork(app, { only: 'text' })
    house = keyboardHouse(app, browser, network)
    for (const handle of ['sol', 'tiril', 'une']) await aReviewer(handle)
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })

  async function aReviewer(handle: string): Promise<void> {
    const { account, organization } = app.rooms
    const person = await account.addPerson(
      aPerson({ handle, name: `${handle} Vik`, email: `${handle}@school.example` }),
    )
    const school = { slug: `school-of-${handle}`, name: `School of ${handle}`, kind: 'school', country: 'NO' } as const
    const { id: organizationId } = await organization.add({ ...school, description: '' })
    await organization.addMember({ organizationId, personId: person.id, roles: ['member', 'reviewer'] })
  }

  async function signedIn(person: Pick<Person, 'email'>, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', javaScriptEnabled })
    contexts.push(context)
    const page = await newTab(context)
    await signIn(page, person)
    return page
  }
  async function newTab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return page
  }
  async function signIn(page: Page, { email }: Pick<Person, 'email'>): Promise<void> {
    await page.goto('/sign-in')
    await page.fill('#email', email)
    await page.fill('#password', PASSWORD)
    await Promise.all([page.waitForURL(url => url.pathname !== '/sign-in'), page.press('#password', 'Enter')])
  }
  const send = (page: Page, button: string) => Promise.all([page.waitForEvent('load'), page.click(button)])
  const main = (page: Page) => page.locator('main').innerText()
  const submission = (id: string) => app.rooms.review.submission(id)

  /** Somebody who is asked where the words of their submission come from. */
  async function heldUp(handle: string) {
    await house.aSubmission(`${handle}a`, sameWords)
    const held = await house.aSubmission(handle, sameWords)
    await house.asked(held.submissionId, 2)
    const { id: coordinatorId } = network.people.runa
    await app.rooms.review.hold({ submissionId: held.submissionId, coordinatorId, reason: 'The same words elsewhere.' })
    return held
  }

  /** With an offer that was answered with a yes. */
  async function atWork(handle: string) {
    const { submissionId } = await house.aSubmission(handle)
    const [seat] = await house.asked(submissionId, 2)
    await app.rooms.review.accept({ reviewId: seat!.id, reviewerId: seat!.reviewerId })
    return { submissionId, reviewId: seat!.id, reviewer: (await app.rooms.account.person(seat!.reviewerId))! }
  }

  describe('without scripts', () => {
    it('an answer that was being written when the session ended is sent after signing in again', async () => {
      const { person, claimId, submissionId } = await heldUp('aune')
      const page = await signedIn(person, false)
      await page.goto(`/claims/${claimId}/hold`)
      await page.fill('#text', ANSWER)
      await page.context().clearCookies()
      await send(page, 'form[action$="/answer"] button')
      expect(await page.inputValue('#written-1')).to.equal(ANSWER)

      const other = await newTab(page.context())
      await signIn(other, person)
      await send(page, 'main form .actions button')
      expect(await page.inputValue('#written-1')).to.equal(ANSWER)
      await send(page, 'main form .actions button')
      expect(await main(page)).to.include('We planned the lesson together')
      expect((await submission(submissionId)).hold!.answers.map(({ text }) => text)).to.deep.equal([ANSWER])
    })

    it('a review is accepted, refused while something is missing, and locked; going back locks nothing twice', async () => {
      const { submissionId, reviewId, reviewer } = await atWork('bakke')
      const page = await signedIn(reviewer, false)
      await page.goto(`/reviews/${reviewId}`)
      const [first, ...rest] = network.anatomy.rubric
      await page.fill(`#comment-${first!.id}`, 'The record on page two names what changed.')
      const lock = 'form[action$="/lock"] .actions button:not([formaction])'
      await send(page, lock)
      expect(await page.title()).to.match(/^Error:/)
      expect(await page.inputValue(`#comment-${first!.id}`)).to.equal('The record on page two names what changed.')
      for (const { id, requiredLevelId } of [first!, ...rest]) {
        await page.check(`input[name="level-${id}"][value="${requiredLevelId}"]`)
        await page.fill(`#comment-${id}`, `On page two: ${id}.`)
      }
      await send(page, lock)
      expect(await page.locator('form[action$="/lock"]').count()).to.equal(0)
      await page.goBack()
      await send(page, lock)
      expect(await page.locator('form[action$="/lock"]').count()).to.equal(0)
      const { reviews, timeline } = await submission(submissionId)
      expect(reviews.find(({ id }) => id === reviewId)!.state).to.equal('locked')
      expect(timeline.filter(({ name }) => name === 'reviewLocked')).to.have.length(1)
    })

    it('an appeal is filed once, also when one goes back and sends it again', async () => {
      const { person, claimId, submissionId } = await house.aSubmission('dal')
      await house.judge(submissionId, 'notMet', 'notMet')
      const page = await signedIn(person, false)
      await page.goto(`/claims/${claimId}/attempts/1/appeal`)
      await send(page, 'form.paper .actions button')
      expect(await page.title()).to.match(/^Error:/)
      await page.fill('form.paper textarea', 'It stands on the second page.')
      await send(page, 'form.paper .actions button')
      await page.goBack()
      await page.fill('form.paper textarea', 'Other words.')
      await send(page, 'form.paper .actions button')
      expect(await main(page))
        .to.include('It stands on the second page.')
        .and.not.include('Other words.')
      expect(await app.rooms.appeal.ofClaim(claimId)).to.have.length(1)
    })

    it('a badge from elsewhere is brought, refused in words when it is none, and put in a collection', async () => {
      const person = await house.aTeacher('eide')
      const page = await signedIn(person, false)
      await page.goto('/badges/brought/new')
      await page.setInputFiles('#file', { name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await send(page, 'main form .actions button')
      expect(await page.title()).to.match(/^Error:/)
      const buffer = Buffer.from(await (await aForeignIssuer()).badge({ email: person.email }))
      await page.setInputFiles('#file', { name: 'badge.json', mimeType: 'application/json', buffer })
      await send(page, 'main form .actions button')
      await page.goto('/badges')
      expect(await main(page)).to.include('Outdoor learning')
    })
  })

  describe('with a session that ended', () => {
    it('a review that was being written is still there, and locks after signing in again', async () => {
      const { submissionId, reviewId, reviewer } = await atWork('foss')
      const page = await signedIn(reviewer)
      await page.goto(`/reviews/${reviewId}`)
      await page.context().clearCookies()
      for (const { id, requiredLevelId } of network.anatomy.rubric) {
        await page.check(`input[name="level-${id}"][value="${requiredLevelId}"]`)
        await page.fill(`#comment-${id}`, `The record on page two is what made me choose this: ${id}.`)
      }
      await send(page, 'form[action$="/lock"] .actions button:not([formaction])')
      expect(await main(page)).to.include('What you wrote is still here')
      expect(await inspectPage(page, 'en')).to.deep.equal([])
      const other = await newTab(page.context())
      await signIn(other, reviewer)
      await send(page, 'main form .actions button')
      await send(page, 'main form .actions button')
      const review = (await submission(submissionId)).reviews.find(({ id }) => id === reviewId)!
      expect(review.state).to.equal('locked')
      expect(review.judgements.map(({ comment }) => comment).join()).to.include('what made me choose this')
    })
  })

  describe('with a network that fails', () => {
    it('a comment goes on being saved when the network comes back, and a reload shows it', async () => {
      const { reviewId, reviewer } = await atWork('gran')
      const page = await signedIn(reviewer)
      await page.goto(`/reviews/${reviewId}`)
      await page.route('**/draft', route => route.abort())
      const field = `#comment-${network.anatomy.rubric[0]!.id}`
      await page.fill(field, 'Written while the network was away.')
      await page.locator('[data-save-state]').filter({ hasText: 'We keep a copy on this device' }).waitFor()
      await page.unroute('**/draft')
      await page
        .locator('[data-save-state]')
        .filter({ hasText: /^Saved \d\d:\d\d$/ })
        .waitFor()
      await page.reload()
      expect(await page.inputValue(field)).to.equal('Written while the network was away.')
    })
  })

  describe('with two tabs', () => {
    it('the older one says that another wrote on, and writes over nothing', async () => {
      const { reviewId, reviewer } = await atWork('hagen')
      const one = await signedIn(reviewer)
      const field = `#comment-${network.anatomy.rubric[0]!.id}`
      const saved = /^Saved \d\d:\d\d$/
      const says = (page: Page, words: string | RegExp) =>
        page.locator('[data-save-state]').filter({ hasText: words }).waitFor()
      await one.goto(`/reviews/${reviewId}`)
      const other = await newTab(one.context())
      await other.goto(`/reviews/${reviewId}`)
      await other.fill(field, 'From the newer tab.')
      await says(other, saved)
      await one.fill(field, 'From the older tab.')
      await says(one, 'changed somewhere else')
      await other.reload()
      expect(await other.inputValue(field)).to.equal('From the newer tab.')
    })
  })

  describe('in a hurry', () => {
    it('two clicks on an answer are one', async () => {
      const { person, claimId, submissionId } = await heldUp('ims')
      const page = await signedIn(person)
      await page.goto(`/claims/${claimId}/hold`)
      await page.fill('#text', ANSWER)
      await page.dblclick('form[action$="/answer"] button')
      await eventually('the answer', async () => (await submission(submissionId)).hold!.answers.length || undefined)
      await page.waitForLoadState('networkidle')
      expect((await submission(submissionId)).hold!.answers).to.have.length(1)
    })
  })
})
