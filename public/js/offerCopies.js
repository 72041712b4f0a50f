import { allCopies, copyFor, dropCopy, putBack, saysTheSame } from './deviceCopy.js'
import { formAt } from './serverForm.js'

/** Offers what was kept on this device for this form, or for another beginning of the same thing. */
export function offerCopies(form, stateLine) {
  const { autosave: path, autosaveKey: key } = form.dataset
  const own = copyFor(path)
  if (own && saysTheSame(form, own)) dropCopy(path)
  else if (own) offerToPutBack(form, stateLine, own)
  if (!key) return
  for (const [otherPath, copy] of allCopies())
    if (otherPath !== path && copy.key === key) offerToGoThere(stateLine, otherPath, copy)
}

function offerToPutBack(form, stateLine, copy) {
  const offer = offerLine(stateLine, form.dataset.autosave)
  offer.prepend(
    button(stateLine.dataset.restoreAction, () => {
      putBack(form, copy)
      offer.remove()
    }),
  )
  show(stateLine, offer)
}

/** Words of another beginning of the same thing: they are put back where they belong. */
async function offerToGoThere(stateLine, path, copy) {
  const there = await formAt(copy.address, { dataset: { autosave: path } })
  if (there && saysTheSame(there, copy)) return dropCopy(path)
  const offer = offerLine(stateLine, path)
  const link = document.createElement('a')
  link.href = copy.address
  link.textContent = stateLine.dataset.restoreAction
  offer.prepend(link)
  show(stateLine, offer)
}

function offerLine(stateLine, path) {
  const offer = document.createElement('p')
  offer.className = 'notice cluster'
  offer.append(
    button(stateLine.dataset.discardAction, () => {
      dropCopy(path)
      offer.remove()
    }),
  )
  return offer
}

function show(stateLine, offer) {
  const words = document.createElement('span')
  words.textContent = stateLine.dataset.restore
  offer.prepend(words)
  stateLine.closest('form').prepend(offer)
}

function button(text, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'link-button'
  made.textContent = text
  made.addEventListener('click', act)
  return made
}
