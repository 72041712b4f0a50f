/** A field that holds an address gets a button that copies it. */
for (const field of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--quiet button--small'
  button.textContent = field.dataset.copy
  const said = document.createElement('span')
  said.className = 'meta'
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value)
    said.textContent = field.dataset.copied
  })
  field.addEventListener('focus', () => field.select())
  const row = document.createElement('div')
  row.className = 'cluster'
  row.append(button, said)
  field.after(row)
}
