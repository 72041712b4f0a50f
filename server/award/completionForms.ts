import { formReader, type Parsed } from '../shared/forms.js'

const LONGEST_NAME = 120
/** About 20,000 addresses. */
const LONGEST_LIST = 800_000
const MOST_ADDRESSES = 10_000

export interface CompletionForm {
  slug: string
  programme: string
  emails: string[]
  everybody: boolean
}

/** Addresses stand one on a line, or parted by commas or semicolons, as they come out of other programs. */
export function parseCompletion(body: unknown, slugs: string[]): Parsed<CompletionForm> {
  const form = formReader(body)
  const slug = form.choice('slug', slugs)
  const programme = form.text('programme', { required: true, max: LONGEST_NAME })
  const list = form.text('emails', { max: LONGEST_LIST })
  const everybody = form.raw.everybody === 'yes'
  const emails = [
    ...new Set(
      list
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(address => address.toLowerCase()),
    ),
  ]
  if (emails.length > MOST_ADDRESSES) form.fail('emails', 'award.completion.tooMany', { max: MOST_ADDRESSES })
  if (emails.length === 0 && !everybody) form.fail('emails', 'award.completion.nobody')
  return form.result({ slug, programme, emails, everybody })
}
