import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { DEMO_ROLES } from '../../server/demo/roles.js'
import type { Listening } from '../support/app.js'
import { PASSWORD } from '../support/signIn.js'
import { aBrokenApp } from './aBrokenApp.js'
import { aDemoApp, continueAs } from './aDemoApp.js'
import { crawlPages, type FoundPage } from './crawlPages.js'
import { type Closeness, inspectPage, type Language } from './inspectPage.js'
import { type FormOnPage, hasForm, REFUSED_FORMS, submitEmpty } from './refusedForms.js'
import { addNewcomer, NEWCOMER, setScenes, submitForm } from './scenes.js'
import { launchBrowser, type RunningApp } from './support.js'

const LONGEST_MS = 600_000
const EVERYBODY = ['visitor', ...DEMO_ROLES.map(({ roleKey }) => roleKey), 'newcomer']

/** Routes whose answer is no page of ours, and why. */
const NO_PAGES: Record<string, RegExp> = {
  'a file': /\.(svg|png|json|txt|xml)$|\/evidence\/|\/thumb$|^\/artefacts\/:id$/,
  'a redirection that sets the language': /^\/language\//,
  'for machines': /^\/(healthz|readyz|metrics|status\/:list|issuers\/:slug|\.well-known\/.*)$/,
}

/** Pages that say no, or sorry. */
const ERROR_PAGES = [
  { who: 'visitor', path: '/nowhere' },
  { who: 'teacher', path: '/nowhere' },
  { who: 'teacher', path: '/administration' },
]

interface Visit extends FoundPage {
  who: string
}

describe('every page, for everybody', function () {
  this.timeout(LONGEST_MS)
  let browser: Browser
  let app: RunningApp
  let brokenApp: Listening
  const contexts = new Map<string, BrowserContext>()
  const visits: Visit[] = []
  const reached = new Set<string>()
  const broken: string[] = []
  const findings: Record<Language, string[]> = { en: [], nb: [] }

  before(async () => {
    ;[browser, app] = await Promise.all([launchBrowser(), aDemoApp()])
    brokenApp = await aBrokenApp(app)
    await addNewcomer(app)
    for (const who of EVERYBODY) contexts.set(who, await aBrowserOf(who))
    const requests = Object.fromEntries([...contexts].map(([who, { request }]) => [who, request]))
    const scenes = await setScenes(app, requests)
    for (const who of EVERYBODY)
      for (const start of [who === 'visitor' ? '/' : '/home', ...(scenes[who] ?? [])]) await survey(who, start)
    await Promise.all([inspectAll('en'), inspectAll('nb')])
  })
  after(async () => {
    await browser?.close()
    await brokenApp?.close()
    await app?.close()
  })

  async function aBrowserOf(who: string): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB' })
    const form = { email: NEWCOMER.email, password: PASSWORD }
    if (who === 'newcomer') await submitForm(context.request, app.url, { action: '/sign-in', from: '/sign-in', form })
    else if (who !== 'visitor') await continueAs(context, app, who)
    return context
  }

  async function survey(who: string, start: string): Promise<void> {
    const crawled = await crawlPages(contexts.get(who)!.request, app.routes, start)
    for (const route of crawled.reached) reached.add(route)
    broken.push(...crawled.broken.map(page => `${page} as ${who}`))
    // An empty house looks different on every page.
    const known = new Set(visits.filter(visit => who !== 'newcomer' || visit.who === who).map(({ kind }) => kind))
    for (const page of crawled.pages) {
      if (known.has(page.kind)) continue
      known.add(page.kind)
      visits.push({ who, ...page })
    }
  }

  async function inspectAll(language: Language): Promise<void> {
    const pages = new Map<string, Page>()
    for (const who of EVERYBODY) pages.set(who, await readingIn(language, who))
    const seen = new Set<string>()
    for (const visit of visits) {
      await inspect(pages.get(visit.who)!, visit, language, seen.has(visit.route) ? 'again' : 'fully')
      seen.add(visit.route)
    }
    for (const page of [...ERROR_PAGES, { who: 'visitor', path: brokenApp.url }])
      await inspect(pages.get(page.who)!, page, language, 'fully')
    for (const form of REFUSED_FORMS) {
      const visit = visits.find(each => hasForm(each, form))
      if (!visit) findings[language].push(`no page ${form.route} with a form to ${form.action}`)
      else await inspectRefusal(pages.get(visit.who)!, visit, form, language)
    }
  }

  async function readingIn(language: Language, who: string): Promise<Page> {
    const context = await browser.newContext({
      ...{ baseURL: app.url, locale: 'en-GB', storageState: await contexts.get(who)!.storageState() },
    })
    await context.addCookies([{ name: 'language', value: language, url: app.url }])
    const page = await context.newPage()
    const complain = (words: string) =>
      findings[language].push(`${new URL(page.url()).pathname} as ${who}, ${language}: ${words}`)
    page.on('pageerror', error => complain(error.message))
    page.on('console', message => {
      // The console also hears that the page itself says no.
      const isStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
      if (message.type() === 'error' && !isStatus) complain(message.text())
    })
    return page
  }

  async function inspect(
    page: Page,
    { path, who }: Pick<Visit, 'path' | 'who'>,
    language: Language,
    closeness: Closeness,
  ): Promise<void> {
    await page.goto(path)
    const problems = await inspectPage(page, language, closeness)
    findings[language].push(...problems.map(problem => `${path} as ${who}, ${language}, ${problem}`))
  }

  async function inspectRefusal(page: Page, { path, who }: Visit, form: FormOnPage, language: Language): Promise<void> {
    await page.goto(path)
    const problems = [...(await submitEmpty(page, form)), ...(await inspectPage(page, language, 'again'))]
    findings[language].push(...problems.map(problem => `${path} as ${who}, refused, ${language}, ${problem}`))
  }

  it('is where links lead', () => expect(broken).to.deep.equal([]))

  it('is looked at here', () => {
    const pages = app.routes.filter(({ method, path }) => method === 'get' && isPage(path))
    expect(pages.map(({ path }) => path).filter(path => !reached.has(path))).to.deep.equal([])
  })

  for (const language of ['en', 'nb'] as const)
    it(`is in order for eyes, ears and hands, in ${language === 'en' ? 'English' : 'Norwegian'}`, () => {
      expect(findings[language], findings[language].join('\n')).to.deep.equal([])
    })
})

const isPage = (route: string) => !Object.values(NO_PAGES).some(pattern => pattern.test(route))
