import { compareValues } from '../bson/compare.js'
import { type Doc, isDoc, RANK, rankOf, tagOf } from '../bson/types.js'
import { badValue, failedToParse, refused } from '../errors.js'
import type { Collation } from './collation.js'
import { FIELD_OPERATORS, type FieldOperator } from './matchOperators.js'
import { type LeafMode, someAtPath } from './paths.js'

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
  const all = Object.keys(filter).map(key => compileClause(key, filter[key], context))
  if (all.length === 1) return all[0]!
  return doc => all.every(matches => matches(doc))
}

function compileClause(key: string, value: unknown, context: MatchContext): Predicate {
  if (!key.startsWith('$')) return compileField(key, value, context)
  switch (key) {
    case '$and':
    case '$or':
    case '$nor':
      return compileLogical(key, value, context)
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

function compileLogical(operator: '$and' | '$or' | '$nor', value: unknown, context: MatchContext): Predicate {
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${operator} argument must be a non-empty array`)
  const branches = value.map(branch => {
    if (!isDoc(branch)) throw badValue(`${operator} argument's entries must be objects`)
    return compileFilter(branch, context)
  })
  if (operator === '$and') return doc => branches.every(matches => matches(doc))
  if (operator === '$or') return doc => branches.some(matches => matches(doc))
  return doc => !branches.some(matches => matches(doc))
}

/** A condition that consists of operators, as opposed to a document to be equal to. */
export function isOperators(condition: unknown): condition is Doc {
  if (!isDoc(condition)) return false
  const first = Object.keys(condition)[0]
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first)
}

function compileField(path: string, condition: unknown, context: MatchContext): Predicate {
  const parts = path.split('.')
  if (!isOperators(condition)) {
    const operator = rankOf(condition) === RANK.regex ? '$regex' : '$eq'
    return compileOperator(parts, operator, condition, {}, context, 'elements')
  }
  const all = compileOperators(parts, condition, context, 'elements')
  return all.length === 1 ? all[0]! : doc => all.every(matches => matches(doc))
}

function compileOperators(parts: string[], condition: Doc, context: MatchContext, mode: LeafMode): Predicate[] {
  return Object.keys(condition)
    .filter(name => name !== '$options' && name !== '$comment')
    .map(name => compileOperator(parts, name, condition[name], condition, context, mode))
}

function compileOperator(
  parts: string[],
  name: string,
  operand: unknown,
  siblings: Doc,
  context: MatchContext,
  mode: LeafMode,
): Predicate {
  if (name === '$not') return negate(compileNot(parts, operand, context, mode))
  if (name === '$ne') return negate(compileOperator(parts, '$eq', operand, siblings, context, mode))
  if (name === '$nin') return negate(compileOperator(parts, '$in', operand, siblings, context, mode))
  if (name === '$elemMatch') return compileElemMatch(parts, operand, context)
  if (name === '$all') return compileAll(parts, operand, context, mode)
  const operator: FieldOperator | undefined = FIELD_OPERATORS[name]
  if (!operator) throw badValue(`unknown operator: ${name}`)
  const { test, mode: ownMode } = operator(operand, siblings, context.collation?.compare)
  const leafMode = ownMode ?? mode
  if (name === '$exists' && !operand) {
    return doc => !someAtPath(doc, parts, value => value !== undefined, leafMode)
  }
  return doc => someAtPath(doc, parts, test, leafMode)
}

const negate =
  (matches: Predicate): Predicate =>
  doc =>
    !matches(doc)

function compileNot(parts: string[], operand: unknown, context: MatchContext, mode: LeafMode): Predicate {
  if (rankOf(operand) === RANK.regex) return compileOperator(parts, '$regex', operand, {}, context, mode)
  if (!isOperators(operand)) throw badValue('$not needs a regex or a document')
  const all = compileOperators(parts, operand, context, mode)
  return doc => all.every(matches => matches(doc))
}

/** `$elemMatch` looks only at arrays: one element that fulfils everything. */
export function compileElement(operand: unknown, context: MatchContext): (item: unknown) => boolean {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  if (isOperators(operand) && !['$and', '$or', '$nor', '$expr', '$where'].includes(Object.keys(operand)[0]!)) {
    const all = compileOperators(['item'], operand, context, 'whole')
    return item => all.every(matches => matches({ item }))
  }
  const matches = compileFilter(operand, context)
  return item => (isDoc(item) ? matches(item) : Array.isArray(item) && matches({ ...item } as unknown as Doc))
}

function compileElemMatch(parts: string[], operand: unknown, context: MatchContext): Predicate {
  const element = compileElement(operand, context)
  return doc => someAtPath(doc, parts, value => Array.isArray(value) && value.some(element), 'whole')
}

function compileAll(parts: string[], operand: unknown, context: MatchContext, mode: LeafMode): Predicate {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const all = operand.map(item => {
    if (isDoc(item) && '$elemMatch' in item) return compileElemMatch(parts, item.$elemMatch, context)
    if (isOperators(item)) throw badValue('no $ expressions in $all')
    const name = rankOf(item) === RANK.regex ? '$regex' : '$eq'
    return compileOperator(parts, name, item, {}, context, mode)
  })
  return doc => all.every(matches => matches(doc))
}

/** What `$expr`, `$cond` and the like take for true. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return rankOf(value) !== RANK.number || compareValues(value, 0) !== 0
}

/** The document's own rule for filters: they are documents. */
export function requireDoc(value: unknown, name: string): Doc {
  if (isDoc(value)) return value
  if (value === undefined || value === null) return {}
  throw failedToParse(`Expected field ${name} to be of type object, but found ${tagOf(value) ?? typeof value}`)
}
