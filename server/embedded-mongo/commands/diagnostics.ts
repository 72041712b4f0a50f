import { Long } from 'bson'
import type { Doc } from '../bson/types.js'
import { badValue, refused } from '../errors.js'
import { explainPlan } from '../plan/explain.js'
import type { Range } from '../plan/indexPlan.js'
import { type TimeLimit, visitInTurns, withPauses } from '../plan/turns.js'
import { MAX_DOCUMENT_BYTES } from '../store/collection.js'
import type { Environment } from '../store/environment.js'
import { MAX_MESSAGE_BYTES } from '../wire/message.js'
import { splitPipeline } from './aggregate.js'
import { hintOf, parseSelection, planSelection, type Selection, select } from './find.js'
import { collectionName, docOf, type Handler, scopeOf, timeLimit } from './request.js'

/** The MongoDB release whose behaviour this server follows, and its wire version. */
const SERVER_VERSION = '7.0.0'
const MAX_WIRE_VERSION = 21

const ok: Handler = () => ({ ok: 1 })

const hello: Handler = ({ name }) => ({
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

const buildInfo: Handler = () => ({
  version: SERVER_VERSION,
  gitVersion: 'embedded',
  modules: [],
  versionArray: [...SERVER_VERSION.split('.').map(Number), 0],
  storageEngines: ['lmdb'],
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
})

const serverStatus: Handler = (_, { cursors, startedAt }) => ({
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

const getParameter: Handler = ({ command }) => ({
  ...(command.featureCompatibilityVersion ? { featureCompatibilityVersion: { version: '7.0' } } : {}),
  ok: 1,
})

const collStats: Handler = async (request, { catalog }) => {
  const collection = catalog.find(request.db, collectionName(request))
  const limit = timeLimit(request)
  const count = collection?.count ?? 0
  const size = collection ? await sizeOf(collection.environment, collection.range, limit) : 0
  const indexSizes: Record<string, number> = {}
  for (const { record, range, environment } of collection?.indexes ?? [])
    indexSizes[record.name] = await sizeOf(environment, range, limit)
  return {
    ns: `${request.db}.${collectionName(request)}`,
    count,
    size,
    avgObjSize: count === 0 ? 0 : Math.round(size / count),
    storageSize: size,
    nindexes: collection?.indexes.length ?? 0,
    totalIndexSize: Object.values(indexSizes).reduce((total, bytes) => total + bytes, 0),
    indexSizes,
    ok: 1,
  }
}

async function sizeOf(environment: Environment, range: Range, limit: TimeLimit): Promise<number> {
  let size = 0
  await visitInTurns(withPauses(environment.range(...range), limit), ({ key, value }) => {
    size += key.length + value.length
  })
  return size
}

const dbStats: Handler = ({ db }, { catalog }) => {
  const collections = catalog.inDatabase(db)
  return {
    db,
    collections: collections.length,
    objects: collections.reduce((sum, { count }) => sum + count, 0),
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    ok: 1,
  }
}

/** Says how a command would find its documents, and (unless only the plan is asked for) what that took. */
const explain: Handler = async (request, { catalog }) => {
  const command = docOf(request.command.explain, 'explain')
  const name = Object.keys(command)[0] ?? ''
  const inner = { ...request, name, command }
  const selection = explained(name, command)
  const namespace = `${request.db}.${collectionName(inner)}`
  const collection = catalog.find(request.db, collectionName(inner))
  if (!collection)
    return { explainVersion: '1', queryPlanner: { namespace, winningPlan: { stage: 'EOF' }, rejectedPlans: [] }, ok: 1 }
  const query = { ...selection, namespace }
  const scope = scopeOf(command)
  const { plan } = planSelection(collection, selection, scope)
  if (request.command.verbosity === 'queryPlanner') return explainPlan(plan, query)
  const carried = { keysExamined: 0, docsExamined: 0, returned: 0, millis: 0 }
  const start = performance.now()
  await visitInTurns(select(collection, selection, scope, timeLimit(request), carried), () => carried.returned++)
  carried.millis = performance.now() - start
  return explainPlan(plan, query, carried)
}

function explained(name: string, command: Doc): Selection {
  switch (name) {
    case 'aggregate':
      return splitPipeline(command.pipeline as Doc[], hintOf(command.hint)).selection
    case 'find':
      return parseSelection(command)
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return parseSelection({ ...command, filter: command.query })
    case 'update':
    case 'delete': {
      const [statement] = (command[`${name}s`] ?? []) as Doc[]
      if (!statement) throw badValue('explain needs one statement')
      return parseSelection({ filter: statement.q, hint: statement.hint })
    }
    default:
      throw refused(`explain of ${name}`)
  }
}

/** What drivers and shells ask about the server, by the names of their commands in small letters. */
export const DIAGNOSTICS: Record<string, Handler> = {
  hello,
  ismaster: hello,
  ping: ok,
  killsessions: ok,
  refreshsessions: ok,
  buildinfo: buildInfo,
  serverstatus: serverStatus,
  connectionstatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  whatsmyuri: () => ({ you: 'localhost', ok: 1 }),
  getlog: () => ({ totalLinesWritten: 0, log: [], ok: 1 }),
  hostinfo: () => ({ system: { hostname: 'localhost' }, os: {}, extra: {}, ok: 1 }),
  getcmdlineopts: () => ({ argv: [], parsed: {}, ok: 1 }),
  getparameter: getParameter,
  collstats: collStats,
  dbstats: dbStats,
  explain,
}
