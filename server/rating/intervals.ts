import { normalQuantile } from './normal.js'
import { percentile } from './percentiles.js'
import { drawBelow, type Random } from './random.js'

export interface Interval {
  low: number
  high: number
}

const CONFIDENCE = 0.95

/** The score interval for a share of `hits` in `count` (Wilson 1927): sensible for few cases and for shares near 0 and 1. */
export function wilsonInterval(hits: number, count: number, confidence = CONFIDENCE): Interval {
  if (count === 0) return { low: 0, high: 1 }
  const z2 = normalQuantile((1 + confidence) / 2) ** 2
  const share = hits / count
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count)
  const reach = Math.sqrt(z2 * ((share * (1 - share)) / count + z2 / (4 * count ** 2))) / (1 + z2 / count)
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) }
}

export interface Resampling {
  random: Random
  draws?: number
  confidence?: number
}

const DRAWS = 1000

/**
 * The percentile bootstrap (Efron 1979): `statistic` of as many units, drawn again with replacement, over and over. The
 * same random numbers give the same interval. Draws of which the statistic is undefined are left out.
 */
export function bootstrapInterval<Unit>(
  units: Unit[],
  statistic: (drawn: Unit[]) => number | undefined,
  { random, draws = DRAWS, confidence = CONFIDENCE }: Resampling,
): Interval | undefined {
  const found = Array.from({ length: draws }, () => statistic(units.map(() => units[drawBelow(random, units.length)]!)))
  const values = found.filter(value => value !== undefined)
  if (values.length === 0) return undefined
  return { low: percentile(values, (1 - confidence) / 2), high: percentile(values, (1 + confidence) / 2) }
}
