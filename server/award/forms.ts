import { formReader, type Parsed } from '../shared/forms.js'
import { VISIBILITIES } from './award.js'
import type { Showing } from './holding.js'

export const LONGEST_REASON = 1000

export function parseShowing(body: unknown): Parsed<Showing> {
  const form = formReader(body)
  const visibility = form.choice('visibility', VISIBILITIES)
  return form.result({ visibility, evidence: form.list('evidence') })
}

/** Both stand on one page, so that each has a field of its own. */
const REASON_FIELD = { revoke: 'reason', suspend: 'suspension' } as const

export function parseWithdrawal(verb: keyof typeof REASON_FIELD, body: unknown): Parsed<{ reason: string }> {
  const form = formReader(body)
  return form.result({ reason: form.text(REASON_FIELD[verb], { required: true, max: LONGEST_REASON }) })
}
