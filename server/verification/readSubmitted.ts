import { isShallow, MAX_DEPTH } from '../openbadges/index.js'
import { formReader, type Parsed, type RawForm } from '../shared/forms.js'
import type { Submitted } from './verify.js'

const LONGEST_ADDRESS = 2000
/** Characters of pasted text; the library refuses more as well. */
const LONGEST_TEXT = 1024 * 1024

/** The file wins over the text, and the text over the address. */
export function parseSubmitted(raw: RawForm, file: Uint8Array | undefined): Parsed<Submitted> {
  const form = formReader(raw)
  const url = form.text('url', { max: LONGEST_ADDRESS })
  const text = form.text('json', { max: LONGEST_TEXT })
  const email = form.text('recipient', { max: LONGEST_ADDRESS })
  const recipient = email === '' ? {} : { recipient: email }
  if (file) return form.result({ bytes: file, ...recipient })
  if (text !== '') return form.result({ bytes: Buffer.from(text), ...recipient })
  if (url === '') form.fail('url', 'verification.form.nothing')
  else if (!isAddress(url)) form.fail('url', 'verification.form.notAnAddress')
  return form.result({ url: isAddress(url) ? new URL(withScheme(url)).href : '', ...recipient })
}

/** People paste addresses without their beginning. */
const withScheme = (url: string) =>
  /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/]+:\d+/.test(url) ? url : `https://${url}`

function isAddress(url: string): boolean {
  return URL.canParse(withScheme(url)) && /^https?:$/.test(new URL(withScheme(url)).protocol)
}

const NO_BADGE = Buffer.from('null')

/** JSON that a machine sends: `{url}` asks for an address, anything else is the badge itself. */
export function submittedJson(body: unknown): Submitted {
  const { url, recipient, ...rest } = (body ?? {}) as Record<string, unknown>
  const isAddressOnly = typeof url === 'string' && Object.keys(rest).length === 0
  // No badge is nested deeper, and such a thing cannot be written again.
  if (!isShallow(body, MAX_DEPTH)) return { bytes: NO_BADGE }
  if (!isAddressOnly) return { bytes: Buffer.from(JSON.stringify(body)) }
  return { url, ...(typeof recipient === 'string' && { recipient }) }
}
