import type { Scope } from '../aggregate/expression.js'
import { runStages } from '../aggregate/stages.js'
import { beginsWith, decode } from '../bson/decode.js'
import { type Doc, isDoc } from '../bson/types.js'
import { failedToParse, MongoFailure } from '../errors.js'
import { matchedPosition } from '../query/positional.js'
import { compileProjection } from '../query/project.js'
import { parseSort } from '../query/sort.js'
import { type Collection, encode } from '../store/collection.js'
import type { StoredDocument } from '../store/documentCache.js'
import { compileUpdate, isReplacement, type Update, upsertSeed, withId } from '../update/update.js'
import { hintOf, type Selection } from './find.js'
import {
  collectionName,
  docOf,
  documents,
  type Handler,
  integerOf,
  matchContext,
  type Request,
  type Server,
  scopeOf,
  statements,
  timeLimit,
} from './request.js'
import { nothingDone, type Outcome, runAll, runInTurns, runNow, type Statement } from './statements.js'

const isOrdered = ({ command }: Request) => command.ordered !== false

function replyOf(outcomes: Outcome[], fields: Doc = {}): Doc {
  const n = outcomes.reduce((sum, outcome) => sum + outcome.n, 0)
  const writeErrors = outcomes.flatMap(({ failure }, index) => {
    const { codeName: _codeName, ...shown } = failure ?? {}
    return failure ? [{ index, ...shown }] : []
  })
  return { n, ...fields, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 }
}

export const insert: Handler = async (request, server) => {
  const name = collectionName(request)
  const outcomes = await runAll(server, documents(request), isOrdered(request), bytes => {
    const collection = server.catalog.obtain(request.db, name)
    // the driver sends `_id` first; whoever does not gets one, in front
    if (beginsWith(bytes, '_id')) collection.insertBytes(bytes)
    else collection.insert(withId(decode(bytes)))
    return { ...nothingDone(), n: 1 }
  })
  return replyOf(outcomes)
}

/** Runs each statement of an `update` or `delete`. */
async function runEach(request: Request, server: Server, all: Doc[], parse: (raw: Doc) => Statement) {
  return runAll(
    server,
    all,
    isOrdered(request),
    raw => runNow(parse(raw)),
    async raw => runInTurns(server, parse(raw)),
  )
}

export const update: Handler = async (request, server) => {
  const outcomes = await runEach(request, server, statements(request, 'updates'), raw => {
    refuseSort(raw)
    return updateStatement(request, server, parseUpdate(request, raw))
  })
  const nModified = outcomes.reduce((sum, outcome) => sum + outcome.nModified, 0)
  const upserted = outcomes.flatMap((outcome, index) =>
    'upserted' in outcome ? [{ index, _id: outcome.upserted }] : [],
  )
  return replyOf(outcomes, { nModified, ...(upserted.length > 0 ? { upserted } : {}) })
}

export const remove: Handler = async (request, server) =>
  replyOf(await runEach(request, server, statements(request, 'deletes'), raw => removal(request, server, raw)))

interface ParsedUpdate {
  selection: Selection
  isUpsert: boolean
  update: Update
  updateSpec: unknown
  scope: Scope
}

/** Sorting an `update` came with MongoDB 8.0; `findAndModify` could always do so. */
function refuseSort(statement: Doc): void {
  if (statement.sort !== undefined)
    throw new MongoFailure(40415, "BSON field 'update.updates.sort' is an unknown field.")
}

function parseUpdate(request: Request, statement: Doc): ParsedUpdate {
  const scope = scopeOf(request.command, statement)
  if (isDoc(statement.c)) scope.variables = { ...scope.variables, ...statement.c }
  const spec = statement.u
  const isMulti = statement.multi === true
  if (isMulti && isReplacement(spec)) throw failedToParse('multi update is not supported for replacement-style update')
  const update = compileUpdate(spec, {
    arrayFilters: statement.arrayFilters,
    match: matchContext(scope),
    now: scope.now,
    runPipeline: (stages, doc) => runUpdatePipeline(stages, doc, scope),
  })
  const selection = selectionOf(docOf(statement.q, 'q'), statement, isMulti)
  return { selection, isUpsert: statement.upsert === true, update, updateSpec: spec, scope }
}

const selectionOf = (filter: Doc, { sort, hint }: Doc, isMulti: boolean): Selection => ({
  filter,
  sort: parseSort(sort),
  skip: 0,
  limit: isMulti ? 0 : 1,
  hint: hintOf(hint),
})

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'])

function runUpdatePipeline(stages: Doc[], doc: Doc, scope: Scope): Doc {
  const unknown = stages.map(stage => Object.keys(stage)[0] ?? '').find(name => !UPDATE_STAGES.has(name))
  if (unknown !== undefined) throw new MongoFailure(72, `${unknown} is not allowed to be used within an update`)
  const host = { aggregate: () => [] }
  return [...runStages([doc], stages, { ...scope, host })].find(isDoc) ?? doc
}

function updateStatement(request: Request, { catalog }: Server, parsed: ParsedUpdate): Statement {
  const name = collectionName(request)
  const { selection, scope, isUpsert } = parsed
  return {
    selection,
    scope,
    limit: timeLimit(request),
    locate: () => (isUpsert ? catalog.obtain(request.db, name) : catalog.find(request.db, name)),
    change: (collection, stored, outcome) => {
      if (applyUpdate(collection, stored, parsed) !== stored.doc) outcome.nModified++
      outcome.n++
    },
    otherwise: (collection, outcome) => {
      if (!isUpsert || !collection) return
      outcome.upserted = upsert(collection, parsed)._id
      outcome.n++
    },
  }
}

/** The document after the update: the very same where nothing changed. */
function applyUpdate(collection: Collection, stored: StoredDocument, { selection, update, scope }: ParsedUpdate): Doc {
  const positionOf = (path: string) => matchedPosition(selection.filter, stored.doc, path, matchContext(scope))
  const doc = update(stored.doc, { isInsert: false, positionOf })
  const bytes = encode(doc)
  if (bytes.equals(stored.bytes)) return stored.doc
  collection.replace(stored, doc, bytes)
  return doc
}

function upsert(collection: Collection, { selection, update, updateSpec }: ParsedUpdate): Doc {
  const seed = upsertSeed(selection.filter)
  const start: Doc = isReplacement(updateSpec) ? ('_id' in seed ? { _id: seed._id } : {}) : seed
  const doc = withId(update(start, { isInsert: true, positionOf: () => -1 }))
  collection.insert(doc)
  return doc
}

function removal(request: Request, { catalog }: Server, raw: Doc): Statement {
  const name = collectionName(request)
  const limit = integerOf(raw.limit, 'limit') ?? 0
  if (limit !== 0 && limit !== 1) throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`)
  return {
    selection: selectionOf(docOf(raw.q, 'q'), raw, limit === 0),
    scope: scopeOf(request.command, raw),
    limit: timeLimit(request),
    locate: () => catalog.find(request.db, name),
    change: (collection, stored, outcome) => {
      collection.remove(stored)
      outcome.n++
    },
  }
}

export const findAndModify: Handler = async (request, server) => {
  const { command } = request
  const isRemove = command.remove === true
  if (isRemove && command.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true')
  if (!isRemove && command.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified')
  if (isRemove && (command.upsert || command.new)) throw failedToParse('Cannot specify upsert or new with remove=true')
  const parse = () => (isRemove ? removeOne(request, server) : updateOne(request, server))
  const [outcome] = await runAll(
    server,
    [undefined],
    true,
    () => runNow(parse()),
    async () => runInTurns(server, parse()),
  )
  const { failure, reply } = outcome!
  return failure ? { ok: 0, ...failure } : { ...reply, ok: 1 }
}

function removeOne(request: Request, server: Server): Statement {
  const { command } = request
  const statement = removal(request, server, { ...command, q: docOf(command.query, 'query'), limit: 1 })
  return {
    ...statement,
    change: (collection, stored, outcome) => {
      statement.change(collection, stored, outcome)
      const value = shown(stored.doc, command, statement.scope)
      outcome.reply = { lastErrorObject: { n: 1 }, value }
    },
    otherwise: (_, outcome) => {
      outcome.reply = { lastErrorObject: { n: 0 }, value: null }
    },
  }
}

function updateOne(request: Request, server: Server): Statement {
  const { command } = request
  const parsed = parseUpdate(request, { ...command, q: docOf(command.query, 'query'), u: command.update })
  return {
    ...updateStatement(request, server, parsed),
    change: (collection, stored, outcome) => {
      const doc = applyUpdate(collection, stored, parsed)
      const value = shown(command.new ? doc : stored.doc, command, parsed.scope)
      outcome.reply = { lastErrorObject: { n: 1, updatedExisting: true }, value }
      outcome.n++
    },
    otherwise: (collection, outcome) => {
      const doc = parsed.isUpsert && collection ? upsert(collection, parsed) : undefined
      const lastErrorObject = { n: doc ? 1 : 0, updatedExisting: false, ...(doc ? { upserted: doc._id } : {}) }
      outcome.reply = { lastErrorObject, value: doc && command.new ? shown(doc, command, parsed.scope) : null }
    },
  }
}

function shown(doc: Doc, command: Doc, scope: Scope): Doc {
  const fields = docOf(command.fields, 'fields')
  return Object.keys(fields).length === 0 ? doc : compileProjection(fields, matchContext(scope))(doc)
}
