import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from '../../server/web/i18n.js'

declare const axe: typeof import('axe-core')

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDE = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }
const ROOMS = readdirSync('views/locales/en').map(file => path.basename(file, '.json'))

type Theme = 'light' | 'dark'

/** The theme in which a language is read whole, and the one whose colours are looked at as well. */
const THEMES: Record<Language, [Theme, Theme]> = { en: ['light', 'dark'], nb: ['dark', 'light'] }

/** How closely to look: pages of a kind seen before are read once, at the width where most is in sight. */
export type Closeness = 'fully' | 'again'

/** What is wrong with a page, a line each; empty where all is well. Each language is read whole in one theme. */
export async function inspectPage(page: Page, language: Language, closeness: Closeness = 'fully'): Promise<string[]> {
  const [first, second] = THEMES[language]
  await page.evaluate(AXE)
  await show(page, WIDE, first)
  const found = label(`${first}, 1280 px`, [
    ...(await documentProblems(page, language)),
    ...(await axeProblems(page, EVERY_RULE)),
  ])
  await show(page, PHONE, first)
  found.push(...label(`${first}, 390 px`, await overflow(page)))
  if (closeness === 'again') return found
  if (language === 'en') found.push(...label(`${first}, 390 px`, await axeProblems(page, EVERY_RULE)))
  await show(page, WIDE, second)
  found.push(...label(`${second}, 1280 px`, await axeProblems(page, ['color-contrast'])))
  return found
}

const label = (where: string, problems: string[]) => problems.map(problem => `${where}: ${problem}`)

/** With everything that can be opened open, so that nothing hides from the look at it. */
async function show(page: Page, size: typeof WIDE, colorScheme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize(size)
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll<HTMLDetailsElement>('details')) closed.open = true
  })
}

async function axeProblems(page: Page, rulesOrTags: string[]): Promise<string[]> {
  const type = rulesOrTags === EVERY_RULE ? 'tag' : 'rule'
  const violations = await page.evaluate(
    async runOnly => (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations,
    { type, values: rulesOrTags } as const,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  )
}

/** What axe leaves to the eye. */
async function documentProblems(page: Page, language: Language): Promise<string[]> {
  const found = await page.evaluate(rooms => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const keys: string[] = []
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent?.trim() ?? ''
      const isCode = texts.currentNode.parentElement?.closest('code')
      if (!isCode && /^[a-z]+\.[a-z.]*[A-Za-z]+$/.test(text) && rooms.includes(text.split('.')[0] ?? ''))
        keys.push(text)
    }
    return {
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      keys,
    }
  }, ROOMS)
  return [
    ...(found.lang === language ? [] : [`the language is given as “${found.lang}”`]),
    ...(/^.+ · Staffroom$/.test(found.title) ? [] : [`the title is “${found.title}”`]),
    ...(found.headings === 1 ? [] : [`${found.headings} h1`]),
    ...found.keys.map(key => `no sentence for ${key}`),
  ]
}

async function overflow(page: Page): Promise<string[]> {
  const { width, wide } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    const beyond = [...document.querySelectorAll('main *')].filter(
      element => element.getBoundingClientRect().right > room + 1 && !element.closest('.table-scroll, pre'),
    )
    return {
      width: document.documentElement.scrollWidth - room,
      wide: beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 120)),
    }
  })
  return width > 0 ? [`scrolls sideways by ${width} px: ${wide.join(' | ')}`] : []
}
