import { Long, Timestamp } from 'bson'
import { type CompareStrings, compareValues } from '../bson/compare.js'
import { type BsonNumber, calculate, isNumber, kindOf, toDouble, toKind } from '../bson/numbers.js'
import { type Doc, isDoc, typeNameOf } from '../bson/types.js'
import { badValue, typeMismatch } from '../errors.js'
import { addToSet, pop, pull, pullAll, push } from './arrayOperators.js'
import { REMOVED } from './targets.js'

export interface OperatorContext {
  now: Date
  strings: CompareStrings | undefined
}

/** Computes the new value of a field; undefined leaves it as it is. */
export type UpdateOperator = (old: unknown, operand: unknown, context: OperatorContext, path: string) => unknown

export const UPDATE_OPERATORS: Record<string, { apply: UpdateOperator; creates: boolean }> = {
  $set: { apply: (_, operand) => operand, creates: true },
  $setOnInsert: { apply: (_, operand) => operand, creates: true },
  $unset: { apply: () => REMOVED, creates: false },
  $inc: { apply: increment, creates: true },
  $mul: { apply: multiply, creates: true },
  $min: {
    apply: (old, operand, { strings }) => (isBetter(old, operand, -1, strings) ? operand : undefined),
    creates: true,
  },
  $max: {
    apply: (old, operand, { strings }) => (isBetter(old, operand, 1, strings) ? operand : undefined),
    creates: true,
  },
  $currentDate: { apply: (_, operand, { now }) => currentDate(operand, now), creates: true },
  $bit: { apply: bit, creates: true },
  $push: { apply: push, creates: true },
  $addToSet: { apply: addToSet, creates: true },
  $pop: { apply: pop, creates: false },
  $pull: { apply: pull, creates: false },
  $pullAll: { apply: pullAll, creates: false },
}

function increment(old: unknown, operand: unknown, _: OperatorContext, path: string): BsonNumber {
  const by = requireNumber(operand, 'increment', path)
  return old === undefined ? by : calculate(requireTarget(old, '$inc', path), '+', by)
}

function multiply(old: unknown, operand: unknown, _: OperatorContext, path: string): BsonNumber {
  const by = requireNumber(operand, 'multiply', path)
  return old === undefined ? (toKind(0, kindOf(by)) ?? 0) : calculate(requireTarget(old, '$mul', path), '*', by)
}

function requireNumber(operand: unknown, verb: string, path: string): BsonNumber {
  if (!isNumber(operand))
    throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`)
  return operand
}

function requireTarget(old: unknown, operator: string, path: string): BsonNumber {
  if (isNumber(old)) return old
  throw typeMismatch(
    `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' has non-numeric type ${typeNameOf(old)}`,
  )
}

const isBetter = (old: unknown, operand: unknown, sign: 1 | -1, strings?: CompareStrings) =>
  old === undefined || compareValues(operand, old, strings) * sign > 0

function currentDate(operand: unknown, now: Date): unknown {
  if (operand === true || (isDoc(operand) && operand.$type === 'date')) return now
  if (isDoc(operand) && operand.$type === 'timestamp') {
    return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  }
  throw badValue('$currentDate takes true or a document with $type "date" or "timestamp"')
}

function bit(old: unknown, operand: unknown, _: OperatorContext, path: string): BsonNumber {
  if (!isDoc(operand)) throw badValue('The $bit modifier is not compatible with a non-document')
  const start = old === undefined ? 0 : requireTarget(old, '$bit', path)
  const operands = Object.entries(operand as Doc) as [string, BsonNumber][]
  const isLong = [start, ...operands.map(([, value]) => value)].some(value => kindOf(value) === 'long')
  const result = operands.reduce(
    (value, [name, by]) => applyBit(value, name, BigInt(toDouble(by))),
    BigInt(toDouble(start)),
  )
  return isLong ? Long.fromBigInt(result) : Number(BigInt.asIntN(32, result))
}

function applyBit(value: bigint, name: string, by: bigint): bigint {
  if (name === 'and') return value & by
  if (name === 'or') return value | by
  if (name === 'xor') return value ^ by
  throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
}
