import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { EJSON } from 'bson'
import { expect } from 'chai'
import type { Collection, Db, MongoClient } from 'mongodb'

type Doc = Record<string, unknown>
interface Operation {
  name: string
  object: string
  arguments?: Doc
  expectResult?: unknown
  expectError?: Doc
  saveResultAsEntity?: string
  ignoreResultAndError?: boolean
}
interface Requirement {
  minServerVersion?: string
  maxServerVersion?: string
  topologies?: string[]
}
export interface UnifiedCase {
  description: string
  runOnRequirements?: Requirement[]
  skipReason?: string
  operations: Operation[]
  outcome?: { collectionName: string; databaseName: string; documents: Doc[] }[]
}
export interface UnifiedFile {
  description: string
  runOnRequirements?: Requirement[]
  createEntities: Doc[]
  initialData?: { collectionName: string; databaseName: string; documents: Doc[] }[]
  tests: UnifiedCase[]
}

/** MongoDB's own tests, in its unified format, from files of extended JSON. */
export function readUnifiedFiles(folder: string): UnifiedFile[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => EJSON.parse(readFileSync(path.join(folder, name), 'utf8'), { relaxed: true }) as UnifiedFile)
}

/** Whether a standalone server of this version has to pass. */
export function appliesTo(version: string, requirements: Requirement[] | undefined): boolean {
  return (requirements ?? [{}]).some(
    ({ minServerVersion, maxServerVersion, topologies }) =>
      (!minServerVersion || compareVersions(version, minServerVersion) >= 0) &&
      (!maxServerVersion || compareVersions(version, maxServerVersion.replace('99', '999')) <= 0) &&
      (!topologies || topologies.includes('single')),
  )
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0)
  return 0
}

/** Prepares the data, runs the operations, and compares answers and outcome. Throws where they differ. */
export async function runUnifiedCase(client: MongoClient, file: UnifiedFile, test: UnifiedCase): Promise<void> {
  for (const { databaseName, collectionName, documents } of file.initialData ?? []) {
    const collection = client.db(databaseName).collection(collectionName)
    await collection.drop()
    await client.db(databaseName).createCollection(collectionName)
    if (documents.length > 0) await collection.insertMany(documents)
  }
  const entities = makeEntities(client, file.createEntities)
  for (const operation of test.operations) await runOperation(operation, entities)
  for (const { databaseName, collectionName, documents } of test.outcome ?? []) {
    const found = await client.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray()
    expect(plain(found)).to.deep.equal(plain(documents))
  }
}

const plain = (value: unknown): unknown => JSON.parse(EJSON.stringify(value, { relaxed: true }))

function makeEntities(client: MongoClient, specs: Doc[]): Map<string, unknown> {
  const entities = new Map<string, unknown>()
  for (const spec of specs) {
    const [kind, entity] = Object.entries(spec)[0] as [string, Doc]
    const id = String(entity.id)
    const options = (entity.databaseOptions ?? entity.collectionOptions ?? {}) as object
    if (kind === 'client') entities.set(id, client)
    if (kind === 'database') entities.set(id, client.db(String(entity.databaseName), options))
    if (kind === 'collection') {
      entities.set(id, (entities.get(String(entity.database)) as Db).collection(String(entity.collectionName), options))
    }
  }
  return entities
}

async function runOperation(operation: Operation, entities: Map<string, unknown>): Promise<void> {
  const { expectError, expectResult } = operation
  let result: unknown
  try {
    result = await perform(operation, entities.get(operation.object))
  } catch (error) {
    if (operation.ignoreResultAndError) return
    if (!expectError) throw error
    matchError(error as Doc, expectError)
    return
  }
  if (expectError) throw new Error(`${operation.name} should have failed: ${JSON.stringify(expectError)}`)
  if (expectResult !== undefined) match(plain(result ?? null), expectResult)
}

async function perform({ name, arguments: given = {} }: Operation, target: unknown): Promise<unknown> {
  const { filter, update, replacement, document, documents, requests, pipeline, fieldName, ...options } = given
  const collection = target as Collection
  switch (name) {
    case 'find':
      return await collection.find(filter as Doc, options).toArray()
    case 'findOne':
    case 'countDocuments':
    case 'deleteOne':
    case 'deleteMany':
    case 'findOneAndDelete':
      return await (collection[name] as (filter: Doc, options: Doc) => Promise<unknown>).call(
        collection,
        filter as Doc,
        options,
      )
    case 'updateOne':
    case 'updateMany':
    case 'findOneAndUpdate':
      return await collection[name](filter as Doc, update as Doc, asDriver(options))
    case 'replaceOne':
    case 'findOneAndReplace':
      return await collection[name](filter as Doc, replacement as Doc, asDriver(options))
    case 'insertOne':
      return await collection.insertOne(document as Doc, options)
    case 'insertMany':
      return await collection.insertMany(documents as Doc[], options)
    case 'bulkWrite':
      return await collection.bulkWrite(requests as never[], options)
    case 'aggregate':
      return await (target as Collection).aggregate(pipeline as Doc[], options).toArray()
    case 'distinct':
      return await collection.distinct(String(fieldName), (filter ?? {}) as Doc, options)
    case 'estimatedDocumentCount':
      return await collection.estimatedDocumentCount(options)
    case 'count':
      return await collection.count((filter ?? {}) as Doc, options)
    case 'createIndex':
      return await collection.createIndex(options.keys as Record<string, 1>, options)
    case 'runCommand':
      return await (target as unknown as Db).command(given.command as Doc)
    case 'createCollection':
      return await (target as unknown as Db).createCollection(String(options.collection))
    case 'listCollections':
      return await (target as unknown as Db).listCollections(filter as Doc).toArray()
    default:
      throw new Error(`the runner does not know ${name}`)
  }
}

const asDriver = ({ returnDocument, ...options }: Doc): Doc =>
  returnDocument ? { ...options, returnDocument: String(returnDocument).toLowerCase() } : options

function matchError(error: Doc, expected: Doc): void {
  if (expected.errorCode !== undefined) expect(error.code).to.equal(expected.errorCode)
  if (typeof expected.errorContains === 'string') {
    expect(String(error.message).toLowerCase()).to.contain(expected.errorContains.toLowerCase())
  }
  if (expected.errorResponse !== undefined) match(plain(error.errorResponse), expected.errorResponse)
  if (expected.expectResult !== undefined) match(plain(error.result ?? error), expected.expectResult)
}

/** Documents at the top may have more fields than expected; those inside may not, as the format has it. */
function match(actual: unknown, expected: unknown, isRoot = true): void {
  if (Array.isArray(expected)) {
    expect(actual).to.be.an('array').with.lengthOf(expected.length)
    for (const [i, item] of expected.entries()) match((actual as unknown[])[i], item, isRoot)
  } else if (typeof expected === 'object' && expected !== null) {
    matchFields(actual, plain(expected) as Doc, isRoot)
  } else {
    expect(actual).to.deep.equal(expected)
  }
}

function matchFields(actual: unknown, expected: Doc, isRoot: boolean): void {
  if ('$$unsetOrMatches' in expected) {
    if (actual !== null && actual !== undefined) match(actual, expected.$$unsetOrMatches, isRoot)
    return
  }
  if ('$$type' in expected) {
    expect(actual).not.to.equal(undefined)
    return
  }
  for (const [key, value] of Object.entries(expected)) {
    const exists = (value as Doc | null)?.$$exists
    if (exists === false) expect(actual).not.to.have.property(key)
    else if (exists !== true) match((actual as Doc | null)?.[key], value, false)
  }
  if (!isRoot) expect(Object.keys(actual as Doc).filter(key => !(key in expected))).to.deep.equal([])
}
