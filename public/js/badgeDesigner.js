// Redraws the badge while its shape, colour, icon and text are chosen.
const DELAY_MS = 150
const form = document.querySelector('[data-badge-designer]')

function address(ink) {
  const chosen = new FormData(form)
  const design = new URLSearchParams({ text: chosen.get('badgeText') })
  for (const name of ['shape', 'colour', 'icon']) design.set(name, chosen.get(name))
  if (ink) design.set('ink', ink)
  return `${form.dataset.badgeDesigner}?${design}`
}

function redraw() {
  for (const image of document.querySelectorAll('[data-badge-preview]')) image.src = address(image.dataset.badgePreview)
}

let waiting
form?.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(redraw, DELAY_MS)
})
