import type { Page } from 'playwright-core'
import { asRegExp, type FoundPage } from './crawlPages.js'

export interface FormOnPage {
  /** Patterns of the page's route, and of where the form goes. */
  route: string
  action: string
}

/** Forms that say no to being empty. */
export const REFUSED_FORMS: FormOnPage[] = [
  ...['/register', '/sign-in', '/forgot-password', '/reset-password/:token', '/verify'].map(toItself),
  ...['/settings', '/settings/password', '/settings/emails', '/reviews/conflicts'].map(toItself),
  ...['/microcredentials/:slug/retirement'].map(toItself),
  ...['/microcredentials/:slug/design-review/return'].map(toItself),
  ...['/endorsements/ask/:kind/:id'].map(toItself),
  { route: '/endorsements/:id', action: '/endorsements/:id/statement' },
  { route: '/endorse/:token', action: '/endorse/:token/statement' },
  ...['/endorse/:token/key'].map(toItself),
  { route: '/microcredentials/new', action: '/microcredentials' },
  { route: '/journal/new', action: '/journal/:id' },
  { route: '/communities/new', action: '/communities' },
  { route: '/communities/:slug/threads/new', action: '/communities/:slug/threads' },
  { route: '/communities/:slug/threads/:threadId', action: '/communities/:slug/threads/:threadId/replies' },
  { route: '/reviews/:id', action: '/reviews/:id/lock' },
  { route: '/organizations/new', action: '/organizations' },
  { route: '/organizations/:slug/members', action: '/organizations/:slug/invitations' },
  { route: '/organizations/:slug/recognition/:id', action: '/organizations/:slug/recognition/:id/decision' },
]

function toItself(route: string): FormOnPage {
  return { route, action: route }
}

export const hasForm = (page: FoundPage, { route, action }: FormOnPage): boolean =>
  page.route === route && page.kind.split(' ').slice(1).includes(action)

/** Empties the form and submits it, past what the browser itself would catch. Answers what is wrong with the refusal. */
export async function submitEmpty(page: Page, { action }: FormOnPage): Promise<string[]> {
  const answered = page.waitForResponse(it => it.request().isNavigationRequest() && it.request().method() === 'POST')
  const loaded = page.waitForEvent('load')
  await page.evaluate(emptyAndSubmit, asRegExp(action).source)
  const [status] = await Promise.all([answered.then(answer => answer.status()), loaded])
  const { title, focused } = await page.evaluate(() => ({
    title: document.title,
    focused: document.activeElement?.className ?? '',
  }))
  return [
    ...(status === 422 ? [] : [`answers ${status}, not 422`]),
    ...(/^(Error|Feil): /.test(title) ? [] : [`the title does not speak of an error: “${title}”`]),
    ...(focused.includes('error-summary') ? [] : [`the summary of errors has no focus, but “${focused}”`]),
  ]
}

/** Runs in the page. */
function emptyAndSubmit(action: string): void {
  const form = [...document.querySelectorAll<HTMLFormElement>('main form')].find(each =>
    new RegExp(action).test(new URL(each.getAttribute('action') ?? '', location.href).pathname),
  )
  if (!form) throw new Error(`No form to ${action}`)
  for (const field of form.elements) {
    if (field instanceof HTMLTextAreaElement) field.value = ''
    if (!(field instanceof HTMLInputElement) || field.type === 'hidden') continue
    if (['radio', 'checkbox'].includes(field.type)) field.checked = false
    else field.value = ''
  }
  form.noValidate = true
  form.requestSubmit()
}
