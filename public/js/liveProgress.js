const PAUSE_MS = 1500

/** A part of a page that says how far something is, at this address, looks again by itself until it is done. */
for (const part of document.querySelectorAll('[data-live]')) if (part.dataset.live) setTimeout(look, PAUSE_MS, part)

async function look(part) {
  const fresh = await fetch(part.dataset.live).then(read, () => undefined)
  // Done: the rest of the page has changed as well.
  if (fresh && !fresh.dataset.live) return location.reload()
  if (fresh) part.replaceChildren(...fresh.childNodes)
  return setTimeout(look, PAUSE_MS, part)
}

async function read(answer) {
  if (!answer.ok) return undefined
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return page.querySelector('[data-live]')
}
