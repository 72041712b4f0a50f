/**
 * Keys for the review workspace, listed in `[data-review-keys]`, which this script shows. They act on the page only while
 * no field has the focus that takes letters, never with Ctrl, Alt or Meta, and can be turned off (WCAG 2.2, 2.1.4); the
 * choice stays on this device.
 */
const STORED = 'review-keys'
const help = document.querySelector('[data-review-keys]')
if (help) listen(help)

function listen(fold) {
  const toggle = fold.querySelector('[data-review-keys-on]')
  fold.hidden = false
  toggle.checked = localStorage.getItem(STORED) !== 'off'
  toggle.addEventListener('change', () => localStorage.setItem(STORED, toggle.checked ? 'on' : 'off'))
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && takesLetters(event.target)) return event.target.blur()
    if (event.ctrlKey || event.altKey || event.metaKey || takesLetters(event.target)) return
    if (event.key !== '?' && !toggle.checked) return
    const act = ACTS[event.key] ?? (/^[1-9]$/.test(event.key) ? chooseLevel : undefined)
    if (!act) return
    event.preventDefault()
    act(event.key, fold)
  })
}

const takesLetters = element =>
  element.isContentEditable || element.matches('textarea, select, input:not([type="radio"], [type="checkbox"])')

const ACTS = {
  j: () => go(criteria(), 1),
  k: () => go(criteria(), -1),
  n: () => go(pieces(), 1),
  p: () => go(pieces(), -1),
  c: () => here(criteria())?.querySelector('textarea')?.focus(),
  h: () => document.dispatchEvent(new CustomEvent('review-pin', { detail: here(pieces()) })),
  '?'(_key, fold) {
    fold.open = !fold.open
    fold.querySelector('summary').focus()
  },
}

const criteria = () => [...document.querySelectorAll('[data-criterion]')]
const pieces = () => [...document.querySelectorAll('.review-pane--evidence .evidence__piece')]
/** Where one was last, of each kind. */
const places = new Map()

/** The one that has the focus, else the one where one was last, else the first. */
function here(list) {
  const focused = list.find(element => element.contains(document.activeElement))
  return focused ?? list.find(element => places.get(element.className) === element) ?? list[0]
}

function go(list, step) {
  const known = list.some(
    element => places.get(element.className) === element || element.contains(document.activeElement),
  )
  const at = known ? list.indexOf(here(list)) + step : 0
  const next = list[Math.max(0, Math.min(list.length - 1, at))]
  if (!next) return
  places.set(next.className, next)
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'start' })
}

function chooseLevel(key) {
  const radio = here(criteria())?.querySelectorAll('input[type="radio"]')[Number(key) - 1]
  if (!radio) return
  radio.checked = true
  radio.focus()
  radio.dispatchEvent(new Event('change', { bubbles: true }))
}
