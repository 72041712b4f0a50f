import { randomBytes } from 'node:crypto'
import { Binary } from 'bson'
import { decode } from '../bson/decode.js'
import { type Doc, isDoc } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import { Collection, type CollectionRecord, encode } from './collection.js'
import { DocumentCache } from './documentCache.js'
import type { Environment } from './environment.js'
import type { IndexRecord } from './indexDefinition.js'
import { CATALOG_TREE, countKey, decodeRecordId, FIRST_FREE_TREE, recordKey, treeRange } from './treeKeys.js'

/** Which databases, collections and indexes there are. */
export class Catalog {
  private collections = new Map<string, Collection>()
  private lastRecordId = 0
  private lastTree = FIRST_FREE_TREE

  constructor(
    readonly environment: Environment,
    readonly cache = new DocumentCache(),
  ) {
    this.reload()
  }

  /** Reads everything anew: at start, and after a transaction was undone. */
  reload(): void {
    this.cache.clear()
    for (const collection of this.all()) collection.generation++
    this.collections.clear()
    const [low, high] = treeRange(CATALOG_TREE)
    for (const { value } of this.environment.range(low, high)) this.admit(fromDisk(decode(value)))
  }

  private admit(record: CollectionRecord): Collection {
    const collection = new Collection(record, this.home(), this.countOf(record))
    this.collections.set(collection.namespace, collection)
    this.lastTree = Math.max(this.lastTree, record.id, record.tree, ...record.indexes.map(index => index.tree))
    for (const { key } of this.environment.range(...treeRange(record.tree), true)) {
      this.lastRecordId = Math.max(this.lastRecordId, decodeRecordId(key, 4))
      break
    }
    return collection
  }

  private countOf({ id, tree }: CollectionRecord): number {
    const counted = this.environment.get(countKey(id))
    return counted ? counted.readDoubleBE(0) : [...this.environment.range(...treeRange(tree))].length
  }

  private home() {
    return {
      environment: this.environment,
      cache: this.cache,
      nextRecordId: () => ++this.lastRecordId,
      nextTree: () => ++this.lastTree,
      save: (record: CollectionRecord) => this.save(record),
    }
  }

  private save(record: CollectionRecord): void {
    this.environment.put(recordKey(CATALOG_TREE, record.id), encode({ ...record, uuid: new Binary(record.uuid, 4) }))
  }

  /** Writes the counts that a transaction changed: its last act. */
  saveCounts(): void {
    for (const collection of this.collections.values()) {
      if (!collection.isCountDirty) continue
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleBE(collection.count)
      this.environment.put(countKey(collection.record.id), bytes)
      collection.isCountDirty = false
    }
  }

  find(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`)
  }

  all(): Collection[] {
    return [...this.collections.values()]
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter(collection => collection.record.db === db)
  }

  /** The collection, made when it is not there yet; inside a transaction. */
  obtain(db: string, name: string, options: Doc = {}): Collection {
    return this.find(db, name) ?? this.create(db, name, options)
  }

  create(db: string, name: string, options: Doc): Collection {
    assertName(db, name)
    if (this.find(db, name)) throw new MongoFailure(48, `Collection ${db}.${name} already exists.`)
    const index: IndexRecord = { tree: ++this.lastTree, name: '_id_', key: { _id: 1 }, multikey: [], truncated: false }
    const tree = ++this.lastTree
    // its count comes right behind its newest document: one page changes for both
    const id = ++this.lastTree
    const record = { id, db, name, tree, uuid: randomBytes(16), options, indexes: [index] }
    this.save(record)
    return this.admit(record)
  }

  drop(collection: Collection): void {
    collection.clear()
    this.environment.remove(recordKey(CATALOG_TREE, collection.record.id))
    this.environment.remove(countKey(collection.record.id))
    this.collections.delete(collection.namespace)
  }
}

function assertName(db: string, name: string): void {
  if (db === '' || /[/\\. "$\0]/.test(db)) throw new MongoFailure(73, `Invalid database name: '${db}'`)
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('system.') || name.startsWith('.')) {
    throw new MongoFailure(73, `Invalid collection name: ${name}`)
  }
}

function fromDisk(doc: Doc): CollectionRecord {
  const { id, db, name, tree, uuid, options, indexes } = doc
  if (
    typeof id !== 'number' ||
    typeof db !== 'string' ||
    typeof name !== 'string' ||
    typeof tree !== 'number' ||
    !isDoc(options)
  ) {
    throw new Error('the catalog of the store is damaged: restore the folder from a backup')
  }
  return { id, db, name, tree, options, uuid: Buffer.from((uuid as Binary).buffer), indexes: indexes as IndexRecord[] }
}
