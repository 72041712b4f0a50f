/** Counts words while one writes, as server/claim/words.ts does; the server's count is the one that matters. */
for (const textarea of document.querySelectorAll('[data-word-count]')) {
  const count = document.getElementById(textarea.dataset.wordCount)?.querySelector('[data-words]')
  if (!count) continue
  textarea.addEventListener('input', () => {
    count.textContent = count.dataset.words.replace('{words}', String(countWords(textarea.value)))
  })
}

function countWords(text) {
  return text.split(/\s+/).filter(token => /[\p{L}\p{N}]/u.test(token)).length
}
