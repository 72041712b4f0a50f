/** Inside a table j and k move through its rows, x chooses, Enter opens: for those who decide about many. */
for (const table of document.querySelectorAll('[data-row-keys]')) {
  const rows = [...table.tBodies[0].rows]
  const linkOf = row => row?.querySelector('a')
  const current = () => rows.findIndex(row => row.contains(document.activeElement))

  table.parentElement.addEventListener('keydown', event => {
    const isTyping = event.target.closest('input:not([type=checkbox]), textarea, select')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    const at = current()
    if (event.key === 'j') linkOf(rows[Math.min(at + 1, rows.length - 1)])?.focus()
    if (event.key === 'k') linkOf(rows[Math.max(at - 1, 0)])?.focus()
    if (event.key === 'x') rows[at]?.querySelector('input[type=checkbox]')?.click()
  })
}
