import { serialize } from 'bson'
import { decodeFields } from '../bson/decode.js'
import { encodeKey } from '../bson/keys.js'
import { type Doc, isDoc, RANK, rankOf } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import { Damage } from './damage.js'
import { type DocumentCache, StoredDocument } from './documentCache.js'
import type { Entry, Environment } from './environment.js'
import { changeOf, Index, type IndexChange } from './index.js'
import { findSame, type IndexRecord, parseIndex } from './indexDefinition.js'
import { decodeRecordId, fitFields, recordKey, treePrefix, treeRange } from './treeKeys.js'

/** What the catalog keeps about a collection. */
export interface CollectionRecord {
  id: number
  db: string
  name: string
  tree: number
  uuid: Buffer
  options: Doc
  indexes: IndexRecord[]
}

/** What a collection needs of the store around it. */
export interface CollectionHome {
  environment: Environment
  cache: DocumentCache
  nextRecordId: () => number
  nextTree: () => number
  save: (record: CollectionRecord) => void
}

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

export const encode = (doc: Doc): Buffer => {
  const bytes = serialize(doc, { ignoreUndefined: true })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Documents in insertion order under record ids, and their index entries, always written together. */
export class Collection {
  indexes: Index[]
  isCountDirty = false
  /** Another number when something is taken away that a reader may be in the middle of. */
  generation = 0
  /** How often documents have been changed. */
  writes = 0
  private fields: ReadonlySet<string> | undefined

  constructor(
    readonly record: CollectionRecord,
    private readonly home: CollectionHome,
    public count: number,
  ) {
    this.indexes = record.indexes.map(index => new Index(index, home.environment))
  }

  get namespace(): string {
    return `${this.record.db}.${this.record.name}`
  }

  get environment(): Environment {
    return this.home.environment
  }

  /** Where its documents are. */
  get range(): [low: Buffer, high: Buffer] {
    return treeRange(this.record.tree)
  }

  read(recordId: number): StoredDocument | undefined {
    const cached = this.home.cache.get(recordId)
    if (cached) return cached
    const bytes = this.environment.get(recordKey(this.record.tree, recordId))
    return bytes && this.remember(new StoredDocument(recordId, bytes))
  }

  /** The document with this `_id`, in two look-ups. */
  readById(id: unknown): StoredDocument | undefined {
    const key = Buffer.concat([treePrefix(this.indexes[0]!.record.tree), fitFields(encodeKey(id))])
    const value = this.environment.get(key)
    return value && this.readEntry({ key, value })
  }

  /** The document that an entry of an index leads to; undefined when both have gone since the entry was read. */
  readEntry({ key, value }: Entry): StoredDocument | undefined {
    const stored = this.read(decodeRecordId(value))
    if (!stored && this.environment.get(key)?.equals(value))
      throw new Damage(`an index of ${this.namespace} leads to a document that is not there`)
    return stored
  }

  /** All documents in insertion order (or the reverse). */
  *scan(reverse = false): Generator<StoredDocument> {
    for (const { key, value } of this.environment.range(...this.range, reverse)) {
      const recordId = decodeRecordId(key, 4)
      yield this.home.cache.get(recordId) ?? this.remember(new StoredDocument(recordId, value))
    }
  }

  private remember(stored: StoredDocument): StoredDocument {
    this.home.cache.set(stored)
    return stored
  }

  /** Throws DuplicateKey before anything is written. Remembered when it is read: of many, most are not read soon. */
  insert(doc: Doc, bytes = encode(doc)): void {
    assertId(doc)
    const recordId = this.home.nextRecordId()
    this.write(recordId, undefined, doc, bytes)
    this.countBy(1)
  }

  /** Puts a new version of a document in its place. Throws DuplicateKey before anything is written. */
  replace(old: StoredDocument, doc: Doc, bytes = encode(doc)): StoredDocument {
    this.write(old.recordId, old, doc, bytes)
    return this.remember(new StoredDocument(old.recordId, bytes, doc))
  }

  remove(old: StoredDocument): void {
    this.writes++
    for (const index of this.indexes) index.remove(changeOf(index, old, undefined).removed, old.recordId)
    this.environment.remove(recordKey(this.record.tree, old.recordId))
    this.home.cache.delete(old.recordId)
    this.countBy(-1)
  }

  private write(recordId: number, old: StoredDocument | undefined, doc: Doc, bytes: Buffer): void {
    if (bytes.length > MAX_DOCUMENT_BYTES) {
      throw new MongoFailure(
        10334,
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
      )
    }
    const changes = this.indexes.map(index => changeOf(index, old, doc))
    for (const { index, added } of changes) index.assertFree(added, recordId, doc, this.namespace)
    this.writes++
    this.environment.put(recordKey(this.record.tree, recordId), bytes)
    for (const change of changes) this.applyChange(change, recordId)
  }

  private applyChange({ index, added, removed, entries }: IndexChange, recordId: number): void {
    index.remove(removed, recordId)
    index.add(added, recordId)
    this.note(index, entries.multikey, entries.truncated)
  }

  /** What the planner must know about an index is kept with it, before a query could go wrong. */
  private note(index: Index, multikey: string[], truncated: boolean): void {
    const { record } = index
    const news = multikey.filter(path => !record.multikey.includes(path))
    if (news.length === 0 && (record.truncated || !truncated)) return
    record.multikey.push(...news)
    record.truncated ||= truncated
    this.home.save(this.record)
  }

  private countBy(change: number): void {
    this.count += change
    this.isCountDirty = true
  }

  /** Builds an index over what is there; the same one again changes nothing. Answers whether it is new. */
  createIndex(spec: Doc): boolean {
    const wanted = parseIndex(spec)
    if (findSame(this.record.indexes, wanted)) return false
    if (wanted.weights && this.indexes.some(index => index.isText))
      throw new MongoFailure(67, 'only one text index per collection allowed')
    const index = new Index({ ...wanted, tree: this.home.nextTree() }, this.environment)
    try {
      for (const stored of this.scan()) this.addToNewIndex(index, stored)
    } catch (error) {
      this.environment.clear(...index.range)
      throw error
    }
    this.record.indexes.push(index.record)
    this.indexes.push(index)
    this.fields = undefined
    this.home.save(this.record)
    return true
  }

  /** The same for one that begins with its `_id`: of the rest only what its indexes look at is decoded. */
  insertBytes(bytes: Buffer): void {
    this.fields ??= new Set(['_id', ...this.indexes.flatMap(index => index.topFields)])
    this.insert(decodeFields(bytes, this.fields), bytes)
  }

  private addToNewIndex(index: Index, stored: StoredDocument): void {
    const { keys, multikey, truncated } = index.entries(stored.doc)
    index.assertFree(keys, stored.recordId, stored.doc, this.namespace)
    index.add(keys, stored.recordId)
    for (const path of multikey) if (!index.record.multikey.includes(path)) index.record.multikey.push(path)
    index.record.truncated ||= truncated
  }

  dropIndex(index: Index): void {
    this.generation++
    this.environment.clear(...index.range)
    this.indexes = this.indexes.filter(other => other !== index)
    this.fields = undefined
    this.record.indexes = this.indexes.map(other => other.record)
    this.home.save(this.record)
  }

  clear(): void {
    this.generation++
    for (const index of this.indexes) this.environment.clear(...index.range)
    this.environment.clear(...this.range)
  }
}

function assertId(doc: Doc): void {
  const rank = rankOf(doc._id)
  if (rank === RANK.array || rank === RANK.regex || rank === RANK.missing) {
    const type = rank === RANK.array ? 'array' : rank === RANK.regex ? 'regex' : 'undefined'
    throw new MongoFailure(53, `The '_id' value cannot be of type ${type}`)
  }
  const operator = isDoc(doc._id) ? Object.keys(doc._id).find(key => key.startsWith('$')) : undefined
  if (operator)
    throw new MongoFailure(52, `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`)
}
