import { compareValues } from '../bson/compare.js'
import { encodeKey } from '../bson/keys.js'
import { type BsonNumber, calculate, divide, isNumber } from '../bson/numbers.js'
import { type Doc, isDoc, setField } from '../bson/types.js'

/** Takes one value after another, and ends in the result. Totals may be changed in place. */
export interface Accumulator {
  start: () => unknown
  add: (total: never, value: unknown) => unknown
  end?: (total: never) => unknown
}

export const ACCUMULATORS: Record<string, Accumulator> = {
  $sum: { start: () => 0, add: plus },
  $count: { start: () => 0, add: (count: number) => count + 1 },
  $avg: {
    start: () => ({ total: 0, count: 0 }),
    add: ({ total, count }: Mean, value) => ({ total: plus(total, value), count: count + (isNumber(value) ? 1 : 0) }),
    end: ({ total, count }: Mean) => (count === 0 ? null : divide(total, count)),
  },
  $min: { start: () => null, add: (best, value) => further(best, value, -1) },
  $max: { start: () => null, add: (best, value) => further(best, value, 1) },
  $first: { start: () => undefined, add: (first, value) => (first === undefined ? (value ?? null) : first) },
  $last: { start: () => null, add: (_, value) => value ?? null },
  $push: {
    start: () => [],
    add: (items: unknown[], value) => {
      if (value !== undefined) items.push(value)
      return items
    },
  },
  $addToSet: {
    start: () => new Map<string, unknown>(),
    add: (items: Map<string, unknown>, value) =>
      value === undefined ? items : items.set(encodeKey(value).toString('latin1'), value),
    end: (items: Map<string, unknown>) => [...items.values()],
  },
  $mergeObjects: {
    start: () => ({}),
    add: (merged: Doc, value) => {
      if (isDoc(value)) for (const name of Object.keys(value)) setField(merged, name, value[name])
      return merged
    },
  },
}

interface Mean {
  total: BsonNumber
  count: number
}

function plus(total: BsonNumber, value: unknown): BsonNumber {
  return isNumber(value) ? calculate(total, '+', value) : total
}

function further(best: unknown, value: unknown, sign: 1 | -1): unknown {
  if (value === undefined || value === null) return best
  return best === null || compareValues(value, best) * sign > 0 ? value : best
}

export function accumulate({ start, add, end }: Accumulator, values: Iterable<unknown>): unknown {
  let total = start()
  for (const value of values) total = add(total as never, value)
  return end ? end(total as never) : total
}
