import { BSONRegExp } from 'bson'
import { badValue } from '../errors.js'

/** A decoded document. Field values are what `decode` makes of BSON; see there. */
export type Doc = Record<string, unknown>

/** MongoDB's comparison order between types; also the first byte of a value inside an index key. */
export const RANK = {
  minKey: 0x02,
  missing: 0x06,
  null: 0x0a,
  number: 0x0f,
  string: 0x14,
  object: 0x19,
  array: 0x1e,
  binary: 0x23,
  objectId: 0x28,
  boolean: 0x2d,
  date: 0x32,
  timestamp: 0x37,
  regex: 0x3c,
  dbRef: 0x41,
  code: 0x46,
  maxKey: 0x7f,
} as const

const RANK_OF_TAG: Record<string, number> = {
  MinKey: RANK.minKey,
  Int32: RANK.number,
  Double: RANK.number,
  Long: RANK.number,
  Decimal128: RANK.number,
  BSONSymbol: RANK.string,
  Binary: RANK.binary,
  ObjectId: RANK.objectId,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  DBRef: RANK.dbRef,
  Code: RANK.code,
  MaxKey: RANK.maxKey,
}

export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** The class name of a BSON value ("ObjectId", "Long"…), or undefined for plain JavaScript values. */
export function tagOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === Object.prototype) return undefined
  return (value as { _bsontype?: string })._bsontype
}

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return RANK.string
    case 'number':
    case 'bigint':
      return RANK.number
    case 'boolean':
      return RANK.boolean
    case 'undefined':
      return RANK.missing
  }
  if (value === null) return RANK.null
  if (Array.isArray(value)) return RANK.array
  if (value instanceof Date) return RANK.date
  const tag = tagOf(value)
  if (tag !== undefined) return RANK_OF_TAG[tag] ?? RANK.object
  return value instanceof RegExp ? RANK.regex : RANK.object
}

/** Sets a field even when its name is `__proto__`, which plain assignment would take for the prototype. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true })
  } else {
    doc[name] = value
  }
}

/** Reads an own field, so that `constructor` and the like are missing unless the document has them. */
export function getField(doc: Doc, name: string): unknown {
  const value = doc[name]
  if (value === undefined) return undefined
  return typeof value === 'function' || name === '__proto__' ? (Object.hasOwn(doc, name) ? value : undefined) : value
}

/** Looks a client's word up in a table of ours: `constructor` and the like are not in it. */
export function lookUp<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Copies documents and arrays; scalars are immutable and shared. */
export function deepClone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepClone) as T
  if (!isDoc(value)) return value
  const copy: Doc = {}
  for (const key of Object.keys(value)) setField(copy, key, deepClone(value[key]))
  return copy as T
}

/** `$type` by number and alias, as in MongoDB's manual. */
const ALIASES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const NAME_OF_TYPE = new Map(Object.entries(ALIASES).map(([name, code]) => [code, name]))
const TYPE_OF_TAG: Record<string, number> = {
  Int32: 16,
  Double: 1,
  Long: 18,
  Decimal128: 19,
  Binary: 5,
  ObjectId: 7,
  BSONRegExp: 11,
  DBRef: 3,
  Code: 13,
  BSONSymbol: 14,
  Timestamp: 17,
  MinKey: -1,
  MaxKey: 127,
}

/** The BSON type number of a value; undefined for a missing one. */
export function typeNumberOf(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (value === null) return 10
  if (typeof value === 'string') return 2
  if (typeof value === 'boolean') return 8
  if (typeof value === 'number') return Number.isInteger(value) && isInt32(value) ? 16 : 1
  if (Array.isArray(value)) return 4
  if (value instanceof Date) return 9
  if (value instanceof RegExp) return 11
  return TYPE_OF_TAG[tagOf(value) ?? ''] ?? 3
}

export const typeNameOf = (value: unknown): string => NAME_OF_TYPE.get(typeNumberOf(value) ?? 0) ?? 'missing'

export const isInt32 = (n: number): boolean => (n | 0) === n && !Object.is(n, -0)

/** Turns one argument of `$type` into type numbers ("number" stands for four). */
export function typeNumbers(type: unknown): number[] {
  if (type === 'number') return [1, 16, 18, 19]
  const number = typeof type === 'string' ? lookUp(ALIASES, type) : Number(type)
  if (number === undefined || !NAME_OF_TYPE.has(number)) {
    throw badValue(
      typeof type === 'string' ? `Unknown type name alias: ${type}` : `Invalid numerical type code: ${type}`,
    )
  }
  return [number]
}

/** A JavaScript expression for a BSON one, or for a pattern with options. */
export function toRegExp(pattern: unknown, options?: unknown): RegExp {
  const source = pattern instanceof BSONRegExp || pattern instanceof RegExp ? patternOf(pattern) : String(pattern)
  const own = pattern instanceof BSONRegExp ? pattern.options : pattern instanceof RegExp ? pattern.flags : ''
  const flags = typeof options === 'string' ? options : own
  const wanted = new Set([...flags].filter(flag => 'imsu'.includes(flag)))
  const body = flags.includes('x') ? withoutFreeSpacing(source) : source
  if (body.startsWith('(?i)')) wanted.add('i')
  try {
    return new RegExp(body.replace(/^\(\?i\)/, ''), [...wanted].join(''))
  } catch (error) {
    throw new MongoRegexFailure(error)
  }
}

const patternOf = (value: BSONRegExp | RegExp) => (value instanceof BSONRegExp ? value.pattern : value.source)
const withoutFreeSpacing = (source: string) =>
  source.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, part => (/^(\s|#)/.test(part) ? '' : part))

class MongoRegexFailure extends Error {
  constructor(cause: unknown) {
    super(`Regular expression is invalid: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}
