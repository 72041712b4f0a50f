import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { submissionIdOf } from '../../server/review/index.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { eventually, linkInMail } from './ada.js'
import { aNetwork, type Network } from './aNetwork.js'
import { type Hands, handsOn } from './hands.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const PHONE = { width: 390, height: 844 }
const WORDS = 'We looked at each ticket together and said only what we saw before anyone said what it might mean. '

describe('every journey, with the keyboard alone', function () {
  this.timeout(120_000)
  let browser: Browser
  let app: RunningApp
  let network: Network

  before(async () => {
    browser = await launchBrowser()
    app = await runApp()
    network = await aNetwork(app, { only: 'text' })
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })

  async function aVisitor(viewport = { width: 1280, height: 844 }): Promise<Hands> {
    const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', viewport })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return handsOn(page)
  }

  async function signedIn(email: string): Promise<Hands> {
    const hands = await aVisitor()
    await hands.page.goto('/sign-in')
    await hands.type('#email', email)
    await hands.type('#password', PASSWORD)
    await hands.leaveBy('Enter')
    expect(new URL(hands.page.url()).pathname).to.equal('/home')
    return hands
  }

  it('skips to what a page is about', async () => {
    const hands = await aVisitor()
    await hands.page.goto('/')
    await hands.press('Tab')
    expect(await hands.focusIsOn('.skip-link')).to.equal(true)
    await hands.press('Enter')
    expect(await hands.focusIsOn('#main')).to.equal(true)
    await hands.press('Tab')
    expect(await hands.focusIsOn('main *')).to.equal(true)
  })

  it('goes round a whole page, forth and back, and is never held', async () => {
    const hands = await aVisitor()
    await hands.page.goto('/verify')
    await hands.tabTo('footer a[href="/organizations"]')
    await hands.tabTo('.skip-link', 'Shift+Tab')
  })

  it('is led to what is wrong with a form, and from there to the field', async () => {
    const hands = await aVisitor()
    await hands.page.goto('/')
    await hands.follow('a[href="/register"]')
    await hands.follow('main form button')
    expect(await hands.focusIsOn('.error-summary')).to.equal(true)
    await hands.tabTo('.error-summary a')
    await hands.press('Enter')
    expect(await hands.focusIsOn('#name')).to.equal(true)
  })

  it('registers, confirms, signs out and in again', async () => {
    const hands = await aVisitor()
    await hands.page.goto('/register')
    await hands.type('#name', 'Tove Berg')
    await hands.type('#email', 'tove@birch.example')
    await hands.type('#password', PASSWORD)
    await hands.follow('main form button')
    await hands.page.goto(await linkInMail(app, 'tove@birch.example', /http\S+\/confirm\/\S+/))
    await hands.follow('main form button')
    if (await hands.page.locator('form[action="/sign-out"]').count())
      await hands.follow('form[action="/sign-out"] button')
    await signedIn('tove@birch.example')
  })

  it('walks through a long form on a phone, forth and back, with nothing in the way', async () => {
    const hands = await signedIn((await aTeacher('vik')).email)
    await hands.page.setViewportSize(PHONE)
    await hands.page.goto('/journal/new')
    await hands.tabTo('footer a[href="/organizations"]')
    await hands.tabTo('#experience', 'Shift+Tab')
  })

  it('starts on a micro-credential and saves what it wrote', async () => {
    const hands = await signedIn((await aTeacher('berg')).email)
    await hands.page.goto(`/microcredentials/${network.slug}`)
    await hands.follow('form[action="/claims"] button')
    if (await hands.page.locator('a[href*="?part=overview"]').count()) await hands.follow('a[href*="?part=overview"]')
    await hands.type('main form textarea', WORDS)
    await hands.follow('main form .actions button:last-of-type')
    expect(await hands.page.locator('main form textarea').first().inputValue()).to.equal(WORDS.trim())
  })

  it('reviews what it was offered, criterion by criterion, and locks', async () => {
    await aSubmission('lund')
    const hands = await signedIn(network.people.kari.email)
    await offered(hands)
    await hands.follow('main .row__title a')
    await hands.follow('form[action$="/acceptance"] button')
    for (const { id, requiredLevelId } of network.anatomy.rubric) {
      await hands.choose(`input[name="level-${id}"][value="${requiredLevelId}"]`)
      await hands.type(`#comment-${id}`, 'On page two the learner names what changed.')
    }
    await hands.follow('form[action$="/lock"] .actions button:not([formaction])')
    expect(await hands.page.locator('[aria-invalid="true"], .error-summary').count()).to.equal(0)
    expect(await hands.page.locator('form[action$="/lock"]').count()).to.equal(0)
  })

  it('verifies a badge that was pasted', async () => {
    const { id } = await anAward('moe')
    const hands = await aVisitor()
    const credential = await hands.page.request.get(`/credentials/${id}.json`)
    await hands.page.goto('/verify')
    await hands.tabTo('summary')
    await hands.press('Enter')
    await hands.type('#json', await credential.text())
    await hands.follow('main form .actions button')
    expect(await hands.page.locator('main').innerText()).to.include('This badge is genuine')
  })

  it('decides about recognition', async () => {
    await anAward('nes')
    const hands = await signedIn(network.people.berit.email)
    const queue = `/organizations/${network.district.slug}/recognition`
    await eventually('the award reaching the queue', async () => {
      await hands.page.goto(queue)
      return (await hands.page.locator('tr', { hasText: 'Nes' }).count()) || undefined
    })
    await hands.follow('tr:has(td) th a')
    await hands.choose('input[name="outcome"][value="approved"]')
    await hands.follow('main form.form .actions button')
    await hands.page.goto(`${queue}?list=decided`)
    expect(await hands.page.locator('main').innerText()).to.include('Recognised')
  })

  it('opens the menu on a phone, walks through it, and leaves it with Escape', async () => {
    const hands = await aVisitor(PHONE)
    await hands.page.goto('/')
    const menu = hands.page.locator('.site-nav')
    await hands.tabTo('.menu__toggle')
    expect(await menu.isVisible()).to.equal(false)
    await hands.press('Enter')
    expect(await menu.isVisible()).to.equal(true)
    await hands.tabTo('.site-nav a[href="/communities"]')
    await hands.press('Escape')
    expect(await menu.isVisible()).to.equal(false)
    expect(await hands.focusIsOn('.menu__toggle')).to.equal(true)
  })

  async function aTeacher(handle: string) {
    const name = `Tove ${handle[0]!.toUpperCase()}${handle.slice(1)}`
    const person = await app.rooms.account.addPerson(aPerson({ handle, name }))
    const { id } = network.school
    await app.rooms.organization.addMember({ organizationId: id, personId: person.id, roles: ['member'] })
    return person
  }

  /** Written with other hands: what is shown here is what comes after. */
  async function aSubmission(handle: string) {
    const person = await aTeacher(handle)
    const { requirements, rubric } = network.anatomy
    const { id: claimId } = await app.rooms.claim.begin({ personId: person.id, slug: network.slug })
    const whose = { claimId, personId: person.id }
    await app.rooms.claim.write(whose, {
      texts: requirements.map(({ id, min = 20 }) => ({ requirementId: id, text: wordsOf(min + 10) })),
      writings: [],
      selfAssessment: rubric.map(({ id, requiredLevelId }) => ({
        ...{ criterionId: id, levelId: requiredLevelId, note: 'It shows.' },
      })),
    })
    const { number } = await app.rooms.claim.submit(whose)
    return { person, submissionId: submissionIdOf(claimId, number) }
  }

  async function anAward(handle: string) {
    const { person, submissionId } = await aSubmission(handle)
    const { kari, odd } = network.people
    const judgements = network.anatomy.rubric.map(({ id, requiredLevelId }) => ({
      ...{ criterionId: id, levelId: requiredLevelId, comment: 'On page two the learner names what changed.' },
    }))
    for (const { id: reviewerId } of [kari, odd]) {
      const reviewId = await eventually('an offer to each', async () => {
        const { reviews } = await app.rooms.review.submission(submissionId)
        return reviews.find(review => review.reviewerId === reviewerId)?.id
      })
      await app.rooms.review.accept({ reviewId, reviewerId })
      await app.rooms.review.lock({ reviewId, reviewerId, judgements, note: '' })
    }
    return eventually('an award', async () => {
      const [award] = await app.rooms.award.ofPerson(person.id, { limit: 1 })
      return award && app.rooms.award.accept(award.id, person.id, { visibility: 'public', evidence: [] })
    })
  }

  const offered = ({ page }: Hands) =>
    eventually('an offer to review', async () => {
      await page.goto('/reviews')
      return (await page.locator('main .row__title a').count()) || undefined
    })
})

const wordsOf = (count: number) => Array.from({ length: count }, (_, n) => ['we', 'looked', 'again'][n % 3]).join(' ')
