import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Requirement } from '../../server/microcredential/index.js'
import { readMailFolder } from '../../server/platform/mailer.js'
import { PASSWORD } from '../support/signIn.js'
import type { Network } from './aNetwork.js'
import type { RunningApp } from './support.js'

const PATIENCE_MS = 15_000

/** Asks again until there is an answer: mails and awards arrive by themselves, a moment later. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await wait(100)
  }
  throw new Error(`${what} did not happen in ${PATIENCE_MS} ms`)
}

export async function linkInMail(app: RunningApp, to: string, path: RegExp): Promise<string> {
  return eventually(`a mail with ${path} to ${to}`, async () => {
    const mails = (await readMailFolder(app.mailDir)).filter(mail => mail.to === to)
    return mails.map(({ text }) => path.exec(text)?.[0]).find(Boolean)
  })
}

const submit = (page: Page, form: string) =>
  page.locator(`${form} button:not([formaction]):not([type="button"])`).first().click()

export async function signInAs(page: Page, app: RunningApp, email: string): Promise<void> {
  await page.goto(`${app.url}/sign-in`)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(PASSWORD)
  await submit(page, 'form[action="/sign-in"]')
  await page.waitForURL(`${app.url}/home`)
}

export async function register(page: Page, app: RunningApp, name: string, email: string): Promise<void> {
  await page.goto(`${app.url}/register`)
  await page.locator('#name').fill(name)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(PASSWORD)
  await submit(page, 'form[action="/register"]')
  await page.goto(await linkInMail(app, email, /http\S+\/confirm\/\S+/))
  if (await page.locator('#password').count()) await page.locator('#password').fill(PASSWORD)
  await submit(page, 'main form')
  await page.waitForLoadState()
  if (!(await page.locator('form[action="/sign-out"]').count())) await signInAs(page, app, email)
}

export async function captureEntry(page: Page, app: RunningApp, files: string[]): Promise<void> {
  await page.goto(`${app.url}/journal/new`)
  await page.locator('#experience').fill('Eleven exit tickets gave the same wrong answer, and none was careless.')
  await page.locator('#shook').fill('Three had drawn the fraction before they wrote it.')
  await page.locator('#title').fill('Eleven exit tickets')
  await page.locator('#files').setInputFiles(files)
  // With scripts the files go up at once; without them, with the form.
  await page.waitForLoadState('networkidle')
  await page.locator('.entry-form__actions button').first().click()
  await page.waitForURL(url => /\/journal\/\w+$/.test(url.pathname) && !url.pathname.endsWith('/new'))
}

/** Fills every part of a claim; `Save and next` leads on, as it does for people. */
export async function fillClaim(page: Page, claim: string, { anatomy }: Network): Promise<void> {
  for (const part of ['overview', 'artefacts', 'reflection']) {
    const requirements = anatomy.requirements.filter(requirement => requirement.part === part)
    await page.goto(`${claim}?part=${part}`)
    const texts = requirements.filter(({ kind }) => kind === 'text')
    for (const [index, requirement] of texts.entries())
      await page.locator('textarea').nth(index).fill(words(requirement))
    if (texts.length > 0) await save(page)
    for (const requirement of requirements.filter(({ kind }) => kind === 'artefact'))
      await pickEvidence(page, claim, part, requirement)
  }
  await page.goto(`${claim}?part=self-assessment`)
  for (const criterion of anatomy.rubric) {
    await page
      .locator(`fieldset:has-text("${criterion.name}") input[value="${criterion.requiredLevelId}"]`)
      .first()
      .check()
  }
  for (const note of await page.locator('form.paper textarea').all()) await note.fill('The tickets show it.')
  await save(page)
}

async function save(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator('form.paper .actions button').last().click()])
}

async function pickEvidence(page: Page, claim: string, part: string, requirement: Requirement): Promise<void> {
  await page.goto(`${claim}?part=${part}`)
  const slot = page.locator('section.slot', { hasText: requirement.prompt.slice(0, 40) })
  await slot.locator('a.button').click()
  await page.waitForLoadState()
  const pieces = page.locator('input[name="picked"]')
  const needed = Math.max(requirement.min ?? 1, 1)
  for (let index = 0; index < needed; index++) await pieces.nth(index).check()
  await submit(page, 'form[action$="/pieces"]')
  await page.waitForLoadState()
}

/** As many words as it asks for, and a few more. */
function words({ min = 20, max = 400 }: Requirement): string {
  const count = Math.min(min + 15, max)
  return Array.from(
    { length: count },
    (_, n) => ['we', 'looked', 'at', 'each', 'ticket', 'and', 'said', 'what', 'we', 'saw'][n % 10],
  ).join(' ')
}

export async function review(page: Page, app: RunningApp, { anatomy }: Network): Promise<void> {
  const href = await eventually('an offer to review', async () => {
    await page.goto(`${app.url}/reviews`)
    return (
      (await page
        .locator('main .row__title a')
        .first()
        .getAttribute('href', { timeout: 500 })
        .catch(() => null)) ?? undefined
    )
  })
  await page.goto(app.url + href)
  await submit(page, 'form[action$="/acceptance"]')
  await page.waitForLoadState()
  for (const criterion of anatomy.rubric) {
    const judgement = page.locator('.judgement', { hasText: criterion.name }).first()
    await judgement.locator(`input[value="${criterion.requiredLevelId}"]`).check()
    await judgement
      .locator('textarea')
      .fill('On page two the learner names what changed, which is what the level asks for.')
  }
  await submit(page, 'form[action$="/lock"]')
  await page.waitForLoadState()
  expect(await page.locator('[aria-invalid="true"]').count()).to.equal(0)
}

export async function verifyFile(
  page: Page,
  app: RunningApp,
  file: { name: string; mimeType: string; buffer: Buffer },
) {
  await page.goto(`${app.url}/verify`)
  await page.locator('#file').setInputFiles(file)
  await submit(page, 'main form')
  await page.waitForLoadState()
  return page.locator('main').innerText()
}
