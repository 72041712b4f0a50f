import { Binary } from 'bson'
import { type Doc, isDoc } from '../bson/types.js'
import { badValue, MongoFailure, refused } from '../errors.js'
import { findIndex } from '../plan/planner.js'
import { nextTurn } from '../plan/turns.js'
import { compileFilter } from '../query/match.js'
import { type Collection, type CollectionRecord, encode } from '../store/collection.js'
import type { Index } from '../store/index.js'
import { publicIndex } from '../store/indexDefinition.js'
import {
  collectionName,
  docOf,
  type Handler,
  nonNegative,
  type Reply,
  type Request,
  type Server,
  timeLimit,
} from './request.js'
import { TRANSACTION_MILLIS } from './statements.js'

type CollectionName = Pick<CollectionRecord, 'db' | 'name'>

const REFUSED_OPTIONS = [
  'capped',
  'timeseries',
  'viewOn',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'encryptedFields',
]

export const create: Handler = (request, { catalog, commits }) => {
  const { command, db } = request
  const name = collectionName(request)
  const option = REFUSED_OPTIONS.find(wanted => command[wanted] !== undefined && command[wanted] !== false)
  if (option) throw refused(`A collection with the option '${option}'`)
  if (isDoc(command.validator) && Object.keys(command.validator).length > 0)
    throw refused("A collection with the option 'validator'")
  return commits.write(() => {
    catalog.create(db, name, {})
    return { ok: 1 }
  })
}

export const drop: Handler = (request, { catalog, commits }) => {
  const name = collectionName(request)
  return commits.write(() => {
    const collection = catalog.find(request.db, name)
    if (!collection) return { ok: 1 }
    catalog.drop(collection)
    return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 }
  })
}

export const dropDatabase: Handler = ({ db }, { catalog, commits }) =>
  commits.write(() => {
    const collections = catalog.inDatabase(db)
    for (const collection of collections) catalog.drop(collection)
    return collections.length > 0 ? { dropped: db, ok: 1 } : { ok: 1 }
  })

export const listCollections: Handler = (request, server) => {
  const { command, db } = request
  const matches = compileFilter(docOf(command.filter, 'filter'))
  const nameOnly = command.nameOnly === true
  const all = server.catalog.inDatabase(db).map(collection => ({
    name: collection.record.name,
    type: 'collection',
    ...(nameOnly
      ? {}
      : {
          options: collection.record.options,
          info: { readOnly: false, uuid: new Binary(collection.record.uuid, 4) },
          idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
        }),
  }))
  return list(request, server, '$cmd.listCollections', all.filter(matches))
}

function list(request: Request, { cursors }: Server, name: string, docs: Doc[]): Reply | Promise<Reply> {
  const batchSize = nonNegative(docOf(request.command.cursor, 'cursor').batchSize, 'batchSize')
  return cursors.start(
    { namespace: `${request.db}.${name}`, documents: docs.map(encode).values(), limit: timeLimit(request) },
    batchSize,
  )
}

export const listDatabases: Handler = ({ command }, { catalog }) => {
  const names = [...new Set(catalog.all().map(collection => collection.record.db))].sort()
  const matches = compileFilter(docOf(command.filter, 'filter'))
  const nameOnly = command.nameOnly === true
  const databases = names.map(name => ({ name, ...(nameOnly ? {} : { sizeOnDisk: 0, empty: false }) })).filter(matches)
  return { databases, ...(nameOnly ? {} : { totalSize: 0, totalSizeMb: 0 }), ok: 1 }
}

export const createIndexes: Handler = async (request, server) => {
  const { catalog, commits } = server
  const name = collectionName(request)
  const specs = request.command.indexes
  if (!Array.isArray(specs) || specs.length === 0) throw badValue('Must specify at least one index to create')
  const isNew = !catalog.find(request.db, name)
  const { record } = await commits.write(() => catalog.obtain(request.db, name))
  const numIndexesBefore = record.indexes.length
  for (const spec of specs) await createIndex(server, record, docOf(spec, 'indexes'))
  const numIndexesAfter = catalog.find(request.db, name)?.record.indexes.length ?? 0
  return {
    numIndexesBefore,
    numIndexesAfter,
    createdCollectionAutomatically: isNew,
    ...(numIndexesAfter > numIndexesBefore ? {} : { note: 'all indexes already exist' }),
    ok: 1,
  }
}

async function createIndex(server: Server, { db, name }: CollectionName, spec: Doc): Promise<void> {
  const key = spec.key
  // every collection has this one
  if (isDoc(key) && Object.keys(key).length === 1 && key._id === 1) return
  // what is small is built at once
  const { tree, isComplete } = await server.commits.write(() => {
    const collection = server.catalog.obtain(db, name)
    const added = collection.addIndex(spec)
    return { tree: added, isComplete: collection.buildIndex(added, turnEnd()) }
  })
  if (!isComplete) await buildIndex(server, { db, name }, tree)
}

const turnEnd = () => {
  const end = performance.now() + TRANSACTION_MILLIS
  return () => performance.now() > end
}

/** Turn by turn; from the first on, writes keep the index as far as it is built, and others may drop it. */
async function buildIndex({ catalog, commits }: Server, { db, name }: CollectionName, tree: number): Promise<void> {
  let isComplete = false
  while (!isComplete) {
    await nextTurn()
    isComplete = await commits.write(() => {
      const collection = catalog.find(db, name)
      if (!collection) throw new MongoFailure(26, `ns does not exist: ${db}.${name}`)
      return collection.buildIndex(tree, turnEnd())
    })
  }
}

/** Goes on with what an owner had begun to build that was killed. */
export async function buildUnfinished(server: Server): Promise<void> {
  for (const { record, allIndexes } of server.catalog.all())
    for (const { record: index } of allIndexes)
      if (index.builtUpTo !== undefined) await buildIndex(server, record, index.tree)
}

export const listIndexes: Handler = (request, server) => {
  const collection = existing(request, server)
  return list(request, server, collection.record.name, collection.record.indexes.map(publicIndex))
}

function existing(request: Request, { catalog }: Server): Collection {
  const collection = catalog.find(request.db, collectionName(request))
  if (!collection) throw new MongoFailure(26, `ns does not exist: ${request.db}.${collectionName(request)}`)
  return collection
}

export const dropIndexes: Handler = (request, server) => {
  const wanted = request.command.index
  return server.commits.write(() => {
    const collection = existing(request, server)
    const nIndexesWas = collection.record.indexes.length
    for (const index of indexesToDrop(collection, wanted)) collection.dropIndex(index)
    return { nIndexesWas, ok: 1 }
  })
}

function indexesToDrop(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return collection.allIndexes.slice(1)
  return (Array.isArray(wanted) ? wanted : [wanted]).map(one => {
    const index = findIndex(collection.allIndexes, one)
    if (!index)
      throw new MongoFailure(
        27,
        typeof one === 'string'
          ? `index not found with name [${one}]`
          : `can't find index with key: ${JSON.stringify(one)}`,
      )
    if (index.record.name === '_id_') throw new MongoFailure(72, 'cannot drop _id index')
    return index
  })
}
