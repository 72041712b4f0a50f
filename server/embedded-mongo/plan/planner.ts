import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc, RANK, rankOf } from '../bson/types.js'
import { badValue, MongoFailure } from '../errors.js'
import type { Collation } from '../query/collation.js'
import { compileFilter, isOperators, type MatchContext, type Predicate } from '../query/match.js'
import type { SortField } from '../query/sort.js'
import { parseSearch, type TextSearch } from '../query/text.js'
import type { Collection } from '../store/collection.js'
import type { Index } from '../store/index.js'
import { collectClauses } from './clauses.js'
import { isExact } from './exact.js'
import { type IndexPlan, planIndex } from './indexPlan.js'

export interface ScanPlan {
  kind: 'scan'
  isReverse: boolean
  isSorted: boolean
}
export interface IdPlan {
  kind: 'id'
  id: unknown
  isSorted: true
}
export interface OrPlan {
  kind: 'or'
  branches: IndexPlan[]
  isSorted: boolean
}
export interface TextPlan {
  kind: 'text'
  index: Index
  search: TextSearch
  isSorted: boolean
}
export type Plan = ScanPlan | IdPlan | OrPlan | TextPlan | IndexPlan

export interface Query {
  filter: Doc
  sort: SortField[]
  hint?: unknown
  collation?: Collation | undefined
  match: MatchContext
}

export interface PlannedQuery {
  plan: Plan
  matches: Predicate
  /** The plan finds nothing else, as long as nobody writes meanwhile. */
  isExact: boolean
}

/** Chooses how to find what a query asks for. Every plan is a superset: `matches` has the last word. */
export function planQuery(collection: Collection, query: Query): PlannedQuery {
  if (isIdOnly(query))
    return { plan: { kind: 'id', id: query.filter._id, isSorted: true }, matches: () => true, isExact: true }
  const clauses = collectClauses(query.filter)
  const text = clauses.text && planText(collection, clauses.text, query.sort)
  const match: MatchContext = text
    ? { ...query.match, matchText: () => doc => text.search.score(doc) !== undefined }
    : { ...query.match, matchText: noTextIndex }
  const matches = compileFilter(query.filter, { ...match, collation: query.collation })
  if (text) return { plan: text, matches, isExact: false }
  const plan = choosePlan(collection, query)
  return { plan, matches, isExact: isExact(plan, query) }
}

function choosePlan(collection: Collection, query: Query): Plan {
  const { fields, ors } = collectClauses(query.filter)
  const scan: ScanPlan = { kind: 'scan', isReverse: false, isSorted: query.sort.length === 0 }
  if (query.hint !== undefined) return hintedPlan(collection, query, scan)
  const candidates = collection.indexes
    .map(index => planIndex(index, fields, query.sort, query.collation))
    .filter(plan => plan !== undefined)
    .filter(plan => plan.boundFields > 0 || (plan.isSorted && query.sort.length > 0))
  const best = cheapest(collection, candidates)
  if (best && best.boundFields > 0) return best
  return planOr(collection, ors, query) ?? best ?? scan
}

function isIdOnly({ filter, hint, collation, sort }: Query): boolean {
  const id = filter._id
  if (
    Object.keys(filter).length !== 1 ||
    id === undefined ||
    id === null ||
    hint !== undefined ||
    collation ||
    sort.some(field => field.byTextScore)
  )
    return false
  return !isOperators(id) && !Array.isArray(id) && rankOf(id) !== RANK.regex
}

function hintedPlan(collection: Collection, query: Query, scan: ScanPlan): Plan {
  const { hint } = query
  if (isDoc(hint) && '$natural' in hint) {
    const direction = hint.$natural
    return { ...scan, isReverse: isNumber(direction) && toDouble(direction) < 0 }
  }
  const index = findIndex(collection.indexes, hint)
  const plan = index && planIndex(index, collectClauses(query.filter).fields, query.sort, query.collation, true)
  if (!plan)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  return plan
}

/** By name or by key pattern. */
export function findIndex(indexes: Index[], wanted: unknown): Index | undefined {
  if (typeof wanted === 'string') return indexes.find(index => index.record.name === wanted)
  const text = (key: unknown) => JSON.stringify(key, (_, value) => (isNumber(value) ? toDouble(value) : value))
  return indexes.find(index => text(index.record.key) === text(wanted))
}

/** Entries that are looked at to tell candidates apart. */
const PROBE = 64

function cheapest(collection: Collection, candidates: IndexPlan[]): IndexPlan | undefined {
  if (candidates.length < 2) return candidates[0]
  const unique = candidates.find(plan => plan.isUniquePoint)
  if (unique) return unique
  const measured = candidates.map(plan => ({
    plan,
    entries: plan.boundFields > 0 ? probe(collection, plan) : PROBE + 1,
  }))
  measured.sort((a, b) => rankPlan(a) - rankPlan(b))
  return measured[0]!.plan
}

/** Few entries first; among many, an order that saves sorting, then more fields that narrow. */
function rankPlan({ plan, entries }: { plan: IndexPlan; entries: number }): number {
  const isSmall = entries <= PROBE
  return (
    (isSmall ? entries : PROBE * 2) -
    (plan.isSorted ? (isSmall ? 0.5 : 50) : 0) -
    plan.boundFields * (isSmall ? 0.01 : 5)
  )
}

function probe(collection: Collection, plan: IndexPlan): number {
  let entries = 0
  for (const [low, high] of plan.ranges) {
    for (const _ of collection.environment.range(low, high)) if (++entries > PROBE) return entries
  }
  return entries
}

/** A union of index scans, when every branch of an `$or` has one. */
function planOr(collection: Collection, ors: Doc[][], query: Query): OrPlan | undefined {
  for (const branches of ors) {
    const plans = branches.map(filter => choosePlan(collection, { ...query, filter, sort: [] }))
    const flat = plans.flatMap(plan =>
      plan.kind === 'or' ? plan.branches : plan.kind === 'index' && plan.boundFields > 0 ? [plan] : [],
    )
    if (plans.every(plan => plan.kind === 'or' || (plan.kind === 'index' && plan.boundFields > 0))) {
      return { kind: 'or', branches: flat, isSorted: query.sort.length === 0 }
    }
  }
  return undefined
}

const noTextIndex = () => {
  throw new MongoFailure(27, 'text index required for $text query')
}

function planText(collection: Collection, text: Doc, sort: SortField[]): TextPlan {
  const index = collection.indexes.find(candidate => candidate.isText)
  if (!index) return noTextIndex()
  if (typeof text.$search !== 'string') throw badValue('"$search" had the wrong type. Expected string')
  const language = String(text.$language ?? index.record.default_language)
  return {
    kind: 'text',
    index,
    search: parseSearch(text.$search, index.record.weights ?? {}, language),
    isSorted: sort.length === 0,
  }
}
