import { formReader, type Parsed, type RawForm } from '../shared/forms.js'
import { LARGEST_FILE_BYTES, VISIBILITIES, type Visibility } from './broughtBadge.js'
import type { Item } from './collection.js'

const LONGEST_ADDRESS = 2000
export const LONGEST_NAME = 100
export const LONGEST_DESCRIPTION = 2000

/** What somebody brings: bytes with the name of where they were, or an address to fetch them from. */
export type Bringing = { bytes: Uint8Array; name: string } | { url: string }

/** The file wins over the text, and the text over the address. */
export function parseBringing(raw: RawForm, file: { bytes: Uint8Array; name: string } | undefined): Parsed<Bringing> {
  const form = formReader(raw)
  const text = form.text('text', { max: LARGEST_FILE_BYTES })
  const url = form.text('url', { max: LONGEST_ADDRESS })
  if (file) return form.result(file)
  if (text !== '') return form.result({ bytes: Buffer.from(text), name: '' })
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
  const isAddress = url !== '' && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  if (!isAddress)
    form.fail(url === '' ? 'file' : 'url', url === '' ? 'backpack.bring.nothing' : 'backpack.bring.notAnAddress')
  return form.result({ url: address })
}

export function parseShowing(body: unknown): Parsed<{ visibility: Visibility }> {
  const form = formReader(body)
  return form.result({ visibility: form.choice('visibility', VISIBILITIES) })
}

export interface CollectionForm {
  name: string
  description: string
  visibility: Visibility
}

export function parseCollection(body: unknown): Parsed<CollectionForm> {
  const form = formReader(body)
  return form.result({
    name: form.text('name', { required: true, max: LONGEST_NAME }),
    description: form.text('description', { max: LONGEST_DESCRIPTION }),
    visibility: form.choice('visibility', VISIBILITIES),
  })
}

/** `award.<id>` or `brought.<id>`, as the forms carry it. */
export function parseItem(body: unknown): Item | undefined {
  const [kind, id] = formReader(body).text('badge', { max: 100 }).split('.')
  return (kind === 'award' || kind === 'brought') && id ? { kind, id } : undefined
}
export const itemValue = ({ kind, id }: Item): string => `${kind}.${id}`
