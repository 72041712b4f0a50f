import { createHash } from 'node:crypto'
import type { DemoPerson } from './content/types.js'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60 * 1000
/** When teachers get round to it, in their own time: before school, at lunch, after the last lesson, in the evening. */
const FREE_HOURS = [7.2, 11.7, 15.4, 16.3, 20.1, 20.6]
const EVENING = 21
/** Winter time is near enough. */
const HOURS_BEHIND_UTC: Record<string, number> = { 'Europe/Oslo': -1, 'America/Toronto': 5 }
const SHORTEST_AGO_MS = 15 * MINUTE_MS
const ANSWER_TAKES_MS = 11 * MINUTE_MS

export type Calendar = ReturnType<typeof calendarOf>

/** Turns "so many days ago" into moments of a life that could be lived; never later than now. */
export function calendarOf(now: Date, people: DemoPerson[]) {
  const zones = new Map(people.map(({ key, timeZone }) => [key, timeZone]))

  function on(daysAgo: number, by: string, localHour: number): Date {
    const day = now.getTime() - daysAgo * DAY_MS
    const hour = localHour + (HOURS_BEHIND_UTC[zones.get(by) ?? ''] ?? 0)
    const at = day - (day % DAY_MS) + hour * HOUR_MS
    return new Date(Math.min(at, now.getTime() - SHORTEST_AGO_MS))
  }

  /** Some free hour of that person's day, the same at every seeding; `what` spreads several over the day. */
  const some = (daysAgo: number, by: string, what = ''): Date => on(daysAgo, by, FREE_HOURS[draw(`${by} ${what}`)]!)

  return {
    some,
    /** Later than whatever else that person did on that day. */
    evening: (daysAgo: number, by: string): Date => on(daysAgo, by, EVENING),
    /** One after the other, be it on the same day. */
    inTurn(posts: { by: string; daysAgo: number }[]): Date[] {
      let last = 0
      return posts.map(({ by, daysAgo }, index) => {
        last = Math.max(some(daysAgo, by, String(index)).getTime(), last + ANSWER_TAKES_MS)
        return new Date(Math.min(last, now.getTime() - SHORTEST_AGO_MS))
      })
    },
  }
}

const draw = (text: string): number => createHash('sha256').update(text).digest()[0]! % FREE_HOURS.length
