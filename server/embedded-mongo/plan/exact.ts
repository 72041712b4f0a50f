import { type Doc, RANK, rankOf } from '../bson/types.js'
import { isOperators } from '../query/match.js'
import type { Plan, Query } from './planner.js'

/** Far below the length at which bounds are cut. */
const PLAIN_BYTES = 1_000
/** Types of which an index key says all that equality asks. */
const EQUATED = new Set<number>([RANK.number, RANK.string, RANK.objectId, RANK.boolean, RANK.date])
/** Types of which it says all that order asks; among numbers, NaN is in the key's order but in no range. */
const ORDERED = new Set<number>([RANK.string, RANK.objectId, RANK.date])
const COMPARISONS = new Set(['$gt', '$gte', '$lt', '$lte'])

/** Whether the entries of a plan are exactly what the filter asks for, so that no document has to be looked into. */
export function isExact(plan: Plan, { filter, collation }: Query): boolean {
  if (plan.kind !== 'index' || plan.index.collation || collation) return false
  const { index, ranges, boundFields } = plan
  if (index.record.multikey.length > 0 || index.record.truncated) return false
  if (ranges.some(bounds => bounds.some(bound => bound.length > PLAIN_BYTES))) return false
  const bound = new Set(index.fields.slice(0, boundFields).map(field => field.path))
  return Object.keys(filter).every(path => bound.has(path) && isPlain(filter[path]))
}

function isPlain(condition: unknown): boolean {
  if (!isOperators(condition)) return isEquated(condition)
  return Object.keys(condition).every(operator =>
    operator === '$eq'
      ? isEquated(condition.$eq)
      : COMPARISONS.has(operator) && ORDERED.has(rankOf((condition as Doc)[operator])),
  )
}

const isEquated = (value: unknown) => EQUATED.has(rankOf(value)) && !Number.isNaN(value)
