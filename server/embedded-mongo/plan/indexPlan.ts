import { successor } from '../bson/keys.js'
import type { Collation } from '../query/collation.js'
import { isIndex } from '../query/paths.js'
import type { SortField } from '../query/sort.js'
import type { Index } from '../store/index.js'
import type { KeyField } from '../store/indexKeys.js'
import { fitBound, treePrefix } from '../store/treeKeys.js'
import { type Clause, implies, needsField } from './clauses.js'
import { boundsOf, type Interval, intersect, intervalsOf, type StringRules } from './intervals.js'

export type Range = [low: Buffer, high: Buffer]

/** A way to answer a query with one index. */
export interface IndexPlan {
  kind: 'index'
  index: Index
  ranges: Range[]
  /** How many leading fields of the index narrow the ranges. */
  boundFields: number
  isReverse: boolean
  /** Gives the results in the order of the wanted sort. */
  isSorted: boolean
  /** At most one entry fulfils it. */
  isUniquePoint: boolean
}

/** More ranges than this cost more than they save. */
const MAX_RANGES = 1_000

/** How the index could serve; undefined when it would miss results. A hinted index serves whatever it holds. */
export function planIndex(
  index: Index,
  clauses: Clause[],
  sort: SortField[],
  collation: Collation | undefined,
  isHinted = false,
): IndexPlan | undefined {
  const { record } = index
  if (index.isText) return undefined
  const isNamed = clauses.some(clause => clause.path === index.fields[0]!.path)
  if (!isHinted && !isNamed && sort.length === 0) return undefined
  if (
    !isHinted &&
    record.partialFilterExpression &&
    (index.collation || collation || !implies(clauses, record.partialFilterExpression))
  )
    return undefined
  if (
    !isHinted &&
    record.sparse &&
    !index.fields.some(field => clauses.some(clause => clause.path === field.path && needsField(clause)))
  )
    return undefined
  const rules = stringRules(index, collation)
  const fields = fieldIntervals(index, clauses, rules)
  const ranges = rangesOf(index, fields)
  const order = sortOrder(index, fields, sort, collation)
  const isPoint =
    fields.length === index.fields.length && fields.every(intervals => intervals.length === 1 && intervals[0]!.isPoint)
  return {
    kind: 'index',
    index,
    ranges,
    boundFields: fields.length,
    isReverse: order === 'reverse',
    isSorted: order !== undefined,
    isUniquePoint: isPoint && index.isUnique,
  }
}

function stringRules({ collation: own }: Index, wanted: Collation | undefined): StringRules {
  if (!own && !wanted) return { fold: undefined, comparable: 'all' }
  return { fold: own?.fold, comparable: own?.signature === wanted?.signature ? 'equality' : 'none' }
}

/** The intervals of the leading fields, up to the first field that nothing is known about. */
function fieldIntervals(index: Index, clauses: Clause[], rules: StringRules): Interval[][] {
  const all: Interval[][] = []
  let isArrayUsed = false
  for (const field of index.fields) {
    const isArray = index.record.multikey.includes(field.path)
    // two conditions on one array may be fulfilled by two of its elements, which are two entries
    if (isArray && isArrayUsed) break
    const intervals = bestIntervals(field, clauses, rules, isArray)
    if (!intervals) break
    all.push(intervals)
    isArrayUsed ||= isArray
    if (!intervals.every(interval => interval.isPoint)) break
  }
  return all
}

function bestIntervals(
  field: KeyField,
  clauses: Clause[],
  rules: StringRules,
  isArray: boolean,
): Interval[] | undefined {
  const candidates = clauses
    .filter(clause => clause.path === field.path)
    .map(clause => intervalsOf(clause, rules))
    .filter(intervals => intervals !== undefined)
  if (candidates.length === 0) return undefined
  if (!isArray) return candidates.reduce(intersect)
  return candidates.reduce((best, other) => (isNarrower(other, best) ? other : best))
}

const isNarrower = (a: Interval[], b: Interval[]) => {
  const points = (intervals: Interval[]) => intervals.every(interval => interval.isPoint)
  return points(a) !== points(b) ? points(a) : a.length < b.length
}

function rangesOf(index: Index, fields: Interval[][]): Range[] {
  let prefixes = [treePrefix(index.record.tree)]
  for (const [i, intervals] of fields.entries()) {
    const { direction } = index.fields[i]!
    const isLast = i === fields.length - 1
    if (isLast || prefixes.length * intervals.length > MAX_RANGES) {
      return normalizeRanges(
        prefixes.flatMap(prefix => intervals.map(interval => rangeIn(prefix, interval, direction))),
      )
    }
    prefixes = prefixes.flatMap(prefix =>
      intervals.map(interval => Buffer.concat([prefix, boundsOf(interval, direction)[0]])),
    )
  }
  return prefixes.map(prefix => [prefix, successor(prefix)])
}

function rangeIn(prefix: Buffer, interval: Interval, direction: 1 | -1): Range {
  const [low, high] = boundsOf(interval, direction)
  const tree = prefix.subarray(0, 4)
  const cut = (bound: Buffer, side: 'low' | 'high') =>
    Buffer.concat([tree, fitBound(Buffer.concat([prefix.subarray(4), bound]), side)])
  return [cut(low, 'low'), cut(high, 'high')]
}

/** In the order of the index; ranges that were cut may have come to overlap. */
function normalizeRanges(ranges: Range[]): Range[] {
  const sorted = ranges.sort((a, b) => Buffer.compare(a[0], b[0]))
  const merged: Range[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && Buffer.compare(range[0], last[1]) < 0) {
      if (Buffer.compare(range[1], last[1]) > 0) last[1] = range[1]
    } else merged.push(range)
  }
  return merged
}

/** Whether the index has the wanted order, forwards or in reverse. */
function sortOrder(
  index: Index,
  fields: Interval[][],
  sort: SortField[],
  collation: Collation | undefined,
): 'forward' | 'reverse' | undefined {
  if (sort.length === 0) return 'forward'
  if (
    index.record.truncated ||
    index.collation ||
    collation ||
    sort.some(field => field.byTextScore || field.path.split('.').some(isIndex))
  )
    return undefined
  const isPlain = (path: string) => !index.record.multikey.includes(path)
  let points = 0
  while (points < fields.length && fields[points]!.length === 1 && fields[points]![0]!.isPoint) points++
  // an array field is never constant: the document sorts by another of its elements
  const constants = index.fields.slice(0, points).filter(field => isPlain(field.path))
  const constantPaths = new Set(constants.map(field => field.path))
  const remaining = sort.filter(field => !constantPaths.has(field.path))
  if (remaining.length === 0) return 'forward'
  const ordered = index.fields.slice(points, points + remaining.length)
  if (ordered.length < remaining.length) return undefined
  if (!ordered.every((field, i) => field.path === remaining[i]!.path && isPlain(field.path))) return undefined
  const directions = new Set(ordered.map((field, i) => field.direction * remaining[i]!.direction))
  if (directions.size > 1) return undefined
  return directions.has(1) ? 'forward' : 'reverse'
}
