import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { PASSWORD } from '../support/signIn.js'
import { eventually, linkInMail } from './ada.js'
import { aNetwork, type Network } from './aNetwork.js'
import type { Hands } from './hands.js'
import { keyboardHouse, PHONE } from './keyboardHouse.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const WORDS = 'We looked at each ticket together and said only what we saw before anyone said what it might mean. '

describe('every journey, with the keyboard alone', function () {
  this.timeout(120_000)
  let browser: Browser
  let app: RunningApp
  let network: Network
  let house: ReturnType<typeof keyboardHouse>

  before(async () => {
    browser = await launchBrowser()
    app = await runApp()
    network = await aNetwork(app, { only: 'text' })
    house = keyboardHouse(app, browser, network)
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })

  it('skips to what a page is about', async () => {
    const hands = await house.aVisitor()
    await hands.page.goto('/')
    await hands.press('Tab')
    expect(await hands.focusIsOn('.skip-link')).to.equal(true)
    await hands.press('Enter')
    expect(await hands.focusIsOn('#main')).to.equal(true)
    await hands.press('Tab')
    expect(await hands.focusIsOn('main *')).to.equal(true)
  })

  it('goes round a whole page, forth and back, and is never held', async () => {
    const hands = await house.aVisitor()
    await hands.page.goto('/verify')
    await hands.tabTo('footer a[href="/organizations"]')
    await hands.tabTo('.skip-link', 'Shift+Tab')
  })

  it('is led to what is wrong with a form, and from there to the field', async () => {
    const hands = await house.aVisitor()
    await hands.page.goto('/')
    await hands.follow('a[href="/register"]')
    await hands.follow('main form button')
    expect(await hands.focusIsOn('.error-summary')).to.equal(true)
    await hands.tabTo('.error-summary a')
    await hands.press('Enter')
    expect(await hands.focusIsOn('#name')).to.equal(true)
  })

  it('registers, confirms, signs out and in again', async () => {
    const hands = await house.aVisitor()
    await hands.page.goto('/register')
    await hands.type('#name', 'Tove Berg')
    await hands.type('#email', 'tove@birch.example')
    await hands.type('#password', PASSWORD)
    await hands.follow('main form button')
    await hands.page.goto(await linkInMail(app, 'tove@birch.example', /http\S+\/confirm\/\S+/))
    await hands.follow('main form button')
    if (await hands.page.locator('form[action="/sign-out"]').count())
      await hands.follow('form[action="/sign-out"] button')
    await house.signedIn('tove@birch.example')
  })

  it('walks through a long form on a phone, forth and back, with nothing in the way', async () => {
    const hands = await house.signedIn((await house.aTeacher('vik')).email)
    await hands.page.setViewportSize(PHONE)
    await hands.page.goto('/journal/new')
    await hands.tabTo('footer a[href="/organizations"]')
    await hands.tabTo('#experience', 'Shift+Tab')
  })

  it('starts on a micro-credential and saves what it wrote', async () => {
    const hands = await house.signedIn((await house.aTeacher('berg')).email)
    await hands.page.goto(`/microcredentials/${network.slug}`)
    await hands.follow('form[action="/claims"] button')
    if (await hands.page.locator('a[href*="?part=overview"]').count()) await hands.follow('a[href*="?part=overview"]')
    await hands.type('main form textarea', WORDS)
    await hands.follow('main form .actions button:last-of-type')
    expect(await hands.page.locator('main form textarea').first().inputValue()).to.equal(WORDS.trim())
  })

  it('reviews what it was offered, criterion by criterion, and locks', async () => {
    await house.aSubmission('lund')
    const hands = await house.signedIn(network.people.kari.email)
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
    const hands = await house.aVisitor()
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
    const hands = await house.signedIn(network.people.berit.email)
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
    const hands = await house.aVisitor(PHONE)
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

  async function anAward(handle: string) {
    const { person, submissionId } = await house.aSubmission(handle)
    await house.judge(submissionId, 'met', 'met')
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
