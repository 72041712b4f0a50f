import { calculateObjectSize } from 'bson'
import type { Scope } from '../aggregate/expression.js'
import type { Doc } from '../bson/types.js'
import { badValue } from '../errors.js'
import { execute, type Statistics } from '../plan/execute.js'
import { type PlannedQuery, planQuery } from '../plan/planner.js'
import { PAUSE, type Pause, type Pausing, type TimeLimit, visitInTurns, withPauses } from '../plan/turns.js'
import { compileProjection } from '../query/project.js'
import { parseSort, Sorter, type SortField } from '../query/sort.js'
import { type Collection, encode } from '../store/collection.js'
import type { StoredDocument } from '../store/documentCache.js'
import {
  collectionName,
  docOf,
  type Handler,
  integerOf,
  matchContext,
  namespaceOf,
  nonNegative,
  scopeOf,
  timeLimit,
  timeLimitEnd,
  toId,
} from './request.js'

/** Which documents of a collection, in which order. */
export interface Selection {
  filter: Doc
  sort: SortField[]
  skip: number
  /** 0 for all. */
  limit: number
  hint?: unknown
}

export interface Selected {
  stored: StoredDocument
  score: number | undefined
}

/** Reads a `find` command, and one inside `explain`. */
export function parseSelection(command: Doc): Selection {
  return {
    filter: docOf(command.filter, 'filter'),
    sort: parseSort(command.sort),
    skip: nonNegative(command.skip, 'skip') ?? 0,
    limit: Math.abs(integerOf(command.limit, 'limit') ?? 0),
    hint: hintOf(command.hint),
  }
}

export const hintOf = (hint: unknown): unknown =>
  typeof hint === 'object' && hint !== null && Object.keys(hint).length === 0 ? undefined : hint

export function planSelection(collection: Collection, { filter, sort, hint }: Selection, scope: Scope): PlannedQuery {
  return planQuery(collection, {
    filter,
    sort: isNatural(sort) ? [] : sort,
    hint: isNatural(sort) ? { $natural: sort[0]!.direction } : hint,
    collation: scope.collation,
    match: matchContext(scope),
  })
}

const isNatural = (sort: SortField[]) => sort.length === 1 && sort[0]!.path === '$natural'

/** The documents, found and put in order. */
export function* select(
  collection: Collection,
  selection: Selection,
  scope: Scope,
  limit: TimeLimit,
  statistics?: Statistics,
): Generator<Selected | Pause> {
  const planned = planSelection(collection, selection, scope)
  let skip = selection.skip
  let left = selection.limit === 0 ? Number.POSITIVE_INFINITY : selection.limit
  for (const selected of ordered(collection, planned, selection, scope, limit, statistics)) {
    if (selected === PAUSE) yield PAUSE
    else if (skip-- <= 0) {
      yield selected
      if (--left === 0) return
    }
  }
}

function* ordered(
  collection: Collection,
  planned: PlannedQuery,
  selection: Selection,
  scope: Scope,
  limit: TimeLimit,
  statistics?: Statistics,
): Generator<Selected | Pause> {
  const { plan } = planned
  const found = execute(collection, planned, limit, statistics)
  const scoreOf = plan.kind === 'text' ? (doc: Doc) => plan.search.score(doc) : undefined
  if (plan.isSorted || isNatural(selection.sort)) {
    for (const stored of found) yield stored === PAUSE ? PAUSE : { stored, score: scoreOf?.(stored.doc) }
    return
  }
  const keep = selection.limit === 0 ? Number.POSITIVE_INFINITY : selection.skip + selection.limit
  const sorter = new Sorter<Selected & { doc: Doc; size: number; score: number }>(
    selection.sort,
    scope.collation?.compare,
    keep,
  )
  for (const stored of found) {
    if (stored === PAUSE) yield PAUSE
    else sorter.add({ stored, doc: stored.doc, size: stored.bytes.length, score: scoreOf?.(stored.doc) ?? 0 })
  }
  yield* withPauses(sorter.sorted(), limit)
}

export const find: Handler = (request, { catalog, cursors }) => {
  const { command } = request
  const name = collectionName(request)
  if (command.tailable) throw badValue(`error processing query: tailable cursor requested on non capped collection`)
  for (const option of ['min', 'max', 'returnKey', 'showRecordId'])
    if (command[option] && Object.keys(command[option] as Doc).length !== 0)
      throw badValue(`'${option}' is not supported by the embedded database`)
  const collection = catalog.find(request.db, name)
  const limit = timeLimit(request)
  const selection = parseSelection(command)
  const scope = scopeOf(command)
  const documents = collection ? projected(collection, selection, command.projection, scope, limit) : [].values()
  const isSingle = command.singleBatch === true || Number(command.limit ?? 0) < 0
  const batchSize = nonNegative(command.batchSize, 'batchSize')
  return cursors.start({ namespace: namespaceOf(collection, request), documents, limit }, batchSize, isSingle)
}

function projected(
  collection: Collection,
  selection: Selection,
  projection: unknown,
  scope: Scope,
  limit: TimeLimit,
): Iterator<Buffer | Pause> {
  const spec = docOf(projection, 'projection')
  const found = select(collection, selection, scope, limit)
  if (Object.keys(spec).length === 0) return bytesOf(found)
  return projectAll(found, compileProjection(spec, matchContext(scope)))
}

function* bytesOf(found: Pausing<Selected>): Generator<Buffer | Pause> {
  for (const one of found) yield one === PAUSE ? PAUSE : one.stored.bytes
}
function* projectAll(found: Pausing<Selected>, project: (doc: Doc, score?: number) => Doc): Generator<Buffer | Pause> {
  for (const one of found) yield one === PAUSE ? PAUSE : encode(project(one.stored.doc, one.score))
}

export const getMore: Handler = (request, { cursors }) =>
  cursors.next(
    toId(request.command.getMore),
    nonNegative(request.command.batchSize, 'batchSize') || undefined,
    timeLimitEnd(request),
  )

export const killCursors: Handler = ({ command }, { cursors }) => {
  const ids = Array.isArray(command.cursors) ? command.cursors.map(toId) : []
  const { killed, notFound } = cursors.kill(ids)
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 }
}

export const count: Handler = async (request, { catalog }) => {
  const { command } = request
  const collection = catalog.find(request.db, collectionName(request))
  if (!collection) return { n: 0, ok: 1 }
  const selection = { ...parseSelection({ ...command, filter: command.query, sort: undefined }) }
  const isAll = Object.keys(selection.filter).length === 0
  if (isAll) {
    const rest = Math.max(0, collection.count - selection.skip)
    return { n: selection.limit > 0 ? Math.min(rest, selection.limit) : rest, ok: 1 }
  }
  let n = 0
  await visitInTurns(select(collection, selection, scopeOf(command), timeLimit(request)), () => n++)
  return { n, ok: 1 }
}

export const MAX_REPLY_BYTES = 16 * 1024 * 1024
export function assertReplyFits(values: unknown[]): void {
  if (calculateObjectSize({ values }) > MAX_REPLY_BYTES) throw badValue('distinct too big, 16mb cap')
}
