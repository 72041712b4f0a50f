import { successor } from '../bson/keys.js'
import { type Doc, isDoc } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import { type Collation, parseCollation } from '../query/collation.js'
import { compileFilter, type Predicate } from '../query/match.js'
import { textWeights } from '../query/text.js'
import type { StoredDocument } from './documentCache.js'
import type { Environment } from './environment.js'
import type { IndexRecord } from './indexDefinition.js'
import { encodeTuple, extractKeys, type KeyField } from './indexKeys.js'
import { encodeRecordId, fitFields, isTooLong, treePrefix, treeRange } from './treeKeys.js'

/** The keys that one document has in one index, each as `tree, fields` without the record id. */
export interface IndexEntries {
  keys: Buffer[]
  multikey: string[]
  truncated: boolean
}

/** One index: which entries a document has in it, and keeping them. */
export class Index {
  readonly fields: KeyField[]
  readonly collation: Collation | undefined
  readonly isText: boolean
  private readonly prefix: Buffer
  private readonly includes: Predicate | undefined

  constructor(
    readonly record: IndexRecord,
    readonly environment: Environment,
  ) {
    this.prefix = treePrefix(record.tree)
    this.isText = record.weights !== undefined
    this.fields = Object.entries(record.key).map(([path, direction]) => ({
      path,
      parts: path.split('.'),
      direction: Number(direction) < 0 ? -1 : 1,
    }))
    this.collation = parseCollation(record.collation)
    const partial = record.partialFilterExpression
    this.includes = partial && compileFilter(partial, { collation: this.collation })
  }

  get isUnique(): boolean {
    return this.record.unique === true || this.record.name === '_id_'
  }

  /** The fields at the top of a document on which its entries depend. */
  get topFields(): string[] {
    const { key, weights = {}, partialFilterExpression = {} } = this.record
    const paths = [...Object.keys(key), ...Object.keys(weights), ...pathsIn(partialFilterExpression)]
    return paths.map(path => path.split('.')[0]!)
  }

  entries(doc: Doc): IndexEntries {
    if (this.includes && !this.includes(doc)) return NONE
    if (this.isText) return this.textEntries(doc)
    const { tuples, multikey, isAbsent } = extractKeys(doc, this.fields)
    if (isAbsent && this.record.sparse) return NONE
    let truncated = false
    const keys = tuples.map(tuple => {
      const fields = encodeTuple(tuple, this.fields, this.collation?.fold)
      truncated ||= isTooLong(fields)
      return Buffer.concat([this.prefix, fitFields(fields)])
    })
    return {
      keys: keys.length > 1 ? distinct(keys) : keys,
      multikey: [...multikey].map(i => this.fields[i]!.path),
      truncated,
    }
  }

  private textEntries(doc: Doc): IndexEntries {
    const words = textWeights(doc, this.record.weights ?? {}, this.record.default_language ?? 'english')
    const keys = [...words.keys()].map(word => this.textKey(word))
    return { keys, multikey: Object.keys(this.record.key), truncated: false }
  }

  /** The key of one word of a text index. */
  textKey(word: string): Buffer {
    return Buffer.concat([this.prefix, fitFields(Buffer.from(`${word}\0`))])
  }

  /** The record that already has this key in a unique index. */
  ownerOf(key: Buffer): Buffer | undefined {
    return this.environment.get(key)
  }

  /** Throws DuplicateKey when another record has one of these keys. */
  assertFree(keys: Buffer[], recordId: number, doc: Doc, namespace: string): void {
    if (!this.isUnique) return
    const own = encodeRecordId(recordId)
    for (const key of keys) {
      const owner = this.ownerOf(key)
      if (owner && !owner.equals(own)) throw this.duplicateKey(doc, namespace)
    }
  }

  add(keys: Buffer[], recordId: number): void {
    const id = encodeRecordId(recordId)
    for (const key of keys) this.environment.put(this.isUnique ? key : Buffer.concat([key, id]), id)
  }

  remove(keys: Buffer[], recordId: number): void {
    const id = encodeRecordId(recordId)
    for (const key of keys) this.environment.remove(this.isUnique ? key : Buffer.concat([key, id]))
  }

  /** The range of all keys that begin with these fields. */
  static rangeOf(key: Buffer): [low: Buffer, high: Buffer] {
    return [key, successor(key)]
  }

  get range(): [low: Buffer, high: Buffer] {
    return treeRange(this.record.tree)
  }

  duplicateKey(doc: Doc, namespace: string): MongoFailure {
    const tuple = extractKeys(doc, this.fields).tuples[0] ?? []
    const keyValue = Object.fromEntries(this.fields.map((field, i) => [field.path, tuple[i] ?? null]))
    const shown = this.fields.map((field, i) => `${field.path}: ${show(tuple[i])}`).join(', ')
    return new MongoFailure(
      11000,
      `E11000 duplicate key error collection: ${namespace} index: ${this.record.name} dup key: { ${shown} }`,
      { keyPattern: this.record.key, keyValue },
    )
  }
}

const NONE: IndexEntries = { keys: [], multikey: [], truncated: false }

/** The paths that a partial index may ask for. */
const pathsIn = (filter: Doc): string[] =>
  Object.entries(filter).flatMap(([name, asked]) =>
    Array.isArray(asked) && name.startsWith('$') ? asked.flatMap(pathsIn) : [name],
  )

function distinct(keys: Buffer[]): Buffer[] {
  return [...new Map(keys.map(key => [key.toString('latin1'), key])).values()]
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return `"${value}"`
  const tag = (value as { _bsontype?: string })._bsontype
  if (tag === 'ObjectId') return `ObjectId('${String(value)}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  return isDoc(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)
}

/** What changes in one index when a document changes. */
export interface IndexChange {
  index: Index
  added: Buffer[]
  removed: Buffer[]
  entries: IndexEntries
}

/** Compares a document's entries before and after; either may be missing. */
export function changeOf(index: Index, before: StoredDocument | undefined, after: Doc | undefined): IndexChange {
  const old = before ? index.entries(before.doc) : NONE
  const entries = after ? index.entries(after) : NONE
  if (!before || !after) return { index, added: entries.keys, removed: old.keys, entries }
  return { index, added: without(entries.keys, old.keys), removed: without(old.keys, entries.keys), entries }
}

function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  if (keys.length === 1 && others.length === 1) return keys[0]!.equals(others[0]!) ? [] : keys
  const gone = new Set(others.map(key => key.toString('latin1')))
  return keys.filter(key => !gone.has(key.toString('latin1')))
}
