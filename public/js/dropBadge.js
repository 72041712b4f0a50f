/** A badge dropped anywhere on the form is verified at once; so is one that is chosen. */
for (const form of document.querySelectorAll('[data-drop-badge]')) {
  const input = form.querySelector('input[type=file]')
  const zone = input.closest('.field')
  const over = isOver => zone.classList.toggle('verification-drop--over', isOver)

  form.addEventListener('dragover', event => {
    event.preventDefault()
    over(true)
  })
  form.addEventListener('dragleave', () => over(false))
  form.addEventListener('drop', event => {
    event.preventDefault()
    over(false)
    if (event.dataTransfer.files.length === 0) return
    input.files = event.dataTransfer.files
    form.requestSubmit()
  })
}
