import { instantOf } from '../dates.js'
import { type Finding, finding } from '../findings.js'
import type { JsonObject } from '../json.js'
import { periodOf } from '../period.js'

/** Clocks differ a little: a badge made a moment ago is not "not yet valid". */
export const CLOCK_SKEW_MS = 60_000

/** In force at `now` (Open Badges 3.0, Verification and Validation; W3C Verifiable Credentials 2.0, 4.9). */
export function checkPeriod(credential: JsonObject, now: Date): Finding {
  const { validFrom, validUntil } = periodOf(credential)
  const from = instantOf(validFrom)
  const until = instantOf(validUntil)
  if (!from || (validUntil !== undefined && !until)) return finding('period-not-checked')
  const values = { from: String(validFrom), until: String(validUntil ?? '') }
  if (until && until < from) return finding('period-inverted', values)
  if (from.getTime() > now.getTime() + CLOCK_SKEW_MS) return finding('period-not-yet-valid', { from: values.from })
  if (until && until < now) return finding('period-expired', { until: values.until })
  return finding('period-current', { from: values.from })
}
