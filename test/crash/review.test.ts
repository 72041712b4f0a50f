import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { compose } from '../../server/compose.js'
import { readConfig } from '../../server/config.js'
import { systemClock } from '../../server/platform/clock.js'
import { silentLog } from '../../server/platform/log.js'
import { aNetwork, type Network } from '../browser/aNetwork.js'
import { aPerson } from '../support/aPerson.js'
import { dropDatabase, ownDatabase } from '../support/database.js'
import { PASSWORD } from '../support/signIn.js'
import { mortalApp } from './mortalApp.js'

const PORT = 43_000 + (process.pid % 2_000)
const BASE_URL = `http://localhost:${PORT}`
const KARI = 'kari@school.example'

/** A reviewer in a real browser, while the app and the browser die and the session goes. */
describe('a review that is being written', function () {
  this.timeout(240_000)
  let dataDir: string
  let profile: string
  let env: Record<string, string>
  let app: ReturnType<typeof mortalApp>
  let network: Network
  let browser: BrowserContext
  let page: Page
  let reviewPath: string

  before(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-review-crash-'))
    profile = await mkdtemp(path.join(os.tmpdir(), 'staffroom-review-browser-'))
    const uri = ownDatabase()
    env = { DATA_DIR: dataDir, DEMO: '0', PORT: String(PORT), BASE_URL, ...(uri && { MONGODB_URI: uri }) }
    await prepare()
    app = mortalApp(env)
    await app.start()
    await openBrowser()
    await signIn()
    await page.goto(BASE_URL + reviewPath)
  })
  after(async () => {
    await browser?.close().catch(() => {})
    await app?.kill()
    await dropDatabase(env.MONGODB_URI)
    for (const folder of [dataDir, profile]) await rm(folder, { recursive: true, force: true })
  })

  /** Work that Kari has said yes to reading. */
  async function prepare(): Promise<void> {
    const house = await compose({ config: readConfig(env), clock: systemClock, log: silentLog })
    network = await aNetwork(house, { only: 'text' })
    const { account, organization, claim, review } = house.rooms
    const ada = await account.addPerson(aPerson({ handle: 'ada' }))
    await organization.addMember({ organizationId: network.school.id, personId: ada.id, roles: ['member'] })
    const { id: claimId } = await claim.begin({ personId: ada.id, slug: network.slug })
    await claim.write(
      { claimId, personId: ada.id },
      {
        texts: network.anatomy.requirements.map(({ id, min = 20 }) => ({
          requirementId: id,
          text: Array.from({ length: min + 5 }, (_, index) => `word${index}`).join(' '),
        })),
        writings: [],
        selfAssessment: network.anatomy.rubric.map(({ id, requiredLevelId }) => ({
          ...{ criterionId: id, levelId: requiredLevelId, note: 'So I think.' },
        })),
      },
    )
    await claim.submit({ claimId, personId: ada.id })
    await house.drain()
    const { reviews } = await review.submission(`${claimId}-1`)
    const own = reviews.find(({ reviewerId }) => reviewerId === network.people.kari.id)!
    await review.accept({ reviewId: own.id, reviewerId: own.reviewerId })
    reviewPath = `/reviews/${own.id}`
    await house.stop()
  }

  async function openBrowser(): Promise<void> {
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      locale: 'en-GB',
    })
    page = await browser.newPage()
    page.setDefaultTimeout(20_000)
  }

  /** Where one was going when one was asked to sign in is where one comes. */
  async function signIn(): Promise<void> {
    if (!page.url().includes('/sign-in')) await page.goto(`${BASE_URL}/sign-in`)
    await page.fill('[name=email]', KARI)
    await page.fill('[name=password]', PASSWORD)
    await Promise.all([
      page.waitForURL(url => !url.pathname.startsWith('/sign-in')),
      page.press('[name=password]', 'Enter'),
    ])
  }

  const field = (index = 0) => `#comment-${network.anatomy.rubric[index]!.id}`
  const typed = (index = 0) => page.inputValue(field(index))
  const says = (words: string | RegExp) => page.locator('[data-save-state]').filter({ hasText: words }).waitFor()
  const putBack = () => page.getByRole('button', { name: 'Put them back' }).click()
  const loseSession = () => browser.clearCookies()

  it('is there after the app was killed, with the last words that had been saved', async () => {
    await page.fill(field(), 'The record on page two is specific.')
    await says(/^Saved \d\d:\d\d$/)
    await app.kill()
    await app.start()
    await page.goto(BASE_URL + reviewPath)
    expect(await typed()).to.equal('The record on page two is specific.')
  })

  it('is offered again with the words that the app died on, also when the session and the browser are gone', async () => {
    await app.kill()
    await page.fill(field(), 'The record on page two is specific, and dated.')
    await page.fill(field(1), 'Written into the void.')
    await says('We keep a copy on this device')
    await loseSession()
    await browser.close()
    await app.start()
    await openBrowser()
    await page.goto(BASE_URL + reviewPath)
    expect(page.url()).to.include('/sign-in')
    await signIn()
    expect(page.url()).to.equal(BASE_URL + reviewPath)
    expect(await typed()).to.equal('The record on page two is specific.')
    await putBack()
    await says(/^Saved \d\d:\d\d$/)
    await page.reload()
    expect([await typed(), await typed(1)]).to.deep.equal([
      'The record on page two is specific, and dated.',
      'Written into the void.',
    ])
  })

  it('is offered again when a lost session met the button that locks it', async () => {
    for (const [index, { requiredLevelId }] of network.anatomy.rubric.entries()) {
      await page.locator(`#level-${network.anatomy.rubric[index]!.id} input[value="${requiredLevelId}"]`).check()
      await page.fill(field(index), `Seen in the evidence, ${index}.`)
    }
    await says(/^Saved \d\d:\d\d$/)
    await loseSession()
    await page.fill(field(), 'The very last thought.')
    await Promise.all([page.waitForURL(/\/lock$/), page.getByRole('button', { name: /^Lock/ }).click()])
    expect(await page.getByText('The very last thought.').count()).to.equal(1)
    await signIn()
    await page.goto(BASE_URL + reviewPath)
    await putBack()
    expect(await typed()).to.equal('The very last thought.')
    await says(/^Saved \d\d:\d\d$/)
    await Promise.all([page.waitForLoadState(), page.getByRole('button', { name: /^Lock/ }).click()])
    expect(await page.locator('[data-autosave]').count()).to.equal(0)
    expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([])
  })
})
