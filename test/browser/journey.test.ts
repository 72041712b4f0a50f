import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { captureEntry, eventually, fillClaim, linkInMail, register, review, signInAs, verifyFile } from './ada.js'
import { aNetwork, type Network } from './aNetwork.js'
import { launchBrowser, type RunningApp, runApp } from './support.js'

const PDF = 'server/demo/files'
const EMAIL = 'ada@birch.example'

/** Issue 2's own story: from registering to a badge that a stranger's installation verifies, and its end. */
for (const javaScriptEnabled of [true, false])
  describe(`a teacher earns a badge that anyone can verify, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, function () {
    this.timeout(240_000)
    let browser: Browser
    let app: RunningApp
    let stranger: RunningApp
    let network: Network
    let ada: Page
    let badgePath: string
    let png: Buffer
    const contexts: BrowserContext[] = []

    before(async () => {
      browser = await launchBrowser()
      app = await runApp()
      stranger = await runApp({ fetchAllow: [new URL(app.url).host] })
      network = await aNetwork(app)
      ada = await newPage()
    })
    after(async () => {
      await browser?.close()
      await app?.close()
      await stranger?.close()
    })

    async function newPage(): Promise<Page> {
      const context = await browser.newContext({ javaScriptEnabled, locale: 'en-GB', acceptDownloads: true })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('pageerror', error => expect.fail(`a script failed: ${error.message}`))
      return page
    }

    it('Ada registers, confirms by mail and is in', async () => {
      await register(ada, app, 'Ada Lindqvist', EMAIL)
      await ada.goto(`${app.url}/home`)
      expect(await ada.locator('h1').innerText()).to.include('Ada')
      const person = await app.rooms.account.byEmail(EMAIL)
      await app.rooms.organization.addMember({
        organizationId: network.school.id,
        personId: person!.id,
        roles: ['member'],
      })
    })

    it('joins a community', async () => {
      await ada.goto(`${app.url}/communities/student-work`)
      await ada.locator('form[action$="/join"] button').click()
      await ada.waitForSelector('form[action$="/leave"]')
    })

    it('captures an entry with a PDF and a photo', async () => {
      await captureEntry(ada, app, [`${PDF}/${await aFile('.pdf')}`, `${PDF}/${await aFile('.jpg')}`])
      expect(await ada.locator('main').innerText()).to.include('Eleven exit tickets')
      const person = await app.rooms.account.byEmail(EMAIL)
      expect(await app.rooms.artefact.ofOwner(person!.id, { limit: 10 })).to.have.length(2)
    })

    it('claims, fills every part, and submits', async () => {
      await ada.goto(`${app.url}/microcredentials/${network.slug}`)
      await ada.locator('form[action="/claims"] button').first().click()
      await ada.waitForURL(/\/claims\/\w+/)
      const claim = ada.url().split('?')[0]!
      await fillClaim(ada, claim, network)
      await ada.goto(`${claim}?part=check`)
      await ada.locator('main a[href$="/submission"]').click()
      await ada.locator('form[action$="/submission"] button').click()
      await ada.waitForURL(url => /\/claims\/\w+$/.test(url.pathname))
    })

    it('is reviewed by two from other schools, neither of whom learns who she is', async () => {
      for (const { email } of [network.people.kari, network.people.odd]) {
        const page = await newPage()
        await signInAs(page, app, email)
        await review(page, app, network)
        expect(await page.content()).not.to.match(/Ada|Lindqvist|Birch/)
      }
    })

    it('gets the mail, accepts the badge and downloads the image', async () => {
      const link = await linkInMail(app, EMAIL, /http\S+\/badges\/\w+/)
      badgePath = new URL(link).pathname
      await ada.goto(link)
      await ada.locator('form[action$="/accept"] input[value="public"]').check()
      await ada.locator('form[action$="/accept"] button').click()
      await ada.waitForLoadState()
      const href = await ada.locator('a[href^="/credentials/"][href$=".png"]').first().getAttribute('href')
      const answer = await ada.context().request.get(app.url + href)
      png = await answer.body()
      expect(png.subarray(1, 4).toString()).to.equal('PNG')
    })

    it('a stranger drops it on another installation and sees it verified, with the issuer’s name', async () => {
      const page = await newPage()
      const report = await verifyFile(page, stranger, { name: 'badge.png', mimeType: 'image/png', buffer: png })
      expect(report).to.include('This badge is genuine').and.include('The Long Table Network').and.include('In force')
    })

    it('a changed copy is not verified', async () => {
      const page = await newPage()
      const credential = await (
        await page.request.get(`${app.url}${badgePath.replace('badges', 'credentials')}.json`)
      ).json()
      credential.credentialSubject.achievement.name = 'Doctor of everything'
      const file = { name: 'badge.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(credential)) }
      expect(await verifyFile(page, stranger, file)).to.include('This badge did not pass')
    })

    it('the officer recognises it, and it stands on her transcript', async () => {
      const page = await newPage()
      await signInAs(page, app, network.people.berit.email)
      const queue = `${app.url}/organizations/${network.district.slug}/recognition`
      const href = await eventually('the award reaching the queue', async () => {
        await page.goto(queue)
        return (
          (await page
            .locator('table th[scope="row"] a')
            .first()
            .getAttribute('href', { timeout: 500 })
            .catch(() => null)) ?? undefined
        )
      })
      await page.goto(app.url + href)
      await page.locator('input[value="approved"]').check()
      await page.locator('main form.form button').click()
      await page.waitForLoadState()
      await ada.goto(`${app.url}/transcript`)
      expect(await ada.locator('main').innerText())
        .to.include(network.anatomy.title)
        .and.include('Fjordane district')
    })

    it('once the issuer revokes it, verify, page and transcript all say so', async () => {
      const page = await newPage()
      await signInAs(page, app, network.people.runa.email)
      await page.goto(app.url + badgePath)
      await page
        .locator('details:has(form[action$="/revoke"]) summary, details:has(textarea#reason) summary')
        .first()
        .click()
      await page.locator('#reason').fill('The evidence turned out to be somebody else’s.')
      await page.locator('button.button--danger').click()
      await page.waitForLoadState()
      expect(await page.locator('main').innerText()).to.match(/revoked/i)

      const visitor = await newPage()
      const report = await verifyFile(visitor, stranger, { name: 'badge.png', mimeType: 'image/png', buffer: png })
      expect(report).to.include('Revoked by the issuer').and.not.include('This badge is genuine')
      await visitor.goto(app.url + badgePath)
      expect(await visitor.locator('main').innerText())
        .to.match(/revoked/i)
        .and.include('somebody else’s')
      await eventually('the reversal on the transcript', async () => {
        await ada.goto(`${app.url}/transcript`)
        return /Reversed/.test(await ada.locator('main').innerText()) || undefined
      })
    })
  })

async function aFile(ending: string): Promise<string> {
  const { readdir } = await import('node:fs/promises')
  return (await readdir(PDF)).find(name => name.endsWith(ending))!
}
