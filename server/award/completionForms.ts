import { formReader, type Parsed } from '../shared/forms.js'
import { type AddressList, readAddresses } from './addressList.js'

const LONGEST_NAME = 120
/** About 20,000 addresses. */
const LONGEST_LIST = 800_000
export const MOST_AT_ONCE = 10_000

export interface CompletionForm {
  slug: string
  programme: string
  list: AddressList
  /** As `groupValue` says them. */
  groups: string[]
}

export function parseCompletion(body: unknown, slugs: string[], groupValues: string[]): Parsed<CompletionForm> {
  const form = formReader(body)
  const slug = form.choice('slug', slugs)
  const programme = form.text('programme', { required: true, max: LONGEST_NAME })
  const list = readAddresses(form.text('emails', { max: LONGEST_LIST }))
  const groups = form.choices('groups', groupValues)
  if (list.emails.length > MOST_AT_ONCE) form.fail('emails', 'award.completion.tooMany', { max: MOST_AT_ONCE })
  if (list.emails.length === 0 && groups.length === 0) form.fail('emails', 'award.completion.nobody')
  return form.result({ slug, programme, list, groups })
}
