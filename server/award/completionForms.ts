import { formReader, type Parsed, type RawForm } from '../shared/forms.js'
import { type AddressList, both, MOST_LINES, readAddresses } from './addressList.js'

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
  /** All addresses as they came, to be shown again. */
  entered: string
}

/** A file of addresses that came beside the form, or why it cannot be read. */
export type ListFile = { text: string } | { problem: 'tooLarge' | 'notText' }

export function parseCompletion(
  body: RawForm,
  slugs: string[],
  groupValues: string[],
  file?: ListFile,
): Parsed<CompletionForm> {
  const typed = formReader(body).text('emails', { max: Number.POSITIVE_INFINITY })
  const inFile = file && 'text' in file ? file.text : ''
  // Shown again, what was in the file stands in the field: nobody has to choose it twice.
  const entered = [typed, inFile.trim()].filter(Boolean).join('\n')
  const form = formReader({ ...body, emails: entered })
  const slug = form.choice('slug', slugs)
  const programme = form.text('programme', { required: true, max: LONGEST_NAME })
  const list = both(readAddresses(typed), readAddresses(inFile))
  const groups = form.choices('groups', groupValues)
  if (file && 'problem' in file) form.fail('list', `award.completion.file.${file.problem}`)
  if (entered.length > LONGEST_LIST || entered.split('\n').length > MOST_LINES)
    form.fail('emails', 'award.completion.tooLong', { max: MOST_AT_ONCE })
  if (list.emails.length > MOST_AT_ONCE) form.fail('emails', 'award.completion.tooMany', { max: MOST_AT_ONCE })
  if (list.emails.length === 0 && groups.length === 0 && !(file && 'problem' in file))
    form.fail('emails', 'award.completion.nobody')
  return form.result({ slug, programme, list, groups, entered })
}
