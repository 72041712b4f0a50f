import { formReader, type Parsed } from '../shared/forms.js'
import type { Ground } from './appeal.js'

export const MAX_REASON = 4000

export const fieldOf = (criterionId: string) => `reason-${criterionId}`

/** Reasons by criterion: those left empty are not appealed. */
export function parseGrounds(body: unknown, disputable: string[]): Parsed<Ground[]> {
  const form = formReader(body)
  const grounds = disputable
    .map(criterionId => ({ criterionId, reason: form.text(fieldOf(criterionId), { max: MAX_REASON }) }))
    .filter(({ reason }) => reason !== '')
  if (grounds.length === 0) form.fail(fieldOf(disputable[0]!), 'appeal.form.empty')
  return form.result(grounds)
}

/** What is typed so far, whether or not it would do. */
export function parseDraft(body: unknown, disputable: string[]): Record<string, string> {
  const form = formReader(body)
  const texts = disputable.map(id => [fieldOf(id), form.text(fieldOf(id), { max: MAX_REASON })] as const)
  return Object.fromEntries(texts)
}
