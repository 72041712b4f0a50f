import { formReader, type Parsed } from '../shared/forms.js'
import { DECISION_OUTCOMES, type Verdict } from './recognition.js'

export const LONGEST_NOTE = 1000
const MOST_HOURS = 2000
const MOST_CREDITS = 300

export function parseDecision(body: unknown): Parsed<Verdict> {
  const form = formReader(body)
  const outcome = form.choice('outcome', DECISION_OUTCOMES)
  const isDenied = outcome === 'denied'
  const hours = isDenied ? 0 : (form.number('hours', { min: 0, max: MOST_HOURS }) ?? 0)
  const credits = isDenied ? 0 : (form.number('credits', { min: 0, max: MOST_CREDITS }) ?? 0)
  const note = form.text('note', { required: outcome !== 'approved', max: LONGEST_NOTE })
  if (!isDenied && hours === 0 && credits === 0) form.fail('hours', 'recognition.form.worthNothing')
  return form.result({ outcome, hours, credits, note })
}

/** Several at once, each for what its micro-credential states. */
export function parseBulk(body: unknown): Parsed<{ ids: string[]; note: string }> {
  const form = formReader(body)
  const ids = form.list('ids')
  const note = form.text('note', { max: LONGEST_NOTE })
  if (ids.length === 0) form.fail('ids', 'recognition.queue.nothingChosen')
  return form.result({ ids, note })
}
