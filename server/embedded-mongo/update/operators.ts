import { areEqual, type CompareStrings, compareValues } from '../bson/compare.js'
import { type BsonNumber, calculate, isNumber, kindOf, toDouble, toKind } from '../bson/numbers.js'
import { isDoc, RANK, rankOf, typeNameOf } from '../bson/types.js'
import { badValue, refused, typeMismatch } from '../errors.js'
import { compileElement, type MatchContext } from '../query/match.js'
import { parseSort, sortValue } from '../query/sort.js'
import { REMOVED } from './targets.js'

export interface OperatorContext {
  now: Date
  match: MatchContext
}

/** Computes the new value of a field; undefined leaves it as it is. */
export type UpdateOperator = (old: unknown, operand: unknown, context: OperatorContext, path: string) => unknown

const stringsOf = ({ match }: OperatorContext) => match.collation?.compare

export const UPDATE_OPERATORS: Record<string, UpdateOperator> = {
  $set: (_, operand) => operand,
  $setOnInsert: (_, operand) => operand,
  $unset: () => REMOVED,
  $inc: (old, operand, _, path) => {
    const by = requireNumber('increment', operand, path)
    return old === undefined ? by : calculate(requireTarget('$inc', old, path), '+', by)
  },
  $mul: (old, operand, _, path) => {
    const by = requireNumber('multiply', operand, path)
    return old === undefined ? toKind(0, kindOf(by)) : calculate(requireTarget('$mul', old, path), '*', by)
  },
  $min: (old, operand, context) => further(old, operand, -1, stringsOf(context)),
  $max: (old, operand, context) => further(old, operand, 1, stringsOf(context)),
  $currentDate: (_, operand, { now }) => {
    if (operand === true || (isDoc(operand) && operand.$type === 'date')) return now
    throw refused('$currentDate of another type than date')
  },
  $push: (old, operand, context, path) => {
    const items = requireArray('$push', old, path)
    if (!isDoc(operand) || !('$each' in operand)) return [...items, operand]
    const { $each, $position, $sort, $slice, ...unknown } = operand
    for (const name of Object.keys(unknown)) throw badValue(`Unrecognized clause in $push: ${name}`)
    const at = $position === undefined ? items.length : requireInteger('$position', $position)
    items.splice(at, 0, ...requireEach($each))
    if ($sort !== undefined) items.sort(orderBy($sort, stringsOf(context)))
    if ($slice === undefined) return items
    const count = requireInteger('$slice', $slice)
    return count < 0 ? items.slice(count) : items.slice(0, count)
  },
  $addToSet: (old, operand, context, path) => {
    const items = requireArray('$addToSet', old, path)
    const added = isDoc(operand) && '$each' in operand ? requireEach(operand.$each) : [operand]
    for (const item of added) if (!items.some(known => areEqual(known, item, stringsOf(context)))) items.push(item)
    return items
  },
  $pop: (old, operand, _, path) => {
    const end = requireInteger('$pop', operand)
    if (end !== 1 && end !== -1) throw badValue(`$pop expects 1 or -1, found: ${end}`)
    const items = requireArray('$pop', old, path)
    return end === 1 ? items.slice(0, -1) : items.slice(1)
  },
  $pull: (old, operand, context, path) => {
    const matches = pulled(operand, context)
    return requireArray('$pull', old, path).filter(item => !matches(item))
  },
  $pullAll: (old, operand, context, path) => {
    if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument')
    const isGone = (item: unknown) => operand.some(gone => areEqual(item, gone, stringsOf(context)))
    return requireArray('$pullAll', old, path).filter(item => !isGone(item))
  },
}

/** These have nothing to change in a field that is not there; the others make it. */
export const NEEDS_FIELD = new Set(['$unset', '$pop', '$pull', '$pullAll'])

function further(old: unknown, operand: unknown, sign: 1 | -1, strings?: CompareStrings): unknown {
  return old === undefined || compareValues(operand, old, strings) * sign > 0 ? operand : undefined
}

function pulled(operand: unknown, { match }: OperatorContext): (item: unknown) => boolean {
  if (isDoc(operand)) return compileElement(operand, match)
  if (rankOf(operand) === RANK.regex) return compileElement({ $regex: operand }, match)
  return item => areEqual(item, operand, match.collation?.compare)
}

function orderBy(sort: unknown, strings?: CompareStrings): (a: unknown, b: unknown) => number {
  if (isNumber(sort)) return (a, b) => compareValues(a, b, strings) * toDouble(sort)
  const fields = parseSort(sort).map(({ path, direction }) => ({ parts: path.split('.'), direction }))
  return (a, b) => {
    for (const { parts, direction } of fields) {
      const [x, y] = [a, b].map(item => (isDoc(item) ? sortValue(item, parts, direction, strings) : null))
      const order = compareValues(x, y, strings) * direction
      if (order !== 0) return order
    }
    return 0
  }
}

function requireNumber(verb: string, operand: unknown, path: string): BsonNumber {
  if (isNumber(operand)) return operand
  throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`)
}

function requireTarget(operator: string, old: unknown, path: string): BsonNumber {
  if (isNumber(old)) return old
  throw typeMismatch(
    `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' has non-numeric type ${typeNameOf(old)}`,
  )
}

/** A copy of the field's items. */
function requireArray(operator: string, old: unknown, path: string): unknown[] {
  if (old === undefined) return []
  if (Array.isArray(old)) return [...old]
  throw badValue(
    operator === '$push'
      ? `The field '${path}' must be an array but is of type ${typeNameOf(old)}`
      : `Cannot apply ${operator} to non-array field. Field named '${path}' has non-array type ${typeNameOf(old)}`,
  )
}

function requireEach(each: unknown): unknown[] {
  if (Array.isArray(each)) return each
  throw badValue(`The argument to $each must be an array but it was of type ${typeNameOf(each)}`)
}

function requireInteger(name: string, value: unknown): number {
  const number = isNumber(value) ? toDouble(value) : Number.NaN
  if (Number.isInteger(number)) return number
  throw badValue(`The value for ${name} must be an integer value but was given type: ${typeNameOf(value)}`)
}
