// The narrow menu is a <details>: leaving it with Escape, or by going elsewhere, closes it.
const menu = document.querySelector('.menu')

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && menu?.open) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})
