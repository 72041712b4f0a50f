import type { Scope } from '../aggregate/expression.js'
import { runStages } from '../aggregate/stages.js'
import { type Doc, isDoc } from '../bson/types.js'
import { failedToParse, MongoFailure, refused } from '../errors.js'
import { execute } from '../plan/execute.js'
import { planQuery } from '../plan/planner.js'
import { PAUSE, TimeLimit } from '../plan/turns.js'
import { getPath } from '../query/paths.js'
import type { Collection } from '../store/collection.js'
import { withId } from '../update/update.js'
import type { Server } from './request.js'

/** The last stage of a pipeline that writes: all of it in one transaction. */
export function writeOut(server: Server, db: string, stage: Doc, results: Iterable<Doc>, scope: Scope): Promise<void> {
  const docs = [...results]
  return server.commits.write(() =>
    '$out' in stage ? replaceAll(server, db, stage.$out, docs) : merge(server, db, stage.$merge, docs, scope),
  )
}

function targetOf(spec: unknown, db: string, field: string): { db: string; name: string } {
  if (typeof spec === 'string') return { db, name: spec }
  const target = isDoc(spec) ? (isDoc(spec[field]) ? spec[field] : spec) : {}
  if (typeof target[field] === 'string' && !('coll' in target)) return { db, name: target[field] }
  if (typeof target.coll !== 'string') throw failedToParse('the target collection is missing')
  return { db: String(target.db ?? db), name: target.coll }
}

function replaceAll({ catalog }: Server, db: string, spec: unknown, docs: Doc[]): void {
  const target = targetOf(spec, db, 'coll')
  const collection = catalog.obtain(target.db, target.name)
  for (const stored of [...collection.scan()]) collection.remove(stored)
  for (const doc of docs) collection.insert(withId(doc))
}

function merge({ catalog }: Server, db: string, spec: unknown, docs: Doc[], scope: Scope): void {
  const target = targetOf(spec, db, 'into')
  const options = isDoc(spec) ? spec : {}
  const collection = catalog.obtain(target.db, target.name)
  const on = [options.on ?? '_id'].flat().map(String)
  for (const doc of docs) mergeOne(collection, withId(doc), on, options, scope)
}

function mergeOne(
  collection: Collection,
  doc: Doc,
  on: string[],
  { whenMatched = 'merge', whenNotMatched = 'insert' }: Doc,
  scope: Scope,
): void {
  const filter = Object.fromEntries(on.map(path => [path, { $eq: getPath(doc, path) ?? null }]))
  const planned = planQuery(collection, { filter, sort: [], match: {} })
  const found = execute(collection, planned, new TimeLimit(Number.POSITIVE_INFINITY))
  const stored = [...found].find(one => one !== PAUSE)
  if (!stored) {
    if (whenNotMatched === 'fail')
      throw new MongoFailure(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      )
    if (whenNotMatched === 'insert') collection.insert(doc)
    return
  }
  const id = { _id: stored.doc._id }
  if (whenMatched === 'fail') throw collection.indexes[0]!.duplicateKey(doc, collection.namespace)
  if (whenMatched === 'replace') collection.replace(stored, { ...doc, ...id })
  else if (whenMatched === 'merge') collection.replace(stored, { ...stored.doc, ...doc, ...id })
  else if (Array.isArray(whenMatched))
    collection.replace(stored, {
      ...pipelined(stored.doc, whenMatched as Doc[], { ...scope, variables: { ...scope.variables, new: doc } }),
      ...id,
    })
  else if (whenMatched !== 'keepExisting') throw refused(`$merge with whenMatched: ${String(whenMatched)}`)
}

function pipelined(doc: Doc, stages: Doc[], scope: Scope): Doc {
  const host = { aggregate: () => [] }
  return [...runStages([doc], stages, { ...scope, host })][0] ?? doc
}
