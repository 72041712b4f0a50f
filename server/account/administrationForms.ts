import { formReader, type Parsed } from '../shared/forms.js'

export const REASON_MAX = 200
const SEARCH_MAX = 254

export function parseSearch(query: unknown): { query: string; before: string | undefined } {
  const form = formReader(query)
  return { query: form.text('q', { max: SEARCH_MAX }), before: form.text('before', { max: SEARCH_MAX }) || undefined }
}

export function parseSuspension(body: unknown): Parsed<{ reason: string }> {
  const form = formReader(body)
  return form.result({ reason: form.text('reason', { required: true, max: REASON_MAX }) })
}
