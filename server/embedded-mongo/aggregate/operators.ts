import { Decimal128, Double, Long, ObjectId } from 'bson'
import { evalExpr } from 'mingo/core'
import {
  $abs,
  $ceil,
  $exp,
  $floor,
  $ln,
  $log,
  $log10,
  $mod,
  $pow,
  $round,
  $sqrt,
  $trunc,
} from 'mingo/operators/expression/arithmetic'
import type { AnyObject, Options } from 'mingo/types'
import { areEqual, compareValues } from '../bson/compare.js'
import {
  asDouble,
  type BsonNumber,
  calculate,
  isNumber,
  type NumberKind,
  parseDecimal,
  toDouble,
  toKind,
} from '../bson/numbers.js'
import { isDoc, lookUp, tagOf, typeNameOf, typeNumbers } from '../bson/types.js'
import { badValue, MongoFailure, refused, typeMismatch } from '../errors.js'
import { isTruthy } from '../query/match.js'
import { accumulate } from './accumulators.js'

type Operator = (doc: unknown, expression: unknown, options: Options) => unknown

const evaluate = (doc: unknown, expression: unknown, options: Options) =>
  evalExpr(doc as AnyObject, expression as AnyObject, options) as unknown
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined

/** An operator on the values of its arguments. */
const onValues =
  (compute: (values: unknown[], options: Options) => unknown): Operator =>
  (doc, expression, options) =>
    compute(
      list(expression).map(part => evaluate(doc, part, options)),
      options,
    )

const comparing = (holds: (order: number) => boolean | number): Operator =>
  onValues((values, { collation }) => {
    if (values.length !== 2)
      throw new MongoFailure(16020, `Expression takes exactly 2 arguments. ${values.length} were passed in.`)
    const strings = (collation as unknown as { compare?: (a: string, b: string) => number } | undefined)?.compare
    return holds(compareValues(values[0], values[1], strings))
  })

/** Dates and numbers; null for null. */
function sum(values: unknown[]): unknown {
  let total: BsonNumber = 0
  let hasDate = false
  for (const value of values) {
    if (isMissing(value)) return null
    if (value instanceof Date) hasDate = true
    else if (!isNumber(value)) throw typeMismatch(`$add only supports numeric or date types, not ${typeNameOf(value)}`)
    total = calculate(total, '+', value instanceof Date ? value.getTime() : value)
  }
  return hasDate ? new Date(toDouble(total)) : total
}

function subtract([left, right]: unknown[]): unknown {
  if (isMissing(left) || isMissing(right)) return null
  if (left instanceof Date) {
    if (right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime())
    if (isNumber(right)) return new Date(left.getTime() - toDouble(right))
  }
  if (isNumber(left) && isNumber(right)) return calculate(left, '-', right)
  throw typeMismatch(`can't $subtract ${typeNameOf(right)} from ${typeNameOf(left)}`)
}

function multiply(values: unknown[]): unknown {
  return values.reduce((product, value) => {
    if (isMissing(product) || isMissing(value)) return null
    if (!isNumber(value)) throw typeMismatch(`$multiply only supports numeric types, not ${typeNameOf(value)}`)
    return calculate(product as BsonNumber, '*', value)
  }, 1)
}

function divide([left, right]: unknown[]): unknown {
  if (isMissing(left) || isMissing(right)) return null
  if (!isNumber(left) || !isNumber(right))
    throw typeMismatch(`$divide only supports numeric types, not ${typeNameOf(left)} and ${typeNameOf(right)}`)
  if (toDouble(right) === 0) throw badValue("can't $divide by zero")
  const quotient = toDouble(left) / toDouble(right)
  return tagOf(left) === 'Decimal128' || tagOf(right) === 'Decimal128'
    ? Decimal128.fromString(String(quotient))
    : asDouble(quotient)
}

/** mingo knows only JavaScript's numbers: hands it those, of the same value. */
const withPlainNumbers =
  (original: Operator): Operator =>
  (doc, expression, options) => {
    const values = list(expression).map(part => {
      const value = evaluate(doc, part, options)
      if (typeof value !== 'number' && isNumber(value)) return toDouble(value)
      return typeof value === 'string' || isDoc(value) ? { $literal: value } : (value ?? null)
    })
    return original(doc, Array.isArray(expression) ? values : values[0], options)
  }

function convert(value: unknown, to: unknown): unknown {
  if (isMissing(value)) return null
  const kind = typeof to === 'string' ? to : typeNameOfNumber(to)
  const make = lookUp(CONVERSIONS, kind)
  if (!make) throw badValue(`Unknown type name: ${kind}`)
  const converted = make(value)
  if (converted === undefined)
    throw new MongoFailure(
      241,
      `Unsupported conversion or failed to parse from ${typeNameOf(value)} to ${kind} in $convert`,
    )
  return converted
}
const typeNameOfNumber = (to: unknown) =>
  Object.keys(CONVERSIONS).find(name => typeNumbers(name)[0] === Number(to)) ?? String(to)

function toNumber(kind: NumberKind, value: unknown): unknown {
  if (isNumber(value)) return toKind(value, kind) ?? undefined
  if (typeof value === 'boolean') return toKind(value ? 1 : 0, kind)
  if (value instanceof Date && kind !== 'int') return toKind(Long.fromNumber(value.getTime()), kind)
  if (typeof value !== 'string') return undefined
  if (!(kind === 'int' || kind === 'long' ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i).test(value))
    return undefined
  if (kind === 'decimal') return Decimal128.fromString(value)
  return kind === 'long'
    ? Long.fromBigInt(parseDecimal(value.replace('+', '')).digits)
    : (toKind(Number(value), kind) ?? undefined)
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  const date = isNumber(value)
    ? new Date(toDouble(value))
    : typeof value === 'string'
      ? new Date(/\dT.*\d$/.test(value) && !/(Z|[+-]\d\d:?\d\d)$/.test(value) ? `${value}Z` : value)
      : undefined
  return date && !Number.isNaN(date.getTime()) ? date : undefined
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (isNumber(value) || typeof value === 'boolean' || value instanceof ObjectId)
    return String(value instanceof Double ? value.value : value)
  return undefined
}

const CONVERSIONS: Record<string, (value: unknown) => unknown> = {
  double: value => toNumber('double', value),
  int: value => toNumber('int', value),
  long: value => toNumber('long', value),
  decimal: value => toNumber('decimal', value),
  string: toText,
  bool: value => (isNumber(value) || typeof value === 'boolean' ? isTruthy(value) : true),
  date: toDate,
  objectId: value =>
    value instanceof ObjectId
      ? value
      : typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)
        ? new ObjectId(value)
        : undefined,
}
const converting = (to: string): Operator => onValues(([value]) => convert(value, to))

const convertOperator: Operator = (doc, expression, options) => {
  if (!isDoc(expression)) throw badValue('$convert expects an object of named arguments')
  const argument = (name: string) => evaluate(doc, expression[name], options)
  const input = argument('input')
  if (isMissing(input)) return 'onNull' in expression ? argument('onNull') : null
  try {
    return convert(input, argument('to'))
  } catch (error) {
    if (!('onError' in expression)) throw error
    return argument('onError')
  }
}

const isIn = onValues(([value, items]) => {
  if (!Array.isArray(items))
    throw new MongoFailure(40081, `$in requires an array as a second argument, found: ${typeNameOf(items)}`)
  return items.some(item => areEqual(item, value))
})

/** `$sum` and the like: over one array, or over their arguments, or (inside mingo's stages) over documents. */
const accumulating =
  (name: string): Operator =>
  (doc, expression, options) => {
    if (Array.isArray(doc))
      return accumulate(
        name,
        doc.map(item => evaluate(item, expression, at(item, options))),
      )
    const values = list(expression).map(part => evaluate(doc, part, options))
    return accumulate(name, values.length === 1 && Array.isArray(values[0]) ? values[0] : values)
  }

const at = (root: unknown, options: Options): Options =>
  (options as unknown as { update: (locals: object) => Options }).update({ root })

const MATH = { $abs, $ceil, $exp, $floor, $ln, $log, $log10, $mod, $pow, $round, $sqrt, $trunc } as unknown as Record<
  string,
  Operator
>

/** mingo's operators that would be wrong for BSON's types, anew. */
export const PATCHED_OPERATORS: Record<`$${string}`, Operator> = {
  $eq: comparing(order => order === 0),
  $ne: comparing(order => order !== 0),
  $gt: comparing(order => order > 0),
  $gte: comparing(order => order >= 0),
  $lt: comparing(order => order < 0),
  $lte: comparing(order => order <= 0),
  $cmp: comparing(Math.sign),
  $add: onValues(sum),
  $subtract: onValues(subtract),
  $multiply: onValues(multiply),
  $divide: onValues(divide),
  ...Object.fromEntries(Object.entries(MATH).map(([name, original]) => [name, withPlainNumbers(original)])),
  $in: isIn,
  $and: (doc, expression, options) => list(expression).every(part => isTruthy(evaluate(doc, part, options))),
  $or: (doc, expression, options) => list(expression).some(part => isTruthy(evaluate(doc, part, options))),
  $not: onValues(([value]) => !isTruthy(value)),
  $type: onValues(([value]) => typeNameOf(value)),
  $isNumber: onValues(([value]) => isNumber(value)),
  $convert: convertOperator,
  $toString: converting('string'),
  $toObjectId: converting('objectId'),
  $toDate: converting('date'),
  $toBool: converting('bool'),
  $toInt: converting('int'),
  $toLong: converting('long'),
  $toDouble: converting('double'),
  $toDecimal: converting('decimal'),
  $sum: accumulating('$sum'),
  $avg: accumulating('$avg'),
  $min: accumulating('$min'),
  $max: accumulating('$max'),
  $mergeObjects: accumulating('$mergeObjects'),
  $function: () => {
    throw refused('$function')
  },
}
