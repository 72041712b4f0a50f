import { Invalid } from '../shared/errors.js'
import { formReader, type Parsed, type RawForm, type Rejected } from '../shared/forms.js'
import { isEmailAddress, LONGEST_ADDRESS } from './emailAddress.js'
import { isHandle, LONGEST_HANDLE } from './handle.js'
import { LONGEST_PASSWORD, passwordProblem } from './password.js'
import type { PersonLanguage, Profile } from './person.js'
import type { Register } from './register.js'

export const NAME_MAX = 100
export const LINE_MAX = 200
export const BIO_MAX = 2000
const LANGUAGES = ['en', 'nb'] as const satisfies PersonLanguage[]
const DEFAULT_TIME_ZONE = 'Europe/Oslo'
const SECRET_FIELDS = ['password', 'current']

/** A password is taken as it was typed, and never travels back to a page. */
function accountForm(body: unknown) {
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

export function parseRegistration(body: unknown): Parsed<Register> {
  const form = accountForm(body)
  const name = form.name()
  const address = form.address()
  const password = form.newPassword([name, address])
  const timeZone = form.text('timeZone', { max: LINE_MAX })
  return form.result({
    ...{ name, address, password, language: form.language() },
    timeZone: isTimeZone(timeZone) ? timeZone : DEFAULT_TIME_ZONE,
  })
}

export function parseSignIn(body: unknown): Parsed<{ address: string }> {
  const form = accountForm(body)
  const address = form.address()
  form.knownPassword('password')
  return form.result({ address })
}

export function parseAddress(body: unknown): Parsed<{ address: string }> {
  const form = accountForm(body)
  return form.result({ address: form.address() })
}

export function parseKnownPassword(body: unknown): Parsed<{ password: string }> {
  const form = accountForm(body)
  return form.result({ password: form.knownPassword('password') })
}

export function parseNewPassword(body: unknown, about: string[]): Parsed<{ password: string }> {
  const form = accountForm(body)
  return form.result({ password: form.newPassword(about) })
}

export function parsePasswordChange(body: unknown, about: string[]): Parsed<{ current: string; password: string }> {
  const form = accountForm(body)
  return form.result({ current: form.knownPassword('current'), password: form.newPassword(about) })
}

export function parseNewEmail(body: unknown): Parsed<{ address: string; password: string }> {
  const form = accountForm(body)
  return form.result({ address: form.address(), password: form.knownPassword('password') })
}

export function parseProfile(body: unknown): Parsed<Profile> {
  const form = accountForm(body)
  const handle = form.text('handle', { required: true, max: LONGEST_HANDLE }).replace(/^@/, '').toLowerCase()
  if (handle !== '' && !isHandle(handle)) form.fail('handle', 'account.handle.invalid')
  const timeZone = form.text('timeZone', { required: true, max: LINE_MAX })
  if (timeZone !== '' && !isTimeZone(timeZone)) form.fail('timeZone', 'forms.choose')
  return form.result({
    ...{ name: form.name(), handle, language: form.language(), timeZone },
    teaches: form.text('teaches', { max: LINE_MAX }),
    aims: form.text('aims', { max: LINE_MAX }),
    bio: form.text('bio', { max: BIO_MAX }),
  })
}

export function parseSearch(query: unknown): { query: string; before: string | undefined } {
  const form = formReader(query)
  return { query: form.text('q', { max: LINE_MAX }), before: form.text('before', { max: LINE_MAX }) || undefined }
}

export function parseSuspension(body: unknown): Parsed<{ reason: string }> {
  const form = formReader(body)
  return form.result({ reason: form.text('reason', { required: true, max: LINE_MAX }) })
}

/** What a use case found wrong with one field, told as the form tells its own findings. */
export function rejectedBy(error: unknown, body: unknown): Rejected {
  if (!(error instanceof Invalid) || !error.field) throw error
  const form = accountForm(body)
  return { errors: [{ field: error.field, messageKey: error.message }], raw: form.raw }
}

/** Browsers know names that are not in the list, and the other way round. */
function isTimeZone(text: string): boolean {
  try {
    return text !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}

export const TIME_ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()
