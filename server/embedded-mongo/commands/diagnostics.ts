import { Long } from 'bson'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc } from '../bson/types.js'
import { badValue, refused } from '../errors.js'
import { execute, type Statistics } from '../plan/execute.js'
import { explainPlan } from '../plan/explain.js'
import { PAUSE } from '../plan/turns.js'
import { parseSort } from '../query/sort.js'
import type { Collection } from '../store/collection.js'
import { MAX_DOCUMENT_BYTES } from '../store/collection.js'
import { MAX_MESSAGE_BYTES } from '../wire/message.js'
import { splitPipeline } from './aggregate.js'
import { hintOf, parseSelection, planSelection, type Selection } from './find.js'
import { collectionName, docOf, type Handler, type Request, scopeOf, timeLimit } from './request.js'

/** The MongoDB release whose behaviour this server follows, and its wire version. */
export const SERVER_VERSION = '7.0.0'
const MAX_WIRE_VERSION = 21

export const hello: Handler = ({ name }) => ({
  helloOk: true,
  ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
  ok: 1,
})

export const ok: Handler = () => ({ ok: 1 })

export const buildInfo: Handler = () => ({
  version: SERVER_VERSION,
  gitVersion: 'embedded',
  modules: [],
  sysInfo: 'deprecated',
  versionArray: [...SERVER_VERSION.split('.').map(Number), 0],
  storageEngines: ['lmdb'],
  javascriptEngine: 'none',
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
})

export const serverStatus: Handler = (_, { cursors, startedAt }) => ({
  host: 'localhost',
  version: SERVER_VERSION,
  process: 'embedded-mongo',
  pid: Long.fromNumber(process.pid),
  uptime: (Date.now() - startedAt) / 1000,
  localTime: new Date(),
  mem: { bits: 64, resident: Math.round(process.memoryUsage().rss / 2 ** 20) },
  metrics: { cursor: { open: { total: cursors.count } } },
  storageEngine: { name: 'lmdb', persistent: true },
  ok: 1,
})

export const connectionStatus: Handler = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
  ok: 1,
})
export const whatsMyUri: Handler = () => ({ you: 'localhost', ok: 1 })
export const getLog: Handler = () => ({ totalLinesWritten: 0, log: [], ok: 1 })
export const hostInfo: Handler = () => ({ system: { hostname: 'localhost' }, os: {}, extra: {}, ok: 1 })
export const getCmdLineOpts: Handler = () => ({ argv: [], parsed: {}, ok: 1 })
export const getParameter: Handler = ({ command }) => ({
  ...(command.featureCompatibilityVersion || command.getParameter === '*'
    ? { featureCompatibilityVersion: { version: '7.0' } }
    : {}),
  ok: 1,
})

export const collStats: Handler = (request, { catalog }) => {
  const collection = catalog.find(request.db, collectionName(request))
  return {
    ns: `${request.db}.${collectionName(request)}`,
    ...(collection ? storageStatistics(collection) : { count: 0, size: 0, nindexes: 0 }),
    ok: 1,
  }
}

function storageStatistics(collection: Collection): Doc {
  let size = 0
  for (const { bytes } of collection.scan()) size += bytes.length
  const { count } = collection
  return {
    count,
    size,
    avgObjSize: count === 0 ? 0 : Math.round(size / count),
    storageSize: size,
    nindexes: collection.indexes.length,
    capped: false,
  }
}

export function collectionStatistics(collection: Collection, stage: '$collStats' | '$indexStats'): Doc[] {
  if (stage === '$collStats')
    return [
      {
        ns: collection.namespace,
        localTime: new Date(),
        count: collection.count,
        storageStats: storageStatistics(collection),
      },
    ]
  return collection.indexes.map(({ record }) => ({
    name: record.name,
    key: record.key,
    accesses: { ops: Long.fromNumber(0), since: new Date() },
  }))
}

export const dbStats: Handler = ({ db }, { catalog }) => {
  const collections = catalog.inDatabase(db)
  const sum = (value: (collection: Collection) => number) =>
    collections.reduce((total, collection) => total + value(collection), 0)
  return {
    db,
    collections: collections.length,
    views: 0,
    objects: sum(({ count }) => count),
    indexes: sum(({ indexes }) => indexes.length),
    ok: 1,
  }
}

/** Says how a command would find its documents, and (unless only the plan is asked for) what that took. */
export const explain: Handler = (request, { catalog }) => {
  const inner = docOf(request.command.explain, 'explain')
  const name = Object.keys(inner)[0] ?? ''
  const selection = explained(name, inner)
  const collection = catalog.find(request.db, collectionName({ ...request, name, command: inner }))
  const verbosity = request.command.verbosity ?? 'allPlansExecution'
  return explainSelection(collection, { ...request, command: inner }, name, selection, verbosity !== 'queryPlanner')
}

export function explainSelection(
  collection: Collection | undefined,
  request: Request,
  name: string,
  selection: Selection,
  executes: boolean,
): Doc {
  const { command, db } = request
  const query = {
    ...selection,
    namespace: `${db}.${String(command[name])}`,
    hasProjection: isDoc(command.projection),
  }
  if (!collection)
    return {
      explainVersion: '1',
      queryPlanner: { namespace: query.namespace, winningPlan: { stage: 'EOF' }, rejectedPlans: [] },
      ok: 1,
    }
  const planned = planSelection(collection, selection, scopeOf(command))
  const statistics: Statistics = { keysExamined: 0, docsExamined: 0, returned: 0 }
  const start = performance.now()
  if (executes)
    consume(
      execute(collection, planned, timeLimit(request), statistics),
      planned.plan.isSorted ? selection.skip + selection.limit : 0,
    )
  return explainPlan(planned, query, executes ? statistics : undefined, performance.now() - start)
}

function consume(found: Iterable<unknown>, limit: number): void {
  let count = 0
  for (const item of found) if (item !== PAUSE && ++count === limit) return
}

function explained(name: string, command: Doc): Selection {
  switch (name) {
    case 'find':
      return parseSelection(command)
    case 'aggregate':
      return splitPipeline(command.pipeline as Doc[], hintOf(command.hint)).selection
    case 'count':
    case 'distinct':
    case 'findAndModify':
    case 'findandmodify':
      return {
        filter: docOf(command.query, 'query'),
        sort: parseSort(command.sort),
        skip: 0,
        limit: 0,
        hint: hintOf(command.hint),
      }
    case 'update':
    case 'delete': {
      const [statement] = (command[name === 'update' ? 'updates' : 'deletes'] ?? []) as Doc[]
      if (!statement) throw badValue('explain needs one statement')
      return { filter: docOf(statement.q, 'q'), sort: [], skip: 0, limit: 0, hint: hintOf(statement.hint) }
    }
    default:
      throw refused(`explain of ${name}`)
  }
}

export const numberOf = (value: unknown): number => (isNumber(value) ? toDouble(value) : 0)
