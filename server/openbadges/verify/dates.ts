import { type Finding, finding } from '../findings.js'
import { textOf } from '../json.js'
import { CLOCK_SKEW_MS } from './period.js'

/** The dates of OB 1 and 2: ISO 8601, or in OB 1 seconds since 1970. */
export function checkDates(issuedOn: unknown, expires: unknown, now: Date): Finding {
  const from = instant(issuedOn)
  const until = instant(expires)
  if (!from || (expires !== undefined && !until)) return finding('period-not-checked')
  if (from.getTime() > now.getTime() + CLOCK_SKEW_MS)
    return finding('period-not-yet-valid', { from: from.toISOString() })
  if (until && until < now) return finding('period-expired', { until: until.toISOString() })
  return finding('period-current', { from: from.toISOString() })
}

function instant(value: unknown): Date | undefined {
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d{9,10}$/.test(value))
  const date = isSeconds ? new Date(Number(value) * 1000) : new Date(textOf(value) ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}
