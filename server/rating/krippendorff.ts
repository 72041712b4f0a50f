import { bootstrapInterval, type Interval, type Resampling } from './intervals.js'

/** All values that one thing was given; who gave which does not matter, and some may have given none. */
export type Unit = number[]

/** What counts as near: only equal values, the order of values, or their distance. */
export type Metric = 'nominal' | 'ordinal' | 'interval'

/**
 * Krippendorff's alpha ("Computing Krippendorff's Alpha-Reliability", 2011, section E): any number of raters, missing
 * values, one less the disagreement observed over that expected by chance. Values are ranks from 0. Undefined where
 * nothing was rated twice or nothing varies.
 */
export function krippendorffAlpha(units: Unit[], metric: Metric = 'ordinal'): number | undefined {
  return alphaOf(coincidencesOf(units), metric)
}

/** The same of coincidences, which add up: those of many units are the sum of those of each. */
export function alphaOf(coincidences: number[][], metric: Metric = 'ordinal'): number | undefined {
  const totals = coincidences.map(sum)
  const count = sum(totals)
  const distance = distances(metric, totals)
  let [observed, expected] = [0, 0]
  for (let one = 0; one < totals.length; one++) {
    for (let other = one + 1; other < totals.length; other++) {
      observed += coincidences[one]![other]! * distance(one, other)
      expected += totals[one]! * totals[other]! * distance(one, other)
    }
  }
  return expected > 0 ? 1 - ((count - 1) * observed) / expected : undefined
}

/** The interval comes from drawing units again; a unit's ratings stay together. */
export const krippendorffInterval = (units: Unit[], resampling: Resampling, metric: Metric = 'ordinal') =>
  bootstrapInterval(units, drawn => krippendorffAlpha(drawn, metric), resampling) satisfies Interval | undefined

/** How often two values were given to the same unit, each unit counting once for each of its values. */
export function coincidencesOf(all: Unit[], values = valuesIn(all)): number[][] {
  const units = all.filter(unit => unit.length > 1)
  const table = Array.from({ length: values }, () => new Array<number>(values).fill(0))
  for (const unit of units)
    unit.forEach((one, at) => {
      unit.forEach((other, place) => {
        if (at !== place) table[one]![other]! += 1 / (unit.length - 1)
      })
    })
  return table
}

const valuesIn = (units: Unit[]): number => units.reduce((most, unit) => Math.max(most, ...unit), -1) + 1

function distances(metric: Metric, totals: number[]): (one: number, other: number) => number {
  if (metric === 'nominal') return () => 1
  if (metric === 'interval') return (one, other) => (one - other) ** 2
  const ranked = cumulative(totals)
  return (one, other) => (ranked[other]! - ranked[one]!) ** 2
}

/** Where each value stands among all: half of its own kind below it. */
function cumulative(totals: number[]): number[] {
  let below = 0
  return totals.map(total => {
    below += total
    return below - total / 2
  })
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
