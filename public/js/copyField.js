/** A field that holds an address or a piece of HTML gets a button that copies it. */
for (const field of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--quiet button--small'
  button.textContent = field.dataset.copy
  const said = document.createElement('span')
  said.className = 'meta'
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    await copy(field)
    said.textContent = field.dataset.copied
  })
  field.addEventListener('focus', () => field.select())
  const row = document.createElement('div')
  row.className = 'cluster'
  row.append(button, said)
  field.after(row)
}

/** What is meant for a mail program is copied as it looks, and as text for those that take no more. */
function copy({ value, dataset }) {
  if (dataset.copyAs !== 'html' || !globalThis.ClipboardItem) return navigator.clipboard.writeText(value)
  const as = type => new Blob([value], { type })
  return navigator.clipboard.write([
    new ClipboardItem({ 'text/html': as('text/html'), 'text/plain': as('text/plain') }),
  ])
}
