/** The form on this page as the server shows it to whoever is signed in now. */

/** Takes over the token of a session that began after this page was opened. False when it is somebody else's. */
export async function renewToken(form) {
  const now = await formAt(location.href, form)
  const token = now?.elements._csrf?.value
  // Another person may have signed in meanwhile: these words are not theirs.
  if (!token || now.dataset.autosaveKey !== form.dataset.autosaveKey) return false
  const old = form.elements._csrf.value
  for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token
  const renewed = text => text.replace(`_csrf=${encodeURIComponent(old)}`, `_csrf=${encodeURIComponent(token)}`)
  for (const element of document.querySelectorAll('[action], [formaction], [data-upload]'))
    for (const name of ['action', 'formaction', 'data-upload'])
      if (element.hasAttribute(name)) element.setAttribute(name, renewed(element.getAttribute(name)))
  return true
}

/** The same form as the server shows it now; undefined when it shows another page. */
export async function formAt(address, form) {
  // Whoever is signed out gets a plain refusal this way, and is not brought back here after signing in elsewhere.
  const headers = { Accept: 'application/json, text/html;q=0.5' }
  const answer = await fetch(address, { headers }).catch(() => undefined)
  if (!answer?.ok) return undefined
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const forms = [...page.querySelectorAll('form[data-autosave]')]
  return forms.find(found => found.dataset.autosave === form.dataset.autosave) ?? forms[0]
}
