/** The same day and time so many months on, or the last day of a month that is too short for it. */
export function monthsLater(from: Date, months: number): Date {
  const target = new Date(from)
  target.setUTCDate(1)
  target.setUTCMonth(target.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return target
}

const SECOND_MS = 1000

/** A copy that says something else is newer by a second at the least, for that is what a credential can tell apart. */
export const newerThan = ({ signed }: { signed: { validFrom: Date } }, now: Date): Date =>
  new Date(Math.max(now.getTime(), signed.validFrom.getTime() + SECOND_MS))
