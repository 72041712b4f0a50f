import { Invalid } from '../shared/errors.js'
import { formReader, type RawForm, type Rejected } from '../shared/forms.js'
import { isEmailAddress, LONGEST_ADDRESS } from './emailAddress.js'
import { LONGEST_PASSWORD, passwordProblem } from './password.js'
import type { PersonLanguage } from './person.js'

export const NAME_MAX = 100
export const LANGUAGES = ['en', 'nb'] as const satisfies PersonLanguage[]
const SECRET_FIELDS = ['password', 'current']

/** A password is taken as it was typed, and never travels back to a page. */
export function accountForm(body: unknown) {
  const sent = (body ?? {}) as RawForm
  const form = formReader(Object.fromEntries(Object.entries(sent).filter(([field]) => !SECRET_FIELDS.includes(field))))
  return {
    ...form,
    name(): string {
      return form.text('name', { required: true, max: NAME_MAX }).replace(/\s+/g, ' ')
    },
    address(field = 'email'): string {
      const address = form.text(field, { required: true, max: LONGEST_ADDRESS })
      if (address !== '' && !isEmailAddress(address)) form.fail(field, 'account.email.invalid')
      return address
    },
    newPassword(about: string[]): string {
      const password = asSecret(sent.password)
      const problem = passwordProblem(password, about)
      if (problem) form.fail('password', problem.messageKey, problem.values)
      return password
    },
    knownPassword(field: string): string {
      const password = asSecret(sent[field])
      if (password === '') form.fail(field, 'forms.required')
      return password.slice(0, LONGEST_PASSWORD + 1)
    },
    language: () => form.choice('language', LANGUAGES),
  }
}

const asSecret = (value: unknown) => (typeof value === 'string' ? value : '')

/** What a use case found wrong with one field, told as the form tells its own findings. */
export function rejectedBy(error: unknown, body: unknown): Rejected {
  if (!(error instanceof Invalid) || !error.field) throw error
  const form = accountForm(body)
  return { errors: [{ field: error.field, messageKey: error.message }], raw: form.raw }
}
