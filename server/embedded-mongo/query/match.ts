import { BSONRegExp } from 'bson'
import { type CompareStrings, compareValues } from '../bson/compare.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc, lookUp, RANK, rankOf, regexText, toRegExp, typeNumberOf, typeNumbers } from '../bson/types.js'
import { badValue, refused } from '../errors.js'
import type { Collation } from './collation.js'
import { type LeafMode, type LeafTest, someAtPath } from './paths.js'

export type Predicate = (doc: Doc) => boolean

export interface MatchContext {
  collation?: Collation | undefined
  /** Compiles `$expr`; handed in because expressions belong to aggregation. */
  compileExpression?: (expression: unknown) => (doc: Doc) => unknown
  /** Answers `$text`, where the collection has a text index. */
  matchText?: ((search: Doc) => Predicate) | undefined
}

/** Compiles a query filter. Throws MongoDB's errors for what it would not accept. */
export function compileFilter(filter: Doc, context: MatchContext = {}): Predicate {
  return allOf(Object.keys(filter).map(key => compileClause(key, filter[key], context)))
}

const allOf = (all: Predicate[]): Predicate => (all.length === 1 ? all[0]! : doc => all.every(matches => matches(doc)))
const not =
  (matches: Predicate): Predicate =>
  doc =>
    !matches(doc)

function compileClause(key: string, value: unknown, context: MatchContext): Predicate {
  if (!key.startsWith('$')) return compileField(key.split('.'), value, context, 'elements')
  switch (key) {
    case '$and':
      return allOf(branches(key, value, context))
    case '$or':
      return anyOf(branches(key, value, context))
    case '$nor':
      return not(anyOf(branches(key, value, context)))
    case '$expr': {
      if (!context.compileExpression) throw badValue('$expr is not allowed here')
      const compute = context.compileExpression(value)
      return doc => isTruthy(compute(doc))
    }
    case '$text':
      if (!context.matchText) throw badValue('$text is not allowed here')
      return context.matchText(value as Doc)
    case '$comment':
      return () => true
    case '$where':
    case '$jsonSchema':
      throw refused(key)
    default:
      throw badValue(
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

const anyOf =
  (all: Predicate[]): Predicate =>
  doc =>
    all.some(matches => matches(doc))

function branches(operator: string, value: unknown, context: MatchContext): Predicate[] {
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${operator} argument must be a non-empty array`)
  return value.map(branch => {
    if (!isDoc(branch)) throw badValue(`${operator} argument's entries must be objects`)
    return compileFilter(branch, context)
  })
}

/** A condition that consists of operators, as opposed to a document to be equal to. */
export function isOperators(condition: unknown): condition is Doc {
  if (!isDoc(condition)) return false
  const first = Object.keys(condition)[0]
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first)
}

function compileField(parts: string[], condition: unknown, context: MatchContext, mode: LeafMode): Predicate {
  const operators = isOperators(condition) ? condition : { [isRegex(condition) ? '$regex' : '$eq']: condition }
  const names = Object.keys(operators).filter(name => name !== '$options' && name !== '$comment')
  return allOf(names.map(name => compileOperator(parts, name, operators, context, mode)))
}

const isRegex = (value: unknown) => rankOf(value) === RANK.regex

function compileOperator(
  parts: string[],
  name: string,
  operators: Doc,
  context: MatchContext,
  mode: LeafMode,
): Predicate {
  const operand = operators[name]
  switch (name) {
    case '$ne':
      return not(compileOperator(parts, '$eq', { $eq: operand }, context, mode))
    case '$nin':
      return not(compileOperator(parts, '$in', { $in: operand }, context, mode))
    case '$not':
      if (!isRegex(operand) && !isOperators(operand)) throw badValue('$not needs a regex or a document')
      return not(compileField(parts, operand, context, mode))
    case '$exists':
      return isTruthy(operand) ? somewhere : not(somewhere)
    case '$all':
      return compileAll(parts, operand, context, mode)
    case '$elemMatch': {
      const element = compileElement(operand, context)
      return doc => someAtPath(doc, parts, value => Array.isArray(value) && value.some(element), 'whole')
    }
  }
  function somewhere(doc: Doc) {
    return someAtPath(doc, parts, value => value !== undefined, mode)
  }
  const compile = lookUp(TESTS, name)
  if (!compile) throw /^\$(bits|geo|near)/.test(name) ? refused(name) : badValue(`unknown operator: ${name}`)
  const test = compile(operand, context.collation?.compare, operators.$options)
  return doc => someAtPath(doc, parts, test, name === '$size' ? 'whole' : mode)
}

/** `$elemMatch` looks only at arrays: one element that fulfils everything. */
export function compileElement(operand: unknown, context: MatchContext): (item: unknown) => boolean {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  if (isOperators(operand) && !['$and', '$or', '$nor', '$expr', '$where'].includes(Object.keys(operand)[0]!)) {
    const matches = compileField(['item'], operand, context, 'whole')
    return item => matches({ item })
  }
  const matches = compileFilter(operand, context)
  return item => (isDoc(item) ? matches(item) : Array.isArray(item) && matches({ ...item } as unknown as Doc))
}

function compileAll(parts: string[], operand: unknown, context: MatchContext, mode: LeafMode): Predicate {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const conditions = operand.map(item => {
    if (isOperators(item) && !('$elemMatch' in item)) throw badValue('no $ expressions in $all')
    return compileField(parts, item, context, mode)
  })
  return allOf(conditions)
}

/** What `$expr`, `$cond` and the like take for true. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumber(value) || compareValues(value, 0) !== 0
}

/** The test that one value at a path has to pass. */
type Compile = (operand: unknown, strings?: CompareStrings, options?: unknown) => LeafTest

const TESTS: Record<string, Compile> = {
  $eq: equals,
  $gt: comparing(order => order > 0),
  $gte: comparing(order => order >= 0),
  $lt: comparing(order => order < 0),
  $lte: comparing(order => order <= 0),
  $in: isAmong,
  $type: hasType,
  $size: hasSize,
  $mod: hasRemainder,
  $regex: (operand, _strings, options) => fits(operand, options),
}

/** Equality; null stands for missing too. */
function equals(operand: unknown, strings?: CompareStrings): LeafTest {
  if (operand === null || operand === undefined) return value => value === null || value === undefined
  if (typeof operand === 'string' && !strings) return value => value === operand || compareValues(value, operand) === 0
  return value => value !== undefined && compareValues(value, operand, strings) === 0
}

const isNaNumber = (value: unknown) => isNumber(value) && Number.isNaN(toDouble(value))

/** Comparisons hold only between values of one type, but for MinKey and MaxKey. */
function comparing(holds: (order: number) => boolean): Compile {
  return (operand, strings) => {
    const rank = rankOf(operand)
    if (rank === RANK.regex) throw badValue("Can't have RegEx as arg to predicate over field")
    if (rank === RANK.null) return value => (value === null || value === undefined) && holds(0)
    if (rank === RANK.minKey || rank === RANK.maxKey)
      return value => value !== undefined && holds(compareValues(value, operand))
    const isNaNOperand = isNaNumber(operand)
    return value =>
      rankOf(value) === rank &&
      // NaN is not less or greater than any number, only equal to itself
      (rank !== RANK.number || isNaNOperand === isNaNumber(value)) &&
      holds(compareValues(value, operand, strings))
  }
}

function isAmong(operand: unknown, strings?: CompareStrings): LeafTest {
  if (!Array.isArray(operand)) throw badValue('$in needs an array')
  if (operand.some(isOperators)) throw badValue('cannot nest $ under $in')
  if (!strings && operand.every(item => typeof item === 'string')) {
    const texts = new Set<unknown>(operand)
    return value => texts.has(value)
  }
  const tests = operand.map(item => (isRegex(item) ? fits(item, undefined) : equals(item, strings)))
  return value => tests.some(test => test(value))
}

function hasType(operand: unknown): LeafTest {
  const wanted = new Set([operand].flat().flatMap(item => typeNumbers(isNumber(item) ? toDouble(item) : item)))
  return value => wanted.has(typeNumberOf(value) ?? Number.NaN)
}

function hasSize(operand: unknown): LeafTest {
  const size = isNumber(operand) ? toDouble(operand) : Number.NaN
  if (!Number.isInteger(size) || size < 0) throw badValue('Failed to parse $size. Expected a non-negative integer')
  return value => Array.isArray(value) && value.length === size
}

function hasRemainder(operand: unknown): LeafTest {
  if (!Array.isArray(operand) || operand.length !== 2) throw badValue('malformed mod, needs to be an array of two')
  const [divisor, remainder] = operand.map(item => Math.trunc(isNumber(item) ? toDouble(item) : Number.NaN))
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return value => isNumber(value) && Math.trunc(toDouble(value)) % divisor! === remainder
}

function fits(operand: unknown, options: unknown): LeafTest {
  const expression = toRegExp(operand, options)
  const text = regexText(
    operand instanceof BSONRegExp
      ? operand
      : new BSONRegExp(String(operand), typeof options === 'string' ? options : ''),
  )
  return value =>
    typeof value === 'string' ? expression.test(value) : isRegex(value) && regexText(value as BSONRegExp) === text
}
