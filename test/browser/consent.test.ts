import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { anApp, pathOf } from '../authorization/aConnection.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { handsOn } from './hands.js'
import { inspectPage } from './inspectPage.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const ADA = aPerson({ handle: 'ada', name: 'Ada Lindqvist' })

describe('the page on which a person lets an app in', function () {
  this.timeout(120_000)
  let browser: Browser
  let app: RunningApp

  before(async () => {
    browser = await launchBrowser()
    app = await runApp()
    await app.rooms.account.addPerson(ADA)
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })

  const aBrowser = (options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> =>
    browser.newContext({ baseURL: app.url, locale: 'en-GB', ...options })

  /** Where the browser leaves for: the app's own site, which there is none of. */
  async function leavesFor(page: Page, leave: () => Promise<void>): Promise<URL> {
    const [request] = await Promise.all([page.waitForRequest('https://portfolio.example/**'), leave()])
    return new URL(request.url())
  }

  async function question() {
    const portfolio = anApp(app.url)
    const client = await portfolio.register()
    return { portfolio, client, asked: await portfolio.question(client) }
  }

  it('is reached, read and answered with the keyboard alone, by way of the sign-in page', async () => {
    const context = await aBrowser()
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const hands = handsOn(page)
    const { portfolio, client, asked } = await question()
    await page.goto(asked.path)
    expect(new URL(page.url()).pathname).to.equal('/sign-in')
    await hands.type('#email', ADA.email)
    await hands.type('#password', PASSWORD)
    await hands.leaveBy('Enter')
    expect(await page.textContent('h1')).to.equal('Portfolio asks for access to your badges')
    expect(await page.isChecked('[value=addBadges]')).to.equal(false)
    await hands.tabTo('[value=stayConnected]')
    await hands.press('Space')
    await hands.tabTo('button[value=allow]')
    const back = await leavesFor(page, () => hands.press('Enter'))
    expect(back.host).to.equal('portfolio.example')
    const tokens = await portfolio.redeem(client, back, asked)
    expect(tokens.scope).to.include('credential.readonly').and.include('offline_access').and.not.include('upsert')
    await context.close()
  })

  it('is open to everyone, in both languages', async () => {
    for (const language of ['en', 'nb'] as const) {
      const context = await aBrowser()
      const page = await context.newPage()
      await context.addCookies([{ name: 'language', value: language, url: app.url }])
      await signInTo(page)
      const { asked } = await question()
      await page.goto(asked.path)
      expect(await inspectPage(page, language)).to.deep.equal([])
      await page.goto('/settings/apps')
      expect(await inspectPage(page, language)).to.deep.equal([])
      await page.goto(pathOf(asked.path).replace(/redirect_uri=[^&]+/, 'redirect_uri=https%3A%2F%2Fevil.example'))
      expect(await inspectPage(page, language)).to.deep.equal([])
      await context.close()
    }
  })

  it('works without JavaScript, and takes a no', async () => {
    const context = await aBrowser({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signInTo(page)
    const { asked } = await question()
    await page.goto(asked.path)
    const back = await leavesFor(page, () => page.click('button[value=refuse]', { noWaitAfter: true }))
    expect([back.host, back.searchParams.get('error')]).to.deep.equal(['portfolio.example', 'access_denied'])
    await context.close()
  })

  async function signInTo(page: Page): Promise<void> {
    await page.goto('/sign-in')
    await page.fill('#email', ADA.email)
    await page.fill('#password', PASSWORD)
    await Promise.all([page.waitForURL('**/home'), page.press('#password', 'Enter')])
  }
})
