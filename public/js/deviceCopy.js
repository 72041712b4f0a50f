/**
 * What was typed and did not reach the server, kept on this device until it has.
 * A copy: `{at, address, key, submitted, entries: [[name, value], …]}`, under the path that the form saves itself to.
 */
const PREFIX = 'unsaved:'
const KEPT_MS = 30 * 24 * 3600 * 1000

/** Fields that a person fills in; hidden ones carry versions and tokens, which go stale. */
export function typedEntries(form) {
  const typed = new Set([...form.elements].filter(isTyped).map(field => field.name))
  return [...new FormData(form)].filter(([name, value]) => typed.has(name) && typeof value === 'string')
}

export function keepCopy(form, more = {}) {
  const { autosave: path, autosaveKey: key = '', autosaveAddress: address = location.pathname } = form.dataset
  const copy = { at: Date.now(), address, key, submitted: false, ...more, entries: typedEntries(form) }
  try {
    localStorage.setItem(PREFIX + path, JSON.stringify(copy))
  } catch {
    // Storage is full or forbidden; the words still stand in the form.
  }
}

export const dropCopy = path => localStorage.removeItem(PREFIX + path)

/** All copies on this device as `[path, copy]`; those too old to mean anything go. */
export function allCopies() {
  const copies = []
  for (const name of Object.keys(localStorage).filter(name => name.startsWith(PREFIX))) {
    const copy = parse(localStorage.getItem(name))
    if (!copy || Date.now() - copy.at > KEPT_MS) localStorage.removeItem(name)
    else copies.push([name.slice(PREFIX.length), copy])
  }
  return copies
}

export const copyFor = path => allCopies().find(([own]) => own === path)?.[1]

/** Whether the form says already what the copy says. */
export function saysTheSame(form, copy) {
  return JSON.stringify(normal(typedEntries(form))) === JSON.stringify(normal(copy.entries))
}

export function putBack(form, copy) {
  for (const field of [...form.elements].filter(isTyped)) {
    const values = copy.entries.filter(([name]) => name === field.name).map(([, value]) => value)
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value)
    else if (values.length > 0) field.value = values[0]
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

/** A form that was sent and answered well needs its copy no longer. */
export function settleSubmitted() {
  const status = performance.getEntriesByType('navigation')[0]?.responseStatus || 0
  const wentWell = status >= 200 && status < 400 && location.pathname !== '/sign-in'
  for (const [path, copy] of allCopies().filter(([, copy]) => copy.submitted)) {
    if (wentWell) dropCopy(path)
    else localStorage.setItem(PREFIX + path, JSON.stringify({ ...copy, submitted: false }))
  }
}

function isTyped(field) {
  return field.name && !field.disabled && !['hidden', 'file', 'submit', 'button', 'password'].includes(field.type)
}

const normal = entries =>
  entries.map(([name, value]) => [name, value.replace(/\r\n?/g, '\n').trim()]).filter(([, value]) => value !== '')

function parse(text) {
  try {
    const copy = JSON.parse(text)
    return Array.isArray(copy.entries) ? copy : undefined
  } catch {
    return undefined
  }
}
