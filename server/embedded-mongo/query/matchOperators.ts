import { type Binary, BSONRegExp, type Long } from 'bson'
import { type CompareStrings, compareValues, regexText } from '../bson/compare.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { RANK, rankOf, tagOf, toRegExp, typeNumberOf, typeNumbers } from '../bson/types.js'
import { badValue } from '../errors.js'
import type { LeafMode, LeafTest } from './paths.js'

/** Makes the test that one value at the path has to pass. */
export type FieldOperator = (
  operand: unknown,
  siblings: Record<string, unknown>,
  strings?: CompareStrings,
) => { test: LeafTest; mode?: LeafMode }

export const FIELD_OPERATORS: Record<string, FieldOperator> = {
  $eq: (operand, _, strings) => ({ test: equals(operand, strings) }),
  $gt: (operand, _, strings) => compares(operand, order => order > 0, strings),
  $gte: (operand, _, strings) => compares(operand, order => order >= 0, strings),
  $lt: (operand, _, strings) => compares(operand, order => order < 0, strings),
  $lte: (operand, _, strings) => compares(operand, order => order <= 0, strings),
  $in: (operand, _, strings) => ({ test: isAmong(operand, strings) }),
  $exists: () => ({ test: value => value !== undefined }),
  $type: operand => ({ test: hasType(operand) }),
  $size: operand => ({ test: hasSize(operand), mode: 'whole' }),
  $mod: operand => ({ test: hasRemainder(operand) }),
  $regex: (operand, siblings) => ({ test: fits(operand, siblings.$options) }),
  $bitsAllSet: operand => ({ test: bits(operand, (value, mask) => (value & mask) === mask) }),
  $bitsAnySet: operand => ({ test: bits(operand, (value, mask) => (value & mask) !== 0n) }),
  $bitsAllClear: operand => ({ test: bits(operand, (value, mask) => (value & mask) === 0n) }),
  $bitsAnyClear: operand => ({ test: bits(operand, (value, mask) => (value & mask) !== mask) }),
}

/** Equality; null stands for missing too. */
function equals(operand: unknown, strings?: CompareStrings): LeafTest {
  if (operand === null || operand === undefined) return value => value === null || value === undefined
  if (typeof operand === 'string' && !strings) return value => value === operand || compareValues(value, operand) === 0
  return value => value !== undefined && compareValues(value, operand, strings) === 0
}

/** Comparisons hold only between values of one type, but for MinKey and MaxKey. */
function compares(operand: unknown, holds: (order: number) => boolean, strings?: CompareStrings) {
  const rank = rankOf(operand)
  if (rank === RANK.regex) throw badValue("Can't have RegEx as arg to predicate over field")
  if (rank === RANK.null) return { test: (value: unknown) => (value === null || value === undefined) && holds(0) }
  if (rank === RANK.minKey || rank === RANK.maxKey) {
    return { test: (value: unknown) => value !== undefined && holds(compareValues(value, operand)) }
  }
  const isNaNOperand = isNumber(operand) && Number.isNaN(toDouble(operand))
  return {
    test: (value: unknown) => {
      if (rankOf(value) !== rank) return false
      // NaN is not less or greater than any number, only equal to itself
      if (rank === RANK.number && isNaNOperand !== (isNumber(value) && Number.isNaN(toDouble(value)))) return false
      return holds(compareValues(value, operand, strings))
    },
  }
}

function isAmong(operand: unknown, strings?: CompareStrings): LeafTest {
  if (!Array.isArray(operand)) throw badValue('$in needs an array')
  const tests = operand.map(item => {
    if (
      tagOf(item) === undefined &&
      item !== null &&
      typeof item === 'object' &&
      Object.keys(item)[0]?.startsWith('$')
    ) {
      if (!('$ref' in item)) throw badValue('cannot nest $ under $in')
    }
    return rankOf(item) === RANK.regex ? fits(item, undefined) : equals(item, strings)
  })
  const texts = !strings && operand.every(item => typeof item === 'string') ? new Set<unknown>(operand) : undefined
  if (texts) return value => texts.has(value)
  return value => tests.some(test => test(value))
}

function hasType(operand: unknown): LeafTest {
  const wanted = new Set(
    (Array.isArray(operand) ? operand : [operand]).flatMap(item => typeNumbers(isNumber(item) ? toDouble(item) : item)),
  )
  return value => wanted.has(typeNumberOf(value) ?? Number.NaN)
}

function hasSize(operand: unknown): LeafTest {
  const size = isNumber(operand) ? toDouble(operand) : Number.NaN
  if (!Number.isInteger(size)) throw badValue(`Failed to parse $size. Expected an integer`)
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number')
  return value => Array.isArray(value) && value.length === size
}

function hasRemainder(operand: unknown): LeafTest {
  if (!Array.isArray(operand) || operand.length !== 2) throw badValue('malformed mod, needs to be an array of two')
  const [divisor, remainder] = operand.map(item => Math.trunc(isNumber(item) ? toDouble(item) : Number.NaN)) as [
    number,
    number,
  ]
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return value => isNumber(value) && Math.trunc(toDouble(value)) % divisor === remainder
}

function fits(operand: unknown, options: unknown): LeafTest {
  const expression = toRegExp(operand, options)
  const own =
    operand instanceof BSONRegExp
      ? operand
      : new BSONRegExp(String(operand), typeof options === 'string' ? options : '')
  const text = regexText(own)
  return value => {
    if (typeof value === 'string') return expression.test(value)
    return rankOf(value) === RANK.regex && regexText(value) === text
  }
}

function bits(operand: unknown, holds: (value: bigint, mask: bigint) => boolean): LeafTest {
  const mask = maskOf(operand)
  return value => {
    if (isNumber(value)) {
      const number = toDouble(value)
      return Number.isInteger(number) && holds(BigInt(number), mask)
    }
    return tagOf(value) === 'Binary' && holds(bytesToBits(value as Binary), mask)
  }
}

function maskOf(operand: unknown): bigint {
  if (Array.isArray(operand))
    return operand.reduce<bigint>((mask, position) => mask | (1n << BigInt(Number(position))), 0n)
  if (tagOf(operand) === 'Binary') return bytesToBits(operand as Binary)
  if (tagOf(operand) === 'Long') return (operand as Long).toBigInt()
  const mask = isNumber(operand) ? toDouble(operand) : Number.NaN
  if (!Number.isInteger(mask) || mask < 0)
    throw badValue('bit mask must be a non-negative integer, a position list or BinData')
  return BigInt(mask)
}

const bytesToBits = (value: Binary): bigint =>
  [...value.buffer.subarray(0, value.position)].reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
