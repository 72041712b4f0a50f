import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Language } from '../../server/web/i18n.js'
import { type Closeness, inspectPage } from './inspectPage.js'
import { type FormOnPage, submitEmpty } from './refusedForms.js'

export interface SeenBy {
  who: string
  path: string
}

export interface InspectorDeps {
  browser: Browser
  url: string
  /** In which everybody is signed in already. */
  contexts: Map<string, BrowserContext>
  language: Language
}

/** Reads pages in one language, as whoever they are shown to, and keeps a list of all that is wrong with them. */
export async function inspector({ browser, url, contexts, language }: InspectorDeps) {
  const findings: string[] = []
  const pages = new Map<string, Page>()
  for (const [who, context] of contexts) pages.set(who, await readingAs(who, context))

  async function readingAs(who: string, signedIn: BrowserContext): Promise<Page> {
    const storageState = await signedIn.storageState()
    const context = await browser.newContext({ baseURL: url, locale: 'en-GB', storageState })
    await context.addCookies([{ name: 'language', value: language, url }])
    const page = await context.newPage()
    const complain = (words: string) => note({ who, path: page.url() }, [words])
    page.on('pageerror', error => complain(error.message))
    page.on('console', message => {
      // The console also hears that the page itself says no.
      const isStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
      if (message.type() === 'error' && !isStatus) complain(message.text())
    })
    return page
  }

  const note = ({ path, who }: SeenBy, problems: string[]) =>
    findings.push(...problems.map(problem => `${path} as ${who}, ${language}, ${problem}`))

  return {
    findings,
    async inspect(visit: SeenBy, closeness: Closeness): Promise<void> {
      const page = pages.get(visit.who)!
      await page.goto(visit.path)
      note(visit, await inspectPage(page, language, closeness))
    },
    async inspectRefusal(visit: SeenBy, form: FormOnPage): Promise<void> {
      const page = pages.get(visit.who)!
      await page.goto(visit.path)
      const problems = [...(await submitEmpty(page, form)), ...(await inspectPage(page, language, 'again'))]
      note(
        visit,
        problems.map(problem => `refused, ${problem}`),
      )
    },
  }
}
