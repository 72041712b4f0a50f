import type { StoredKey } from '../award/index.js'
import { formReader, type Parsed } from '../shared/forms.js'

export const LONGEST_REASON = 1000
const STEPS = ['look', 'change', 'declare'] as const

export interface CompromiseForm {
  /** The first day on which the key may have been in others' hands. */
  since: Date
  reason: string
  /** See what follows from it, change it, or say it for good. */
  step: (typeof STEPS)[number]
}

/** A key is not in others' hands before it is there, nor from tomorrow on. */
export function parseOwnCompromise(body: unknown, { createdAt }: StoredKey, now: Date): Parsed<CompromiseForm> {
  const form = formReader(body)
  const day = form.text('since', { required: true, max: 10 })
  const since = new Date(`${day}T00:00:00Z`)
  if (day !== '' && Number.isNaN(since.getTime())) form.fail('since', 'award.keys.notADay')
  else if (since > now) form.fail('since', 'endorsement.keys.report.notYet')
  else if (since < dayOf(createdAt)) form.fail('since', 'endorsement.keys.report.tooEarly')
  const reason = form.text('reason', { max: LONGEST_REASON })
  return form.result({ since, reason, step: form.choice('step', STEPS, 'look') })
}

const dayOf = (at: Date) => new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`)
