import { formReader, type Parsed } from '../shared/forms.js'
import { LONGEST_REASON } from './forms.js'

const LONGEST_KEY = 4000
const KINDS = ['ed25519', 'rsa'] as const

export function parseReplacement(body: unknown): Parsed<{ kind: (typeof KINDS)[number] }> {
  const form = formReader(body)
  return form.result({ kind: form.choice('kind', KINDS) })
}

export function parseOwnKey(body: unknown): Parsed<{ secret: string }> {
  const form = formReader(body)
  return form.result({ secret: form.text('secret', { required: true, max: LONGEST_KEY }) })
}

/** The day is the first on which the key may have been in others' hands. */
export function parseCompromise(body: unknown): Parsed<{ since: Date; reason: string }> {
  const form = formReader(body)
  const day = form.text('since', { required: true, max: 10 })
  const since = new Date(`${day}T00:00:00Z`)
  if (day !== '' && Number.isNaN(since.getTime())) form.fail('since', 'award.keys.notADay')
  const reason = form.text('reason', { required: true, max: LONGEST_REASON })
  if (form.raw.sure !== 'yes') form.fail('sure', 'award.keys.sayYouAreSure')
  return form.result({ since, reason })
}
