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
  code: 0x46,
  maxKey: 0x7f,
} as const

/** BSON's types: number, alias, and where a class of the `bson` library holds it, which one and its rank. */
const TYPES: [number: number, alias: string, className?: string, rank?: number][] = [
  [1, 'double', 'Double', RANK.number],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData', 'Binary', RANK.binary],
  [6, 'undefined'],
  [7, 'objectId', 'ObjectId', RANK.objectId],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex', 'BSONRegExp', RANK.regex],
  [12, 'dbPointer'],
  [13, 'javascript', 'Code', RANK.code],
  [14, 'symbol', 'BSONSymbol', RANK.string],
  [15, 'javascriptWithScope'],
  [16, 'int', 'Int32', RANK.number],
  [17, 'timestamp', 'Timestamp', RANK.timestamp],
  [18, 'long', 'Long', RANK.number],
  [19, 'decimal', 'Decimal128', RANK.number],
  [-1, 'minKey', 'MinKey', RANK.minKey],
  [127, 'maxKey', 'MaxKey', RANK.maxKey],
]
const NUMBER_OF_ALIAS = new Map(TYPES.map(([number, alias]) => [alias, number]))
const ALIAS_OF_NUMBER = new Map(TYPES.map(([number, alias]) => [number, alias]))
const NUMBER_OF_CLASS = new Map(TYPES.map(([number, , className]) => [className, number]))
const RANK_OF_CLASS = new Map(TYPES.map(([, , className, rank]) => [className, rank]))

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
  return (tag !== undefined && RANK_OF_CLASS.get(tag)) || RANK.object
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

/** The BSON type number of a value; undefined for a missing one. */
export function typeNumberOf(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (value === null) return 10
  if (typeof value === 'string') return 2
  if (typeof value === 'boolean') return 8
  if (typeof value === 'number') return Number.isInteger(value) && isInt32(value) ? 16 : 1
  if (Array.isArray(value)) return 4
  if (value instanceof Date) return 9
  const tag = tagOf(value)
  return (tag !== undefined && NUMBER_OF_CLASS.get(tag)) || 3
}

export const typeNameOf = (value: unknown): string => ALIAS_OF_NUMBER.get(typeNumberOf(value) ?? 0) ?? 'missing'

export const isInt32 = (n: number): boolean => (n | 0) === n && !Object.is(n, -0)

/** Turns one argument of `$type` into type numbers ("number" stands for four). */
export function typeNumbers(type: unknown): number[] {
  if (type === 'number') return [1, 16, 18, 19]
  const number = typeof type === 'string' ? NUMBER_OF_ALIAS.get(type) : Number(type)
  if (number !== undefined && ALIAS_OF_NUMBER.has(number)) return [number]
  throw badValue(typeof type === 'string' ? `Unknown type name alias: ${type}` : `Invalid numerical type code: ${type}`)
}

/** The pattern and the options of an expression, as they compare. */
export const regexText = ({ pattern, options }: BSONRegExp): string => `${pattern}\0${options}`

/** A JavaScript expression for a BSON one, or for a pattern with options. */
export function toRegExp(pattern: unknown, options?: unknown): RegExp {
  const own = pattern instanceof BSONRegExp ? pattern : new BSONRegExp(String(pattern))
  const flags = typeof options === 'string' ? options : own.options
  const source = flags.includes('x') ? withoutFreeSpacing(own.pattern) : own.pattern
  const wanted = new Set([...flags, ...(source.startsWith('(?i)') ? 'i' : '')].filter(flag => 'imsu'.includes(flag)))
  try {
    return new RegExp(source.replace(/^\(\?i\)/, ''), [...wanted].join(''))
  } catch (error) {
    throw badValue(`Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const withoutFreeSpacing = (source: string) =>
  source.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, part => (/^(\s|#)/.test(part) ? '' : part))
