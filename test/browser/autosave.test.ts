import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Person } from '../../server/account/index.js'
import { aPhoto } from '../artefact/support/samples.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { eventually } from './ada.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

describe('writing with a script that saves', function () {
  this.timeout(60_000)
  let browser: Browser
  let app: RunningApp
  let ada: Person
  let context: BrowserContext
  let page: Page

  before(async () => {
    browser = await launchBrowser()
    app = await runApp()
  })
  after(async () => {
    await browser?.close()
    await app?.close()
  })
  beforeEach(async () => {
    ada = await app.rooms.account.addPerson(aPerson({ handle: `writer-${Math.random().toString(36).slice(2, 10)}` }))
    context = await browser.newContext({ locale: 'en-GB' })
    page = await newTab()
    await signIn(page, ada)
  })
  afterEach(() => context.close())

  async function newTab(): Promise<Page> {
    const tab = await context.newPage()
    tab.setDefaultTimeout(15_000)
    return tab
  }
  async function signIn(tab: Page, person: Person): Promise<void> {
    await tab.goto(`${app.url}/sign-in`)
    await tab.fill('[name=email]', person.email)
    await tab.fill('[name=password]', PASSWORD)
    await Promise.all([tab.waitForURL(/\/home/), tab.press('[name=password]', 'Enter')])
  }
  const begin = (tab = page) => tab.goto(`${app.url}/journal/new`)
  const write = (words: string, tab = page) => tab.fill('#experience', words)
  const says = (words: string | RegExp, tab = page) =>
    tab.locator('[data-save-state]').filter({ hasText: words }).waitFor()
  const experience = (tab = page) => tab.inputValue('#experience')
  const isSaved = () => says(/^Saved \d\d:\d\d$/)
  /** For good, for this page; what browsers send while a page goes is out of reach of their own offline switch. */
  const cutOff = () =>
    page.evaluate(() => {
      window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    })
  const block = () => page.route('**/draft', route => route.abort())

  it('says when it saved, and a reload brings everything back', async () => {
    await begin()
    await write('She waited.')
    await page.fill('#thinkNow', 'So did I.')
    await isSaved()
    expect(page.url()).to.match(/\/journal\/\w{26}\/edit$/)
    await page.reload()
    expect([await experience(), await page.inputValue('#thinkNow')]).to.deep.equal(['She waited.', 'So did I.'])
  })

  it('keeps on the device what does not get through, and offers it when one comes back', async () => {
    await begin()
    await write('First')
    await isSaved()
    const address = page.url()
    await cutOff()
    await write('First, and then the network went')
    await says('We keep a copy on this device')
    await page.goto('about:blank')
    await page.goto(address)
    expect(await experience()).to.equal('First')
    await page.getByRole('button', { name: 'Put them back' }).click()
    await isSaved()
    await page.reload()
    expect(await experience()).to.equal('First, and then the network went')
    expect(await page.getByRole('button', { name: 'Put them back' }).count()).to.equal(0)
  })

  it('offers a new entry that never reached the server on the next new entry', async () => {
    await begin()
    await cutOff()
    await write('Never arrived')
    await says('We keep a copy on this device')
    await page.goto('about:blank')
    await begin()
    await page.getByRole('link', { name: 'Put them back' }).click()
    await page.getByRole('button', { name: 'Put them back' }).click()
    await isSaved()
    expect(await experience()).to.equal('Never arrived')
  })

  it('tries again by itself', async () => {
    await begin()
    await block()
    await write('Patience')
    await says('We keep a copy on this device')
    await page.unroute('**/draft')
    await isSaved()
  })

  it('saves the last words of a tab that is closed', async () => {
    await begin()
    await write('Before')
    await isSaved()
    const address = page.url()
    await write('Before, and the last words')
    await page.goto('about:blank')
    const later = await newTab()
    // The words leave with the tab, and arrive a moment after it.
    await eventually('the last words', async () => {
      await later.goto(address)
      return (await experience(later)) === 'Before, and the last words' || undefined
    })
  })

  it('goes on after one signed in again in another tab', async () => {
    await begin()
    await write('One')
    await isSaved()
    await context.clearCookies()
    await write('One, two')
    await says('You have been signed out')
    const other = await newTab()
    await signIn(other, ada)
    await other.close()
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await isSaved()
    await Promise.all([
      page.waitForURL(/\/journal\/\w{26}$/),
      page.getByRole('button', { name: 'Keep this entry' }).click(),
    ])
    expect(await page.locator('article').innerText()).to.include('One, two')
  })

  it('does not put one person’s words into the journal of the next at the same computer', async () => {
    const grace = await app.rooms.account.addPerson(
      aPerson({ handle: `next-${Math.random().toString(36).slice(2, 10)}` }),
    )
    await begin()
    await context.clearCookies()
    await write('Ada’s own')
    await says('You have been signed out')
    const other = await newTab()
    await signIn(other, grace)
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await page.waitForResponse(answer => answer.url().endsWith('/journal/new'))
    await other.goto(`${app.url}/journal`)
    expect(await other.content()).to.not.include('Unfinished')
    await begin(other)
    expect(await other.getByText('Put them back').count()).to.equal(0)
  })

  it('says so when another tab changed the same entry', async () => {
    await begin()
    await write('Mine')
    await isSaved()
    const other = await newTab()
    await other.goto(page.url())
    await write('From here', page)
    await isSaved()
    await page.waitForResponse(answer => answer.url().endsWith('/draft')).catch(() => {})
    await write('From there', other)
    await says('changed somewhere else', other)
  })

  it('forgets the copy of what was sent and taken', async () => {
    await begin()
    await write('Kept at once')
    await Promise.all([
      page.waitForURL(/\/journal\/\w{26}$/),
      page.getByRole('button', { name: 'Keep this entry' }).click(),
    ])
    expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([])
  })

  describe('and sends files', () => {
    const row = (name: string) => page.locator('.artefact-row').filter({ hasText: name })

    it('as soon as they are chosen, while one goes on writing', async () => {
      await begin()
      await page.setInputFiles('#files', [
        { name: 'board.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() },
        { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('One') },
      ])
      await write('While it goes up')
      await row('board.jpg').waitFor()
      await row('plan.txt').waitFor()
      await isSaved()
      await page.reload()
      expect(await page.locator('.artefact-row').count()).to.equal(2)
      expect(await experience()).to.equal('While it goes up')
    })

    it('that are dropped on the form', async () => {
      await begin()
      const dropped = await page.evaluateHandle(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }))
        return transfer
      })
      await page.dispatchEvent('form.paper', 'drop', { dataTransfer: dropped })
      await row('dropped.txt').waitFor()
    })

    it('and says why one is not taken', async () => {
      await begin()
      await write('Words stay')
      await page.setInputFiles('#files', { name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from('<html>') })
      await page.getByText('page.txt holds the code of a web page').waitFor()
      expect(await experience()).to.equal('Words stay')
    })

    it('after one signed in again in another tab, and before that says why not', async () => {
      await begin()
      await context.clearCookies()
      const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('One') }
      await page.setInputFiles('#files', plan)
      await page.getByText('plan.txt was not sent, because you have been signed out').waitFor()
      await signIn(await newTab(), ada)
      await page.setInputFiles('#files', plan)
      await row('plan.txt').waitFor()
    })

    it('and can take one out again', async () => {
      await begin()
      await page.setInputFiles('#files', { name: 'out.txt', mimeType: 'text/plain', buffer: Buffer.from('out') })
      await row('out.txt').getByRole('button').click()
      await page.waitForLoadState()
      expect(await row('out.txt').count()).to.equal(0)
    })
  })
})
