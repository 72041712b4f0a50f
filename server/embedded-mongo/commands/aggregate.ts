import { compileExpression, type Scope } from '../aggregate/expression.js'
import { type Docs, runStages, stageOf } from '../aggregate/stages.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, deepClone, isDoc } from '../bson/types.js'
import { failedToParse, MongoFailure, refused, typeMismatch } from '../errors.js'
import { collectClauses } from '../plan/clauses.js'
import { PAUSE, type Pause, type Pausing, type TimeLimit, through, visitInTurns } from '../plan/turns.js'
import { parseSort } from '../query/sort.js'
import type { Catalog } from '../store/catalog.js'
import { encode } from '../store/collection.js'
import { hintOf, type Selection, select } from './find.js'
import { docOf, type Handler, nonNegative, type Request, scopeOf, timeLimit } from './request.js'
import { writeOut } from './writeOut.js'

/** The stages at the front that a query plan can take over, and those that are left. */
export function splitPipeline(pipeline: Doc[], hint?: unknown): { selection: Selection; rest: Doc[] } {
  const selection: Selection = { filter: {}, sort: [], skip: 0, limit: 0, hint }
  const rest = [...pipeline]
  const filters: Doc[] = []
  while (isDoc(rest[0]?.$match)) filters.push(rest.shift()!.$match as Doc)
  selection.filter = filters.length <= 1 ? (filters[0] ?? {}) : { $and: filters }
  if (isDoc(rest[0]?.$sort)) selection.sort = parseSort(rest.shift()!.$sort)
  if (isCount(rest[0]?.$skip)) selection.skip = toDouble(rest.shift()!.$skip as number)
  if (isCount(rest[0]?.$limit) && rest[0]!.$limit !== 0) selection.limit = toDouble(rest.shift()!.$limit as number)
  return { selection, rest }
}

const isCount = (value: unknown) => isNumber(value) && Number.isInteger(toDouble(value)) && toDouble(value) >= 0

function* runPipeline(
  catalog: Catalog,
  db: string,
  name: string,
  pipeline: Doc[],
  scope: Scope,
  limit: TimeLimit,
  hint?: unknown,
): Generator<Doc | Pause> {
  const collection = catalog.find(db, name)
  const host = {
    aggregate: (other: string, stages: Doc[], variables: Doc): Docs =>
      runPipeline(catalog, db, other, stages, { ...scope, variables }, limit),
    time: limit,
  }
  const { selection, rest } = splitPipeline(pipeline, hint)
  if (collectClauses(selection.filter).text) scope.scores = new WeakMap()
  const input = collection ? scored(select(collection, selection, scope, limit), scope) : []
  yield* runStages(input, rest, { ...scope, host })
}

const scored = (selected: ReturnType<typeof select>, scope: Scope): Docs =>
  through(selected, ({ stored, score }) => {
    if (score !== undefined) scope.scores?.set(stored.doc, score)
    return [stored.doc]
  })

function parsePipeline({ command }: Request): Doc[] {
  const pipeline = command.pipeline
  if (!Array.isArray(pipeline)) throw typeMismatch('A pipeline must be an array of objects')
  const stages = pipeline as Doc[]
  stages.forEach((stage, i) => {
    const [name] = stageOf(stage)
    if ((name === '$out' || name === '$merge') && i < stages.length - 1)
      throw new MongoFailure(40601, `${name} can only be the final stage in the pipeline`)
  })
  return stages
}

export const aggregate: Handler = (request, server) => {
  const { command, db } = request
  const target = command.aggregate
  const pipeline = parsePipeline(request)
  if (command.explain) throw refused("The option 'explain' of aggregate (the command explain does the same)")
  if (!isDoc(command.cursor)) throw failedToParse("The 'cursor' option is required")
  const scope = scopeOf(command)
  const limit = timeLimit(request)
  const last = pipeline.at(-1)
  const [lastName] = last ? stageOf(last) : ['']
  const isWriting = lastName === '$out' || lastName === '$merge'
  const reading = isWriting ? pipeline.slice(0, -1) : pipeline
  const results =
    typeof target === 'string'
      ? runPipeline(server.catalog, db, target, reading, scope, limit, hintOf(command.hint))
      : runWithoutCollection(reading, command.lsid, scope, limit)
  const namespace = `${db}.${typeof target === 'string' ? target : '$cmd.aggregate'}`
  if (isWriting)
    return writeOut(server, db, last!, results).then(() =>
      server.cursors.start({ namespace, documents: [].values(), limit }, undefined),
    )
  const { selection, rest } = splitPipeline(reading, hintOf(command.hint))
  const count = countIn(rest)
  const collection = typeof target === 'string' ? server.catalog.find(db, target) : undefined
  if (count && collection)
    return counted(select(collection, selection, scope, limit), count).then(docs =>
      server.cursors.start({ namespace, documents: docs.map(encode).values(), limit }, undefined),
    )
  const batchSize = nonNegative(docOf(command.cursor, 'cursor').batchSize, 'batchSize')
  return server.cursors.start({ namespace, documents: encoded(results), limit }, batchSize)
}

interface Count {
  _id: unknown
  name: string
}

/** What drivers make of `countDocuments`: nobody has to look into the documents for it. */
function countIn(rest: Doc[]): Count | undefined {
  const group = rest.length === 1 ? rest[0]!.$group : undefined
  if (!isDoc(group) || (group._id !== 1 && group._id !== null)) return undefined
  const [name, ...others] = Object.keys(group).filter(field => field !== '_id')
  const sum = name && others.length === 0 ? group[name] : undefined
  return name && isDoc(sum) && Object.keys(sum).length === 1 && sum.$sum === 1 ? { _id: group._id, name } : undefined
}

async function counted(found: ReturnType<typeof select>, { _id, name }: Count): Promise<Doc[]> {
  let count = 0
  await visitInTurns(found, () => count++)
  return count === 0 ? [] : [{ _id, [name]: count }]
}

function* encoded(docs: Pausing<Doc>): Generator<Buffer | Pause> {
  for (const doc of docs) yield doc === PAUSE ? PAUSE : encode(doc)
}

function* runWithoutCollection(
  pipeline: Doc[],
  session: unknown,
  scope: Scope,
  limit: TimeLimit,
): Generator<Doc | Pause> {
  const [name, spec] = stageOf(pipeline[0] ?? {})
  const host = { aggregate: () => [], time: limit }
  // sessions are not kept, for want of transactions: this one is all there is to say
  if (name === '$listLocalSessions') {
    return yield* runStages([{ _id: session, lastUse: scope.now }], pipeline.slice(1), { ...scope, host })
  }
  if (name === '$currentOp') throw refused('The stage $currentOp')
  if (name !== '$documents')
    throw new MongoFailure(73, `{aggregate: 1} is not valid for '${name}'; a collection is required.`)
  const docs = compileExpression(spec, scope)({})
  if (!Array.isArray(docs)) throw new MongoFailure(5858203, 'an array is expected')
  yield* runStages(deepClone(docs) as Doc[], pipeline.slice(1), { ...scope, host })
}
