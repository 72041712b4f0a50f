/**
 * Sends files as soon as they are chosen, dropped or pasted: `<form data-upload="/path">` with a `[data-artefacts]`
 * part, in which `[data-drop]` holds the file input. The answer is the page with the form; its part replaces this one.
 */
import { renewToken } from './serverForm.js'

const MEBIBYTE = 1024 * 1024
const LARGEST_BYTES = 50 * MEBIBYTE

for (const form of document.querySelectorAll('form[data-upload]')) uploading(form)

function uploading(form) {
  const part = () => form.querySelector('[data-artefacts]')
  let queue = Promise.resolve()

  function add(files) {
    for (const file of files) queue = queue.then(() => send(form, part, file))
  }

  form.addEventListener('change', event => {
    if (event.target.type !== 'file' || event.target.files.length === 0) return
    const files = [...event.target.files]
    event.target.value = ''
    add(files)
  })
  form.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    add(files)
  })
  form.addEventListener('dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    part().classList.add('artefact-field--over')
  })
  form.addEventListener('dragleave', () => part().classList.remove('artefact-field--over'))
  form.addEventListener('drop', event => {
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    part().classList.remove('artefact-field--over')
    add(event.dataTransfer.files)
  })
  say(part(), 'dropHere')
}

async function send(form, part, file) {
  if (file.size > LARGEST_BYTES) return say(part(), 'tooLarge', file)
  try {
    const fresh = await postSignedIn(form, file, percent => say(part(), 'uploading', file, percent))
    if (!fresh) return say(part(), 'signedOut', file)
    refresh(part(), fresh)
    const isRefused = fresh.querySelector('.field-error') !== null
    say(part(), isRefused ? 'dropHere' : 'done', file)
    // What is in the form has changed: whoever saves it wants to know.
    form.dispatchEvent(new Event('input', { bubbles: true }))
  } catch {
    say(part(), 'failed', file)
  }
}

/** What is typed in a link's fields meanwhile stays. */
function refresh(old, fresh) {
  for (const field of old.querySelectorAll('input[type="url"], input[type="text"]')) {
    const same = fresh.querySelector(`[name="${field.name}"]`)
    if (same) same.value = field.value
  }
  const hadFocus = old.contains(document.activeElement) ? document.activeElement.id : ''
  old.replaceWith(fresh)
  if (hadFocus) fresh.querySelector(`#${hadFocus}`)?.focus()
}

/** Somebody who signed in again in another tab has a new token, which this page fetches. No part: still signed out. */
async function postSignedIn(form, file, progress) {
  const part = async () => (await post(form, file, progress))?.querySelector('[data-artefacts]')
  return (await part()) ?? ((await renewToken(form)) ? await part() : undefined)
}

/** XMLHttpRequest, for fetch does not tell how far an upload has come. */
function post(form, file, progress) {
  const body = new FormData(form)
  body.delete('files')
  body.delete('linkUrl')
  body.append('files', file, file.name || 'picture.png')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.dataset.upload)
    request.responseType = 'document'
    request.setRequestHeader('Accept', 'text/html')
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(Math.round((loaded / total) * 100)))
    request.addEventListener('load', () => {
      if ([200, 409, 422].includes(request.status)) resolve(request.response)
      else if ([401, 403].includes(request.status)) resolve(undefined)
      else reject(new Error(String(request.status)))
    })
    request.addEventListener('error', () => reject(new Error('No connection')))
    request.send(body)
  })
}

function say(part, kind, file, percent) {
  const line = part?.querySelector('[data-upload-state]')
  if (!line) return
  line.textContent = (line.dataset[kind] ?? '').replace('{name}', file?.name ?? '').replace('{percent}', percent)
}
