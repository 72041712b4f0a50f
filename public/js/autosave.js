/**
 * Saves a form while one writes: `<form data-autosave="/path">` with the save-state partial in it.
 * Posts the whole form (without files) urlencoded; the answer is JSON, `{savedAt}`, and may carry `fields`: new values
 * for hidden inputs. What does not get through is kept on this device and offered again.
 *
 * Optional: `data-autosave-address`: where what was saved is found again; the address bar goes there after the first
 * save. `data-autosave-key`: the same on all forms that begin the same thing for the same person.
 */
import { dropCopy, keepCopy, settleSubmitted } from './deviceCopy.js'
import { offerCopies } from './offerCopies.js'
import { renewToken } from './serverForm.js'

const PAUSE_MS = 800
const FIRST_RETRY_MS = 3_000
const LONGEST_RETRY_MS = 60_000
/** Browsers send no more than 64 KiB from a page that is being left. */
const MOST_ON_LEAVING = 60_000

settleSubmitted()
for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)

function autosave(form) {
  const path = form.dataset.autosave
  const state = stateLine(form)
  let changes = 0
  let saved = 0
  let retries = 0
  let timer
  let underWay
  let isOvertaken = false

  const isUnsaved = () => changes > saved && !isOvertaken

  function changed() {
    changes++
    later(PAUSE_MS)
  }

  function later(milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(save, milliseconds)
  }

  async function save() {
    clearTimeout(timer)
    if (!isUnsaved()) return
    // One at a time, so that the last words are the last to arrive.
    if (underWay) return void later(PAUSE_MS)
    underWay = send(changes)
    await underWay
    underWay = undefined
    if (isUnsaved() && retries === 0) later(PAUSE_MS)
  }

  async function send(upTo) {
    const outcome = await post(form)
    if (outcome.kind === 'saved') return arrived(upTo, outcome.answer)
    keepCopy(form)
    if (outcome.kind === 'overtaken') isOvertaken = true
    state.say(outcome.kind)
    if (outcome.mayPass) later(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries++))
  }

  function arrived(upTo, { savedAt, fields = {} }) {
    for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value
    saved = upTo
    retries = 0
    if (saved === changes) dropCopy(path)
    state.saved(savedAt)
    const { autosaveAddress } = form.dataset
    if (autosaveAddress && location.pathname !== autosaveAddress) history.replaceState(null, '', autosaveAddress)
  }

  /** The page may never be seen again: a copy stays here, and the words leave with what time there is. */
  function leaving() {
    if (!isUnsaved()) return
    keepCopy(form)
    const body = bodyOf(form)
    if (String(body).length > MOST_ON_LEAVING) return
    const upTo = changes
    fetch(path, { method: 'POST', body, headers: { Accept: 'application/json' }, keepalive: true })
      .then(async answer => {
        if (answer.ok) arrived(upTo, await answer.json())
      })
      .catch(() => {})
  }

  form.addEventListener('input', event => {
    if (event.target.type !== 'file') changed()
  })
  form.addEventListener('change', event => {
    if (event.target.type !== 'file') changed()
  })
  form.addEventListener('submit', event => {
    if (event.defaultPrevented) return
    if (changes > 0) keepCopy(form, { submitted: true })
    clearTimeout(timer)
    saved = changes
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leaving()
  })
  addEventListener('pagehide', leaving)
  addEventListener('online', save)
  addEventListener('focus', () => {
    if (retries > 0) save()
  })

  if (state.element) offerCopies(form, state.element)
}

function bodyOf(form) {
  const { sequence } = form.elements
  if (sequence) sequence.value = Number(sequence.value) + 1
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
}

/** `mayPass`: trying again by itself makes sense. */
async function post(form, isSecondTry = false) {
  const body = bodyOf(form)
  try {
    const answer = await fetch(form.dataset.autosave, { method: 'POST', body, headers: { Accept: 'application/json' } })
    if (answer.ok) return { kind: 'saved', answer: await answer.json() }
    if (answer.status === 409) return { kind: 'overtaken' }
    if (answer.status === 401 || answer.status === 403) return await signedOut(form, isSecondTry)
    return { kind: 'failed', mayPass: answer.status >= 500 || answer.status === 429 }
  } catch {
    return { kind: 'failed', mayPass: true }
  }
}

/** Somebody who signed in again in another tab has a new session with a new token: this page fetches that first. */
async function signedOut(form, isSecondTry) {
  if (!isSecondTry && (await renewToken(form))) return await post(form, true)
  return { kind: 'signedOut', mayPass: true }
}

/** The line that says how it stands. It is read aloud when it changes, so it does not chatter. */
function stateLine(form) {
  const line = form.querySelector('[data-save-state]')
  const say = text => {
    if (line && line.textContent !== text) line.textContent = text
  }
  const sentences = { failed: 'failed', signedOut: 'signedOut', overtaken: 'conflict' }
  return {
    element: line,
    say: kind => say(line?.dataset[sentences[kind]] ?? ''),
    saved(at) {
      const time = new Intl.DateTimeFormat(localeOf(), { hour: '2-digit', minute: '2-digit' })
      say((line?.dataset.saved ?? '').replace('{time}', time.format(new Date(at))))
    },
  }
}

const localeOf = () => (document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang)
