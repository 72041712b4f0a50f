import type { Parsed } from '../shared/forms.js'
import { accountForm } from './accountForm.js'
import { isHandle, LONGEST_HANDLE } from './handle.js'
import type { Profile } from './person.js'
import { isTimeZone } from './timeZones.js'

export const LINE_MAX = 200
export const BIO_MAX = 2000

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
