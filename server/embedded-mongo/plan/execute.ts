import { MongoFailure } from '../errors.js'
import type { Collection } from '../store/collection.js'
import type { StoredDocument } from '../store/documentCache.js'
import { Index } from '../store/index.js'
import { decodeRecordId } from '../store/treeKeys.js'
import type { IndexPlan } from './indexPlan.js'
import type { Plan, PlannedQuery } from './planner.js'
import { PAUSE, type Pause, type TimeLimit } from './turns.js'

/** What an execution did, for `explain`. */
export interface Statistics {
  keysExamined: number
  docsExamined: number
}

/** The documents that match, in the order of the plan; ends with an error when what it reads is taken away meanwhile. */
export function* execute(
  collection: Collection,
  { plan, matches, isExact }: PlannedQuery,
  limit: TimeLimit,
  statistics: Statistics = { keysExamined: 0, docsExamined: 0 },
): Generator<StoredDocument | Pause> {
  const { generation, writes } = collection
  for (const stored of candidates(collection, plan, statistics)) {
    if (limit.check()) yield PAUSE
    if (collection.generation !== generation)
      throw new MongoFailure(175, 'collection or index dropped while it was being read')
    statistics.docsExamined++
    const isFound = (isExact && collection.writes === writes) || matches(stored.doc)
    if (isFound) yield stored
  }
}

function* candidates(collection: Collection, plan: Plan, statistics: Statistics): Generator<StoredDocument> {
  if (plan.kind === 'scan') yield* collection.scan(plan.isReverse)
  else if (plan.kind === 'id') yield* byId(collection, plan.id, statistics)
  else if (plan.kind === 'index') yield* byIndex(collection, [plan], statistics)
  else if (plan.kind === 'or') yield* byIndex(collection, plan.branches, statistics)
  else yield* byWords(collection, plan, statistics)
}

function* byId(collection: Collection, id: unknown, statistics: Statistics): Generator<StoredDocument> {
  statistics.keysExamined++
  const stored = collection.readById(id)
  if (stored) yield stored
}

function* byIndex(collection: Collection, plans: IndexPlan[], statistics: Statistics): Generator<StoredDocument> {
  // one document may have several entries, or fulfil several branches
  const seen =
    plans.length > 1 || plans.some(plan => plan.index.record.multikey.length > 0) ? new Set<number>() : undefined
  for (const plan of plans) {
    const ranges = plan.isReverse ? [...plan.ranges].reverse() : plan.ranges
    for (const [low, high] of ranges) {
      yield* inRange(collection, low, high, plan.isReverse, seen, statistics)
    }
  }
}

function* inRange(
  collection: Collection,
  low: Buffer,
  high: Buffer,
  isReverse: boolean,
  seen: Set<number> | undefined,
  statistics: Statistics,
): Generator<StoredDocument> {
  for (const entry of collection.environment.range(low, high, isReverse)) {
    statistics.keysExamined++
    const recordId = decodeRecordId(entry.value)
    if (seen?.has(recordId)) continue
    seen?.add(recordId)
    const stored = collection.readEntry(entry)
    if (stored) yield stored
  }
}

function* byWords(
  collection: Collection,
  plan: Extract<Plan, { kind: 'text' }>,
  statistics: Statistics,
): Generator<StoredDocument> {
  const seen = new Set<number>()
  for (const term of plan.search.terms) {
    const [low, high] = Index.rangeOf(plan.index.textKey(term))
    yield* inRange(collection, low, high, false, seen, statistics)
  }
}
