import type { Parsed } from '../shared/forms.js'
import { accountForm } from './accountForm.js'
import type { Register } from './register.js'
import { isTimeZone } from './timeZones.js'

const TIME_ZONE_MAX = 100
const DEFAULT_TIME_ZONE = 'Europe/Oslo'

export function parseRegistration(body: unknown): Parsed<Register> {
  const form = accountForm(body)
  const name = form.name()
  const address = form.address()
  const password = form.newPassword([name, address])
  const timeZone = form.text('timeZone', { max: TIME_ZONE_MAX })
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
