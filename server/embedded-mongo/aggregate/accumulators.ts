import { Decimal128 } from 'bson'
import { compareValues } from '../bson/compare.js'
import { encodeKey } from '../bson/keys.js'
import { asDouble, type BsonNumber, calculate, isNumber, kindOf, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc, setField } from '../bson/types.js'

/** Takes one value after another, and gives the result. */
export interface Accumulator {
  add: (value: unknown) => void
  result: () => unknown
}

/** The accumulators that nearly every `$group` uses; the rarer ones are mingo's. */
export const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: () => {
    let total: BsonNumber = 0
    return {
      add: value => {
        if (
          typeof value === 'number' &&
          typeof total === 'number' &&
          Number.isSafeInteger(value + total) &&
          Math.abs(value + total) < 2 ** 31
        )
          total += value
        else if (isNumber(value)) total = calculate(total, '+', value)
      },
      result: () => total,
    }
  },
  $avg: () => {
    let total: BsonNumber = 0
    let count = 0
    return {
      add: value => {
        if (!isNumber(value)) return
        total = calculate(total, '+', value)
        count++
      },
      result: () => (count === 0 ? null : average(total, count)),
    }
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let first: { value: unknown } | undefined
    return { add: value => (first ??= { value }), result: () => first?.value ?? null }
  },
  $last: () => {
    let last: unknown
    return {
      add: value => {
        last = value
      },
      result: () => last ?? null,
    }
  },
  $push: () => {
    const items: unknown[] = []
    return { add: value => value !== undefined && items.push(value), result: () => items }
  },
  $addToSet: () => {
    const items = new Map<string, unknown>()
    return {
      add: value => {
        const key = encodeKey(value).toString('latin1')
        if (value !== undefined && !items.has(key)) items.set(key, value)
      },
      result: () => [...items.values()],
    }
  },
  $count: () => {
    let count = 0
    return { add: () => count++, result: () => count }
  },
  $mergeObjects: () => {
    const merged: Doc = {}
    return {
      add: value => {
        if (isDoc(value)) for (const key of Object.keys(value)) setField(merged, key, value[key])
      },
      result: () => merged,
    }
  },
}

const average = (total: BsonNumber, count: number) =>
  kindOf(total) === 'decimal'
    ? Decimal128.fromString(String(toDouble(total) / count))
    : asDouble(toDouble(total) / count)

function extreme(sign: 1 | -1): Accumulator {
  let best: unknown = null
  return {
    add: value => {
      if (value === undefined || value === null) return
      if (best === null || compareValues(value, best) * sign > 0) best = value
    },
    result: () => best,
  }
}

export function accumulate(name: string, values: unknown[]): unknown {
  const accumulator = ACCUMULATORS[name]!()
  for (const value of values) accumulator.add(value)
  return accumulator.result()
}
