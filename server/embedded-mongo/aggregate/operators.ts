import { createRequire } from 'node:module'
import { Long, ObjectId } from 'bson'
import { evalExpr } from 'mingo/core'
import type { AnyObject, Options } from 'mingo/types'
import { areEqual, type CompareStrings, compareValues } from '../bson/compare.js'
import { type BsonNumber, calculate, divide, isNumber, kindOf, toDouble, toKind, widest } from '../bson/numbers.js'
import { type Doc, isDoc, lookUp, typeNameOf } from '../bson/types.js'
import { badValue, MongoFailure, refused, typeMismatch } from '../errors.js'
import { isTruthy } from '../query/match.js'
import { ACCUMULATORS, accumulate } from './accumulators.js'

type Operator = (doc: unknown, expression: unknown, options: Options) => unknown

const requireModule = createRequire(import.meta.url)
let loaded: Record<string, Operator> | undefined
/** mingo's operators are hundreds of modules: loaded when the first expression needs one, not when the server starts. */
const mingo = () => (loaded ??= requireModule('mingo/operators/expression') as Record<string, Operator>)
const ofMingo =
  (name: string): Operator =>
  (doc, expression, options) =>
    mingo()[name]!(doc, expression, options)
const evaluate = (doc: unknown, expression: unknown, options: Options) =>
  evalExpr(doc as AnyObject, expression as AnyObject, options) as unknown
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined
const isTrue: Operator = (doc, condition, options) => isTruthy(evaluate(doc, condition, options))

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
    requireTwo(values)
    const strings = (collation as unknown as { compare?: CompareStrings } | undefined)?.compare
    return holds(compareValues(values[0], values[1], strings))
  })

type Compute = (a: BsonNumber, b: BsonNumber) => BsonNumber

/** Numbers in the wider of their types; null for null. Without a result for nothing it takes two. */
const calculating = (name: string, compute: Compute, ofNothing?: number): Operator =>
  onValues(values => {
    if (ofNothing === undefined) requireTwo(values)
    if (values.some(isMissing)) return null
    const dates = values.filter(value => value instanceof Date).length
    if (name === '$add' ? dates === 1 : name === '$subtract' && values[0] instanceof Date)
      return shift(values, compute, dates)
    requireNumbers(name, values)
    return values.length === 0 ? ofNothing : values.reduce(compute)
  })

/** A date and a number make a date; of two dates the difference is a long. */
function shift(values: unknown[], compute: Compute, dates: number): unknown {
  const millis = values.map(value => (value instanceof Date ? Long.fromNumber(value.getTime()) : value))
  requireNumbers('$add and $subtract', millis)
  const result = millis.reduce(compute)
  return dates === 1 ? new Date(toDouble(result)) : result
}

function requireTwo(values: unknown[]): void {
  if (values.length !== 2)
    throw new MongoFailure(16020, `Expression takes exactly 2 arguments. ${values.length} were passed in.`)
}

function requireNumbers(name: string, values: unknown[]): asserts values is BsonNumber[] {
  const wrong = values.find(value => !isNumber(value))
  if (wrong !== undefined) throw typeMismatch(`${name} only supports numeric types, not ${typeNameOf(wrong)}`)
}

const notByZero = (b: BsonNumber, name: string): BsonNumber => {
  if (toDouble(b) === 0) throw badValue(`can't ${name} by zero`)
  return b
}

/** mingo knows only JavaScript's numbers: hands it those, and gives a number as the result its type back. */
const withPlainNumbers =
  (name: string): Operator =>
  (doc, expression, options) => {
    const values = list(expression).map(part => evaluate(doc, part, options))
    const numbers = values.filter(isNumber)
    if (!numbers.every(isPlain)) throw refused(`${name} of a decimal, or of a long beyond 2^53,`)
    const plain = values.map(value => ({ $literal: isNumber(value) ? toDouble(value) : (value ?? null) }))
    const result = mingo()[name]!(doc, Array.isArray(expression) ? plain : plain[0], options)
    return numbers.length === values.length && isNumber(result) ? toKind(result, widest(numbers)) : result
  }

const isPlain = (number: BsonNumber) =>
  kindOf(number) !== 'decimal' && (kindOf(number) !== 'long' || Number.isSafeInteger(toDouble(number)))

/** `$sum` and the like outside of groups: over one array, or over their arguments. */
const accumulating = (name: string): Operator =>
  onValues(values =>
    accumulate(ACCUMULATORS[name]!, values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
  )

const isIn = onValues(([value, items]) => {
  if (!Array.isArray(items))
    throw new MongoFailure(40081, `$in requires an array as a second argument, found: ${typeNameOf(items)}`)
  return items.some(item => areEqual(item, value))
})

const choose: Operator = (doc, expression, options) => {
  const { if: test, then: yes, else: no } = isDoc(expression) ? expression : ({} as Doc)
  const [condition, first, second] = Array.isArray(expression) ? expression : [test, yes, no]
  return evaluate(doc, isTrue(doc, condition, options) ? first : second, options)
}

function toText(value: unknown): unknown {
  if (isMissing(value)) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || isNumber(value) || typeof value === 'boolean' || value instanceof ObjectId)
    return String(value)
  throw new MongoFailure(241, `Unsupported conversion from ${typeNameOf(value)} to string in $convert`)
}

const named = (names: string, make: (name: string) => Operator): Record<string, Operator> =>
  Object.fromEntries(names.split(' ').map(name => [name, make(name)]))

/** The operators of expressions. Those that mingo has right for every BSON type are mingo's. */
const OPERATORS: Record<string, Operator> = {
  ...named(
    '$literal $let $map $reduce $getField $setField $unsetField $objectToArray $arrayToObject $concatArrays $isArray $size $first $last $reverseArray $ifNull $concat $toLower $toUpper $trim $ltrim $rtrim $split $strLenCP $replaceOne $replaceAll $regexMatch $rand $dateToString $dateTrunc $year $month $dayOfMonth $dayOfWeek $dayOfYear $hour $minute $second',
    ofMingo,
  ),
  ...named('$abs $ceil $floor $round $trunc $range $arrayElemAt $slice $substrCP', withPlainNumbers),
  ...named('$sum $avg $min $max $mergeObjects', accumulating),
  $eq: comparing(order => order === 0),
  $ne: comparing(order => order !== 0),
  $gt: comparing(order => order > 0),
  $gte: comparing(order => order >= 0),
  $lt: comparing(order => order < 0),
  $lte: comparing(order => order <= 0),
  $cmp: comparing(Math.sign),
  $add: calculating('$add', (a, b) => calculate(a, '+', b), 0),
  $subtract: calculating('$subtract', (a, b) => calculate(a, '-', b)),
  $multiply: calculating('$multiply', (a, b) => calculate(a, '*', b), 1),
  $divide: calculating('$divide', (a, b) => divide(a, notByZero(b, '$divide'))),
  $mod: calculating('$mod', (a, b) => calculate(a, '%', notByZero(b, '$mod'))),
  $in: isIn,
  $and: (doc, expression, options) => list(expression).every(part => isTrue(doc, part, options)),
  $or: (doc, expression, options) => list(expression).some(part => isTrue(doc, part, options)),
  $not: onValues(([value]) => !isTruthy(value)),
  $cond: choose,
  $filter: (doc, expression, options) =>
    mingo().$filter!(doc, { ...(expression as Doc), cond: { $and: [(expression as Doc).cond] } }, options),
  $type: onValues(([value]) => typeNameOf(value)),
  $isNumber: onValues(([value]) => isNumber(value)),
  $toString: onValues(([value]) => toText(value)),
}

/** Throws for an operator that there is not, which is the client's mistake, or not here. */
export function requireOperator(name: string): void {
  if (lookUp(OPERATORS, name)) return
  throw lookUp(mingo(), name) || name === '$toObjectId'
    ? refused(`The expression ${name}`)
    : new MongoFailure(168, `Unrecognized expression '${name}'`)
}

export { OPERATORS }
