import { BSONRegExp } from 'bson'
import { encodeKey, type FoldString, invert, successor } from '../bson/keys.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { RANK, rankOf, toRegExp } from '../bson/types.js'
import { isOperators } from '../query/match.js'
import type { Clause } from './clauses.js'

/** A place between encoded values: before or after all that begin with these bytes. */
interface Cut {
  bytes: Buffer
  isAfter: boolean
}
export interface Interval {
  low: Cut
  high: Cut
  /** Holds one value only. */
  isPoint: boolean
}

export interface StringRules {
  fold: FoldString | undefined
  /** Strings compare in the index as in the query: 'all', for equality only, or not at all. */
  comparable: 'all' | 'equality' | 'none'
}

/** The values of one index field that can fulfil a clause; undefined when that is no help. */
export function intervalsOf({ operator, operand, siblings }: Clause, rules: StringRules): Interval[] | undefined {
  switch (operator) {
    case '$eq':
      return equality(operand, rules)
    case '$in':
      return union(operand as unknown[], rules)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand, rules)
    case '$exists':
      return operand ? undefined : [point(null, rules)]
    case '$regex':
      return rules.comparable === 'all' ? regex(operand, siblings.$options) : undefined
    case '$all':
      return Array.isArray(operand) && operand.length > 0 && !isOperators(operand[0])
        ? equality(operand[0], rules)
        : undefined
    case '$elemMatch':
      return isOperators(operand) ? allOf(operand, rules) : undefined
    default:
      return undefined
  }
}

function point(value: unknown, { fold }: StringRules): Interval {
  const bytes = encodeKey(value, fold)
  return { low: { bytes, isAfter: false }, high: { bytes, isAfter: true }, isPoint: true }
}

const mayHoldString = (value: unknown) => [RANK.string, RANK.object, RANK.array].includes(rankOf(value) as 0x14)

function equality(value: unknown, rules: StringRules): Interval[] | undefined {
  if (mayHoldString(value) && rules.comparable === 'none') return undefined
  if (rankOf(value) === RANK.regex) return rules.comparable === 'all' ? regex(value, undefined) : undefined
  // an array is indexed by its elements, so it is found under its first (or as an element of another array)
  if (Array.isArray(value))
    return normalize([point(value, rules), point(value[0] === undefined ? undefined : value[0], rules)])
  return [point(value ?? null, rules)]
}

function union(operand: unknown[], rules: StringRules): Interval[] | undefined {
  const all = operand.map(value => equality(value, rules))
  return all.includes(undefined) ? undefined : normalize(all.flatMap(intervals => intervals ?? []))
}

function comparison(
  operator: '$gt' | '$gte' | '$lt' | '$lte',
  operand: unknown,
  rules: StringRules,
): Interval[] | undefined {
  const rank = rankOf(operand)
  if (rank === RANK.null || rank === RANK.missing) return operator.endsWith('e') ? [point(null, rules)] : []
  if (rank === RANK.minKey || rank === RANK.maxKey || rank === RANK.array) return undefined
  if (mayHoldString(operand) && rules.comparable !== 'all') return undefined
  if (isNumber(operand) && Number.isNaN(toDouble(operand))) return operator.endsWith('e') ? [point(operand, rules)] : []
  const bracket = Buffer.from([rank])
  const bytes = encodeKey(operand, rules.fold)
  const isLow = operator.startsWith('$g')
  const low = isLow ? { bytes, isAfter: operator === '$gt' } : { bytes: bracket, isAfter: false }
  const high = isLow ? { bytes: bracket, isAfter: true } : { bytes, isAfter: operator === '$lte' }
  return [{ low, high, isPoint: false }]
}

/** What an anchored expression begins with, and the expression itself: that can be a value too. */
function regex(operand: unknown, options: unknown): Interval[] | undefined {
  const expression = toRegExp(operand, options)
  const bracket = Buffer.from([RANK.regex])
  const itself: Interval = {
    low: { bytes: bracket, isAfter: false },
    high: { bytes: bracket, isAfter: true },
    isPoint: false,
  }
  const prefix = /[im]/.test(expression.flags) ? '' : prefixOf(expression.source)
  const flags = operand instanceof BSONRegExp ? operand.options : String(options ?? '')
  const isPrefix = prefix !== '' && !flags.includes('x')
  const bytes = isPrefix ? encodeKey(prefix).subarray(0, -1) : Buffer.from([RANK.string])
  return normalize([{ low: { bytes, isAfter: false }, high: { bytes, isAfter: true }, isPoint: false }, itself])
}

/** The plain characters after `^`, up to the last that no quantifier can take away. */
function prefixOf(source: string): string {
  if (!source.startsWith('^') || source.includes('|')) return ''
  const plain = /^[\p{L}\p{N} _@:;,<>=!"'#%&~`/-]*/u.exec(source.slice(1))?.[0] ?? ''
  return /[?*+{]/.test(source[1 + plain.length] ?? '') ? plain.replace(/.$/u, '') : plain
}

function allOf(operand: Record<string, unknown>, rules: StringRules): Interval[] | undefined {
  const all = Object.keys(operand).map(operator =>
    intervalsOf({ path: '', operator, operand: operand[operator], siblings: operand }, rules),
  )
  return all.reduce((left, right) => (left && right ? intersect(left, right) : (left ?? right)), undefined)
}

const cutBytes = ({ bytes, isAfter }: Cut): Buffer => (isAfter ? successor(bytes) : bytes)
const compareCuts = (a: Cut, b: Cut): number => Buffer.compare(cutBytes(a), cutBytes(b))

/** In order, without overlaps. */
export function normalize(intervals: Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => compareCuts(a.low, b.low) || compareCuts(a.high, b.high))
  const merged: Interval[] = []
  for (const interval of sorted) {
    const last = merged.at(-1)
    if (!last || compareCuts(interval.low, last.high) >= 0) merged.push(interval)
    else if (compareCuts(interval.high, last.high) > 0)
      merged[merged.length - 1] = { low: last.low, high: interval.high, isPoint: false }
  }
  return merged
}

export function intersect(left: Interval[], right: Interval[]): Interval[] {
  const common = left.flatMap(a =>
    right.map(b => ({
      low: compareCuts(a.low, b.low) >= 0 ? a.low : b.low,
      high: compareCuts(a.high, b.high) <= 0 ? a.high : b.high,
      isPoint: a.isPoint || b.isPoint,
    })),
  )
  return normalize(common.filter(interval => compareCuts(interval.low, interval.high) < 0))
}

/** The bytes between which an index field of this direction holds the interval: `low <= key < high`. */
export function boundsOf({ low, high }: Interval, direction: 1 | -1): [low: Buffer, high: Buffer] {
  if (direction === 1) return [cutBytes(low), cutBytes(high)]
  return [invertCut(high), invertCut(low)]
}

const invertCut = ({ bytes, isAfter }: Cut): Buffer => (isAfter ? invert(bytes) : successor(invert(bytes)))
