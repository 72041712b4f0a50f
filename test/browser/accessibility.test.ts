import { expect } from 'chai'
import type { Browser, BrowserContext } from 'playwright-core'
import { DEMO_ROLES } from '../../server/demo/roles.js'
import { LANGUAGES, type Language } from '../../server/web/i18n.js'
import type { Listening } from '../support/app.js'
import { PASSWORD } from '../support/signIn.js'
import { aBrokenApp } from './aBrokenApp.js'
import { aDemoApp, continueAs } from './aDemoApp.js'
import { crawlPages, type FoundPage } from './crawlPages.js'
import { inspector } from './inspector.js'
import { hasForm, REFUSED_FORMS } from './refusedForms.js'
import { addNewcomer, NEWCOMER, setScenes, submitForm } from './scenes.js'
import { launchBrowser, type RunningApp } from './support.js'

const LONGEST_MS = 900_000
const EVERYBODY = ['visitor', ...DEMO_ROLES.map(({ roleKey }) => roleKey), 'newcomer']

/** Routes whose answer is no page of ours, and why. */
const NO_PAGES: Record<string, RegExp> = {
  'a file':
    /\.(svg|png|json|jwt|pdf|txt|xml|csv)$|\/evidence\/|\/thumb$|\/file$|^\/reviews\/integrity\/:id\/(own|other|answers)\/|^\/artefacts\/:id$/,
  'a redirection that sets the language': /^\/language\//,
  'for machines':
    /^\/(healthz|readyz|metrics|oembed|(status|issuers|profiles|assertions|badge-classes|ims|\.well-known)\/.*|oauth\/authorize)$/,
  'an app’s question, looked at in consent.test.ts': /^\/oauth\/(authorize|consent)\/:uid$/,
  'the way back from another host': /^\/(badges\/hosts\/callback\/:host|connecting)$/,
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
  const findings = new Map<Language, string[]>()

  before(async () => {
    ;[browser, app] = await Promise.all([launchBrowser(), aDemoApp()])
    brokenApp = await aBrokenApp(app)
    await addNewcomer(app)
    for (const who of EVERYBODY) contexts.set(who, await aBrowserOf(who))
    const requests = Object.fromEntries([...contexts].map(([who, { request }]) => [who, request]))
    const scenes = await setScenes(app, requests)
    for (const who of EVERYBODY)
      for (const start of [who === 'visitor' ? '/' : '/home', ...(scenes[who] ?? [])]) await survey(who, start)
    await Promise.all(LANGUAGES.map(async language => findings.set(language, await inspectAll(language))))
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

  async function inspectAll(language: Language): Promise<string[]> {
    const { findings, inspect, inspectRefusal } = await inspector({ browser, url: app.url, contexts, language })
    const seen = new Set<string>()
    for (const visit of visits) {
      await inspect(visit, seen.has(visit.route) ? 'again' : 'fully')
      seen.add(visit.route)
    }
    for (const page of [...ERROR_PAGES, { who: 'visitor', path: brokenApp.url }]) await inspect(page, 'fully')
    for (const form of REFUSED_FORMS) {
      const visit = visits.find(each => hasForm(each, form))
      if (visit) await inspectRefusal(visit, form)
      else findings.push(`no page ${form.route} with a form to ${form.action}`)
    }
    return findings
  }

  it('is where links lead', () => expect(broken).to.deep.equal([]))

  it('is looked at here', () => {
    const pages = app.routes.filter(({ method, path }) => method === 'get' && isPage(path))
    expect(pages.map(({ path }) => path).filter(path => !reached.has(path))).to.deep.equal([])
  })

  for (const language of LANGUAGES)
    it(`is in order for eyes, ears and hands, in ${language === 'en' ? 'English' : 'Norwegian'}`, () => {
      expect(findings.get(language), findings.get(language)?.join('\n')).to.deep.equal([])
    })
})

const isPage = (route: string) => !Object.values(NO_PAGES).some(pattern => pattern.test(route))
