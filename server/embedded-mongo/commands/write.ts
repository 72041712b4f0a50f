import type { Scope } from '../aggregate/expression.js'
import { runStages } from '../aggregate/stages.js'
import { type Doc, isDoc } from '../bson/types.js'
import { describeFailure, failedToParse, MongoFailure } from '../errors.js'
import type { TimeLimit } from '../plan/execute.js'
import { matchedPosition } from '../query/positional.js'
import { compileProjection } from '../query/project.js'
import { parseSort } from '../query/sort.js'
import { type Collection, encode } from '../store/collection.js'
import type { StoredDocument } from '../store/documentCache.js'
import { StorageFailure } from '../store/environment.js'
import { compileUpdate, isReplacement, type Update, upsertSeed, withId } from '../update/update.js'
import { hintOf, select } from './find.js'
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

type WriteError = { index: number; code: number; errmsg: string }

/** Runs statements one after another; a failure concerns its own statement, and ends an ordered batch. */
function runAll<T>(items: T[], ordered: boolean, run: (item: T, index: number) => void): WriteError[] {
  const errors: WriteError[] = []
  for (const [index, item] of items.entries()) {
    try {
      run(item, index)
    } catch (error) {
      if (error instanceof StorageFailure) throw error
      const { codeName: _codeName, ...described } = describeFailure(error)
      errors.push({ index, ...described })
      if (ordered) break
    }
  }
  return errors
}

const withErrors = (reply: Doc, writeErrors: WriteError[]): Doc => ({
  ...reply,
  ...(writeErrors.length > 0 ? { writeErrors } : {}),
  ok: 1,
})
const isOrdered = ({ command }: Request) => command.ordered !== false

export const insert: Handler = (request, { catalog, commits }) => {
  const name = collectionName(request)
  const inserted = documents(request)
  return commits.write(() => {
    const collection = catalog.obtain(request.db, name)
    let n = 0
    const errors = runAll(inserted, isOrdered(request), ({ doc, bytes }) => {
      // the driver sends `_id` first; whoever does not gets one, in front
      if (Object.keys(doc)[0] === '_id') collection.insert(doc, bytes)
      else collection.insert(withId(doc))
      n++
    })
    return withErrors({ n }, errors)
  })
}

interface UpdateStatement {
  filter: Doc
  sort: Doc | undefined
  hint: unknown
  isMulti: boolean
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

function parseUpdate(command: Doc, statement: Doc): UpdateStatement {
  const scope = scopeOf(command, statement)
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
  return {
    filter: docOf(statement.q, 'q'),
    sort: isDoc(statement.sort) ? statement.sort : undefined,
    hint: hintOf(statement.hint),
    isMulti,
    isUpsert: statement.upsert === true,
    update,
    updateSpec: spec,
    scope,
  }
}

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'])

function runUpdatePipeline(stages: Doc[], doc: Doc, scope: Scope): Doc {
  const unknown = stages.map(stage => Object.keys(stage)[0] ?? '').find(name => !UPDATE_STAGES.has(name))
  if (unknown !== undefined) throw new MongoFailure(72, `${unknown} is not allowed to be used within an update`)
  const host = { aggregate: () => [] }
  const [updated] = [...runStages([doc], stages, { ...scope, host })]
  return updated ?? doc
}

function find(
  collection: Collection,
  { filter, sort, hint, isMulti, scope }: Pick<UpdateStatement, 'filter' | 'sort' | 'hint' | 'isMulti' | 'scope'>,
  limit: TimeLimit,
): StoredDocument[] {
  const selection = { filter, sort: parseSort(sort), skip: 0, limit: isMulti ? 0 : 1, hint }
  return [...select(collection, selection, scope, limit)].map(({ stored }) => stored)
}

/** The document after the update, and whether it is another. */
function applyUpdate(
  collection: Collection,
  stored: StoredDocument,
  statement: UpdateStatement,
): { doc: Doc; isModified: boolean } {
  const positionOf = (path: string) =>
    matchedPosition(statement.filter, stored.doc, path, matchContext(statement.scope))
  const doc = statement.update(stored.doc, { isInsert: false, positionOf })
  const bytes = encode(doc)
  if (bytes.equals(stored.bytes)) return { doc: stored.doc, isModified: false }
  collection.replace(stored, doc, bytes)
  return { doc, isModified: true }
}

function upsert(collection: Collection, { filter, update, updateSpec }: UpdateStatement): Doc {
  const seed = upsertSeed(filter)
  const start: Doc = isReplacement(updateSpec) ? ('_id' in seed ? { _id: seed._id } : {}) : seed
  const doc = withId(update(start, { isInsert: true, positionOf: () => -1 }))
  collection.insert(doc)
  return doc
}

export const update: Handler = (request, { catalog, commits }) => {
  const name = collectionName(request)
  const all = statements(request, 'updates')
  return commits.write(() => {
    const upserted: { index: number; _id: unknown }[] = []
    let n = 0
    let nModified = 0
    const errors = runAll(all, isOrdered(request), (raw, index) => {
      refuseSort(raw)
      const statement = parseUpdate(request.command, raw)
      const collection = statement.isUpsert ? catalog.obtain(request.db, name) : catalog.find(request.db, name)
      const found = collection ? find(collection, statement, timeLimit(request)) : []
      for (const stored of found) {
        if (applyUpdate(collection!, stored, statement).isModified) nModified++
        n++
      }
      if (found.length > 0 || !statement.isUpsert || !collection) return
      upserted.push({ index, _id: upsert(collection, statement)._id })
      n++
    })
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors)
  })
}

export const remove: Handler = (request, { catalog, commits }) => {
  const name = collectionName(request)
  const all = statements(request, 'deletes')
  return commits.write(() => {
    const collection = catalog.find(request.db, name)
    let n = 0
    const errors = runAll(all, isOrdered(request), raw => {
      const scope = scopeOf(request.command, raw)
      const limit = integerOf(raw.limit, 'limit') ?? 0
      if (limit !== 0 && limit !== 1)
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`)
      const statement = {
        filter: docOf(raw.q, 'q'),
        sort: undefined,
        hint: hintOf(raw.hint),
        isMulti: limit === 0,
        scope,
      }
      for (const stored of collection ? find(collection, statement, timeLimit(request)) : []) {
        collection!.remove(stored)
        n++
      }
    })
    return withErrors({ n }, errors)
  })
}

export const findAndModify: Handler = (request, server) => {
  const { command } = request
  const name = collectionName(request)
  const isRemove = command.remove === true
  if (isRemove && command.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true')
  if (!isRemove && command.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified')
  if (isRemove && (command.upsert || command.new)) throw failedToParse('Cannot specify upsert or new with remove=true')
  return server.commits.write(() => (isRemove ? removeOne(request, name, server) : updateOne(request, name, server)))
}

function removeOne(request: Request, name: string, { catalog }: Server): Doc {
  const { command } = request
  const scope = scopeOf(command)
  const collection = catalog.find(request.db, name)
  const statement = {
    filter: docOf(command.query, 'query'),
    sort: docOf(command.sort, 'sort'),
    hint: hintOf(command.hint),
    isMulti: false,
    scope,
  }
  const [stored] = collection ? find(collection, statement, timeLimit(request)) : []
  if (stored) collection!.remove(stored)
  return {
    lastErrorObject: { n: stored ? 1 : 0 },
    value: stored ? shown(stored.doc, command, scope) : null,
    ok: 1,
  }
}

function updateOne(request: Request, name: string, { catalog }: Server): Doc {
  const { command } = request
  const statement = parseUpdate(command, { ...command, q: command.query, u: command.update })
  const collection = statement.isUpsert ? catalog.obtain(request.db, name) : catalog.find(request.db, name)
  const [stored] = collection ? find(collection, statement, timeLimit(request)) : []
  const show = (doc: Doc) => shown(doc, command, statement.scope)
  if (stored) {
    const { doc } = applyUpdate(collection!, stored, statement)
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: show(command.new ? doc : stored.doc), ok: 1 }
  }
  if (!statement.isUpsert || !collection)
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 }
  const doc = upsert(collection, statement)
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: doc._id },
    value: command.new ? show(doc) : null,
    ok: 1,
  }
}

function shown(doc: Doc, command: Doc, scope: Scope): Doc {
  const fields = docOf(command.fields, 'fields')
  return Object.keys(fields).length === 0 ? doc : compileProjection(fields, matchContext(scope))(doc)
}
