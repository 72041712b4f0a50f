import { formReader, type Parsed } from '../shared/forms.js'
import type { Permission } from './scopes.js'

export type ConsentAnswer = { allow: false } | { allow: true; permissions: Permission[] }

/** Only what was asked for can be allowed, and something must be. */
export function parseConsent(body: unknown, asked: Permission[]): Parsed<ConsentAnswer> {
  const form = formReader(body)
  if (form.choice('answer', ['allow', 'refuse'], 'refuse') === 'refuse') return form.result({ allow: false })
  const permissions = form.choices('permissions', asked)
  if (permissions.every(permission => permission === 'stayConnected'))
    form.fail('permissions', 'authorization.consent.nothingChosen')
  return form.result({ allow: true, permissions })
}
