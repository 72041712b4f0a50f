const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Seconds are precise enough for a credential, and older verifiers trip over milliseconds. */
export function dateTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The instant of a DateTimeZ (RFC 3339 with its zone), or undefined where the text is not one. */
export function instantOf(text: unknown): Date | undefined {
  const parts = typeof text === 'string' ? DATE_TIME.exec(text) : null
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number)
  // Date.parse accepts the 31st of any month.
  const inCalendar =
    month! >= 1 && month! <= 12 && day! >= 1 && day! <= new Date(Date.UTC(year!, month!, 0)).getUTCDate()
  if (!inCalendar || hour! > 23 || minute! > 59 || second! > 59) return undefined
  return new Date(parts[0])
}
