const HOUR_MS = 3600_000
const DAY_HOURS = 24

/** When a decision that falls now is told; undefined: at once. */
export type TellingAt = (now: Date) => Date | undefined

/**
 * The next of these hours of UTC. A decision that is told in the minute of the last lock tells who was at work then, and
 * at which hours they are awake.
 */
export const tellingAt =
  (hours: number[]): TellingAt =>
  now => {
    const begun = Math.floor(now.getTime() / HOUR_MS)
    const waits = hours.map(hour => (hour - (begun % DAY_HOURS) + DAY_HOURS) % DAY_HOURS || DAY_HOURS)
    return waits.length === 0 ? undefined : new Date((begun + Math.min(...waits)) * HOUR_MS)
  }
