/**
 * Pins words, pages and moments without leaving the page. Each piece has a form of its own (`[data-pin-form]` in
 * `[data-pin]`) that works without this script; here the form is filled from what is marked or from where a recording
 * stands, and sent in the background.
 */
const sentences = document.querySelector('[data-review-keys]')?.dataset
let markedIn

if (sentences) {
  const button = floatingButton(sentences.pinSelection)
  document.addEventListener('selectionchange', () => place(button))
  document.addEventListener('review-pin', ({ detail: piece }) => open(markedIn ?? piece))
  for (const form of document.querySelectorAll('[data-pin-form]')) form.addEventListener('submit', send)
  for (const media of document.querySelectorAll('.evidence__piece audio, .evidence__piece video')) offerMoment(media)
  document.querySelector('[data-highlight-removal]')?.addEventListener('submit', takeAway)
}

function floatingButton(text) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--small pin__floating'
  button.textContent = text
  button.hidden = true
  // Keeps the marked words marked.
  button.addEventListener('pointerdown', event => event.preventDefault())
  button.addEventListener('click', () => open(markedIn))
  return button
}

const marked = () => String(getSelection()).trim()

/** After the text that something is marked in: in the order of the page, so that keys and readers come by. */
function place(button) {
  const { anchorNode } = getSelection() ?? {}
  const text = (anchorNode?.nodeType === Node.TEXT_NODE ? anchorNode.parentElement : anchorNode)?.closest?.(
    '[data-quotable]',
  )
  if (document.activeElement === button) return
  markedIn = text && marked() !== '' ? text.closest('.evidence__piece') : undefined
  button.hidden = !markedIn
  if (markedIn && button.previousElementSibling !== text) text.after(button)
}

function open(piece) {
  const fold = piece?.querySelector('[data-pin]')
  if (!fold) return
  fold.open = true
  const { quote, criterion } = fold.querySelector('form').elements
  if (piece === markedIn) quote.value = marked().slice(0, quote.maxLength)
  const target = piece === markedIn ? criterion : quote
  target.focus()
}

function offerMoment(media) {
  const piece = media.closest('.evidence__piece')
  const field = piece.querySelector('[data-pin-form]')?.elements.moment
  if (!field) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--quiet button--small'
  button.textContent = sentences.pinMoment
  button.addEventListener('click', () => {
    const seconds = Math.floor(media.currentTime)
    field.value = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    open(piece)
  })
  media.after(button)
}

async function send(event) {
  event.preventDefault()
  const form = event.target
  const state = form.querySelector('[data-pin-state]')
  const answer = await post(form.action, form)
  // Whatever a script cannot settle, the page can: it says what is wrong, or asks to sign in.
  if (!answer || (answer.status !== 201 && answer.status !== 422)) return form.submit()
  const { field, ...pin } = await answer.json()
  state.textContent = answer.ok
    ? form.dataset.pinned
    : field === 'criterion'
      ? form.dataset.noCriterion
      : form.dataset.notThere
  if (!answer.ok) return
  show(form, pin)
  form.elements.quote.value = ''
}

function show(form, pin) {
  const list = document.querySelector(`[data-highlights="${CSS.escape(form.elements.criterion.value)}"]`)
  const item = document.createElement('li')
  item.className = 'highlight'
  const quote = document.createElement('blockquote')
  quote.className = 'quote'
  quote.textContent = pin.quote
  const link = document.createElement('a')
  link.href = pin.href
  link.textContent = form.closest('.evidence__piece').querySelector('.evidence__name').textContent
  const line = document.createElement('p')
  line.className = 'meta'
  line.append(link, pin.place === undefined ? '' : ` · ${pin.place}`)
  item.append(...(pin.quote ? [quote, line] : [line]))
  list.append(item)
}

async function takeAway(event) {
  const { submitter } = event
  if (!submitter?.matches('[data-unpin]')) return
  event.preventDefault()
  const answer = await post(submitter.formAction, event.target)
  if (answer?.ok) submitter.closest('.highlight').remove()
  else location.reload()
}

async function post(address, form) {
  try {
    return await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: 'application/json' },
    })
  } catch {
    return undefined
  }
}
