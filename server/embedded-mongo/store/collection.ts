import { serialize } from 'bson'
import { decodeFields } from '../bson/decode.js'
import { encodeKey } from '../bson/keys.js'
import { type Doc, isDoc, RANK, rankOf } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import { Damage } from './damage.js'
import { type DocumentCache, StoredDocument } from './documentCache.js'
import { type Entry, type Environment, StorageFailure } from './environment.js'
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
  /** Those that serve queries. */
  indexes: Index[]
  /** Those that know the documents up to one of them: writes keep them so far. */
  private building: Index[]
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
    const all = record.indexes.map(index => new Index(index, home.environment))
    this.indexes = all.filter(isBuilt)
    this.building = all.filter(index => !isBuilt(index))
  }

  /** Also those that are being built. */
  get allIndexes(): Index[] {
    return [...this.indexes, ...this.building]
  }

  /** Those that know a document, and have to be changed with it. */
  indexesOf(recordId: number): Index[] {
    if (this.building.length === 0) return this.indexes
    return this.allIndexes.filter(({ record }) => recordId <= (record.builtUpTo ?? recordId))
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
  scan(reverse = false): Generator<StoredDocument> {
    return this.scanRange(...this.range, reverse)
  }

  private *scanRange(low: Buffer, high: Buffer, reverse = false): Generator<StoredDocument> {
    for (const { key, value } of this.environment.range(low, high, reverse)) {
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
    for (const index of this.indexesOf(old.recordId))
      index.remove(changeOf(index, old, undefined).removed, old.recordId)
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
    const changes = this.indexesOf(recordId).map(index => changeOf(index, old, doc))
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

  /** Adds an index, to be built. Answers its tree: that of the same one, where it is there already. */
  addIndex(spec: Doc): number {
    const wanted = parseIndex(spec)
    const same = findSame(this.record.indexes, wanted)
    if (same) return same.tree
    if (wanted.weights && this.allIndexes.some(index => index.isText))
      throw new MongoFailure(67, 'only one text index per collection allowed')
    const index = new Index({ ...wanted, tree: this.home.nextTree(), builtUpTo: 0 }, this.environment)
    this.record.indexes.push(index.record)
    this.building.push(index)
    return index.record.tree
  }

  /**
   * Builds an index over what is there, and writes down how far it came: from then on writes keep it up to there. Answers
   * whether it is complete. What cannot be indexed, as a duplicate, takes it away.
   */
  buildIndex(tree: number, isOver: () => boolean): boolean {
    if (this.indexes.some(({ record }) => record.tree === tree)) return true
    const index = this.building.find(({ record }) => record.tree === tree)
    if (!index) throw new MongoFailure(27, 'the index was dropped while it was built')
    try {
      const isComplete = this.addToIndex(index, isOver)
      if (isComplete) this.complete(index)
      this.home.save(this.record)
      return isComplete
    } catch (error) {
      if (!(error instanceof StorageFailure)) this.dropIndex(index)
      throw error
    }
  }

  private addToIndex(index: Index, isOver: () => boolean): boolean {
    const { record } = index
    const [, high] = this.range
    for (const stored of this.scanRange(recordKey(this.record.tree, record.builtUpTo! + 1), high)) {
      const { keys, multikey, truncated } = index.entries(stored.doc)
      index.assertFree(keys, stored.recordId, stored.doc, this.namespace)
      index.add(keys, stored.recordId)
      for (const path of multikey) if (!record.multikey.includes(path)) record.multikey.push(path)
      record.truncated ||= truncated
      record.builtUpTo = stored.recordId
      if (isOver()) return false
    }
    return true
  }

  private complete(index: Index): void {
    delete index.record.builtUpTo
    this.building = this.building.filter(other => other !== index)
    this.indexes.push(index)
    this.fields = undefined
  }

  /** The same for one that begins with its `_id`: of the rest only what its indexes look at is decoded. */
  insertBytes(bytes: Buffer): void {
    this.fields ??= new Set(['_id', ...this.indexes.flatMap(index => index.topFields)])
    this.insert(decodeFields(bytes, this.fields), bytes)
  }

  dropIndex(index: Index): void {
    if (isBuilt(index)) this.generation++
    this.environment.clear(...index.range)
    this.indexes = this.indexes.filter(other => other !== index)
    this.building = this.building.filter(other => other !== index)
    this.fields = undefined
    this.record.indexes = this.record.indexes.filter(record => record !== index.record)
    this.home.save(this.record)
  }

  clear(): void {
    this.generation++
    for (const index of this.allIndexes) this.environment.clear(...index.range)
    this.environment.clear(...this.range)
  }
}

const isBuilt = ({ record }: Index) => record.builtUpTo === undefined

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
