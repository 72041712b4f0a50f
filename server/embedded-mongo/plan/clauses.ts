import { areEqual } from '../bson/compare.js'
import { type Doc, isDoc, RANK, rankOf } from '../bson/types.js'
import { compileFilter, isOperators } from '../query/match.js'
import { isIndex } from '../query/paths.js'

/** One condition that every result fulfils: an operator on a path. */
export interface Clause {
  path: string
  operator: string
  operand: unknown
  /** `$options` and the like. */
  siblings: Doc
}

export interface Clauses {
  fields: Clause[]
  /** The branches of each `$or`. */
  ors: Doc[][]
  text?: Doc
}

/** Takes a filter apart into the conditions that all hold. */
export function collectClauses(filter: Doc, into: Clauses = { fields: [], ors: [] }): Clauses {
  for (const key of Object.keys(filter)) {
    const value = filter[key]
    if (key === '$and') for (const branch of value as Doc[]) collectClauses(branch, into)
    else if (key === '$or') into.ors.push(value as Doc[])
    else if (key === '$text') into.text = value as Doc
    else if (!key.startsWith('$')) into.fields.push(...fieldClauses(key, value))
  }
  return into
}

function fieldClauses(path: string, condition: unknown): Clause[] {
  // a number in a path may be a position or a name: indexes know neither
  if (path.split('.').some(isIndex)) return []
  if (!isOperators(condition)) {
    return [{ path, operator: rankOf(condition) === RANK.regex ? '$regex' : '$eq', operand: condition, siblings: {} }]
  }
  return Object.keys(condition).flatMap(operator => {
    const operand = condition[operator]
    const clause = { path, operator, operand, siblings: condition }
    return operator === '$elemMatch' ? [clause, ...elementClauses(path, operand)] : [clause]
  })
}

/** `{ a: { $elemMatch: { b: 1 } } }` implies `{ 'a.b': 1 }`. */
function elementClauses(path: string, operand: unknown): Clause[] {
  if (!isDoc(operand) || isOperators(operand)) return []
  return collectClauses(operand).fields.map(clause => ({ ...clause, path: `${path}.${clause.path}` }))
}

const COMPARISONS = new Set([
  '$eq',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$regex',
  '$type',
  '$size',
  '$mod',
  '$all',
  '$elemMatch',
])

/** Whether a clause can only be true of documents that have the field. */
export function needsField({ operator, operand }: Clause): boolean {
  if (operator === '$exists') return Boolean(operand)
  if (operator === '$in' || operator === '$all')
    return Array.isArray(operand) && operand.length > 0 && !operand.includes(null)
  return COMPARISONS.has(operator) && operand !== null && operand !== undefined
}

/** Whether the query's clauses say at least what the filter of a partial index says. */
export function implies(clauses: Clause[], partial: Doc): boolean {
  return Object.keys(partial).every(path => {
    const condition = partial[path]
    if (path === '$and') return (condition as Doc[]).every(branch => implies(clauses, branch))
    if (path.startsWith('$')) return false
    return fieldClauses(path, condition).every(wanted =>
      clauses.some(clause => clause.path === path && impliesClause(clause, wanted)),
    )
  })
}

function impliesClause(clause: Clause, wanted: Clause): boolean {
  if (clause.operator === wanted.operator && areEqual(clause.operand, wanted.operand) && clause.operator !== '$regex')
    return true
  if (wanted.operator === '$exists' && wanted.operand) return needsField(clause)
  const matches = compileFilter({ value: { [wanted.operator]: wanted.operand } })
  const isEquality = clause.operator === '$eq' && !Array.isArray(clause.operand) && clause.operand !== null
  if (isEquality) return matches({ value: clause.operand })
  if (clause.operator === '$in' && Array.isArray(clause.operand)) {
    return clause.operand.every(
      value => value !== null && !Array.isArray(value) && rankOf(value) !== RANK.regex && matches({ value }),
    )
  }
  const sides = RANGE_SIDES[wanted.operator]
  return sides?.includes(clause.operator) === true && matches({ value: clause.operand })
}

/** `> 5` implies `> 3` and `>= 3`, when 5 itself fulfils the weaker one. */
const RANGE_SIDES: Record<string, string[]> = {
  $gt: ['$gt', '$gte'],
  $gte: ['$gt', '$gte'],
  $lt: ['$lt', '$lte'],
  $lte: ['$lt', '$lte'],
}
