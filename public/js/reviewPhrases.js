/**
 * Puts a phrase (`[data-phrase]`) into the comment that was written in last, or into that of the criterion it belongs
 * to. The button's text is `data-insert` of `[data-review-keys]`.
 */
const words = document.querySelector('[data-review-keys]')?.dataset.insert
let last

if (words) {
  document.addEventListener('focusin', ({ target }) => {
    if (target.matches('[data-criterion] textarea')) last = target
  })
  for (const phrase of document.querySelectorAll('[data-phrase]')) offer(phrase)
}

function offer(phrase) {
  const text = phrase.textContent.trim().replace(/^[“«]|[”»]$/g, '')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'link-button'
  button.textContent = words
  button.addEventListener('click', () => insert(commentFor(phrase), text))
  phrase.append(' ', button)
}

const commentFor = phrase =>
  phrase.closest('[data-criterion]')?.querySelector('textarea') ??
  last ??
  document.querySelector('[data-criterion] textarea')

function insert(comment, text) {
  comment.focus()
  const gap = comment.value.trim() === '' ? '' : comment.value.endsWith(' ') ? '' : ' '
  comment.setRangeText(gap + text, comment.value.length, comment.value.length, 'end')
  comment.dispatchEvent(new Event('input', { bubbles: true }))
}
