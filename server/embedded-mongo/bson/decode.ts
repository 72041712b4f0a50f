import {
  Binary,
  BSONError,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  onDemand,
  Timestamp,
} from 'bson'
import { MongoFailure } from '../errors.js'
import { type Doc, isInt32, setField } from './types.js'

/** MongoDB's own limit. */
const MAX_DEPTH = 180
/** After the size and the first type. */
const NAME_AT = 5
const STRING = 2
const DOCUMENT = 3
const ARRAY = 4
/** Field names repeat endlessly: this many are remembered, so that equal names are one string. */
const NAME_SLOTS = 4096
const names: string[] = new Array(NAME_SLOTS)

/**
 * Decodes one BSON document without losing a type: an int32 becomes a number, a double becomes a number only where
 * writing that number gives a double again (5.5, 1e12) and a `Double` where it would not (5.0); long and decimal stay
 * `Long` and `Decimal128`. `bson`'s own decoder either promotes all or wraps all, and makes a DBRef of `{$ref, $id}`.
 * Throws InvalidBSON for bytes that are not one well-formed document of the stated size.
 */
export function decode(bytes: Buffer, start = 0): Doc {
  return wellFormed(() => readDocument(bytes, start, 0, 0))
}

/** Of all its fields only these. The others are checked likewise, and nothing is made of them. */
export function decodeFields(bytes: Buffer, wanted: ReadonlySet<string>): Doc {
  return wellFormed(() => {
    const doc: Doc = {}
    for (const [type, nameAt, nameLength, at, length] of elements(bytes, 0, 0)) {
      const name = nameOf(bytes, nameAt, nameLength)
      if (wanted.has(name)) setField(doc, name, readValue(type, bytes, at, length, 0))
      else check(type, bytes, at, length, 0)
    }
    return doc
  })
}

function wellFormed<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw BSONError.isBSONError(error) ? invalid(error.message) : error
  }
}

function check(type: number, bytes: Buffer, at: number, length: number, depth: number): void {
  if (type === DOCUMENT || type === ARRAY)
    for (const [innerType, , , innerAt, innerLength] of elements(bytes, at, depth + 1))
      check(innerType, bytes, innerAt, innerLength, depth + 1)
  else if (type === STRING) ensureText(bytes, at, length)
  else readValue(type, bytes, at, length, depth)
}

/** Whether its first field is called so. */
export function beginsWith(bytes: Buffer, name: string): boolean {
  return isAscii(bytes, NAME_AT, name) && bytes[NAME_AT + name.length] === 0
}

/** The size that a document claims, checked against the bytes at hand. */
export function documentSize(bytes: Buffer, start: number): number {
  if (start + 5 > bytes.length) throw invalid('a document is cut short')
  const size = bytes.readInt32LE(start)
  if (size < 5 || start + size > bytes.length) throw invalid(`a document claims ${size} bytes`)
  return size
}

const invalid = (what: string) => new MongoFailure(22, `invalid BSON: ${what}`)

type Read = (bytes: Buffer, at: number, length: number, depth: number) => unknown

/** By the number of the type. */
const READERS: Record<number, Read> = {
  1: (bytes, at) => {
    const double = bytes.readDoubleLE(at)
    return isInt32(double) ? new Double(double) : double
  },
  2: readString,
  3: readDocument,
  4: readArray,
  5: (bytes, at, length) => new Binary(copy(bytes, at + 5, length - 5), bytes[at + 4]!),
  6: () => undefined,
  7: (bytes, at) => new ObjectId(copy(bytes, at, 12)),
  8: (bytes, at) => bytes[at] === 1,
  9: (bytes, at) => new Date(Number(bytes.readBigInt64LE(at))),
  10: () => null,
  11: (bytes, at, length) => {
    const end = bytes.indexOf(0, at)
    const options = bytes.toString('utf8', end + 1, at + length - 1)
    return new BSONRegExp(bytes.toString('utf8', at, end), [...options].sort().join(''))
  },
  13: (bytes, at, length) => new Code(readString(bytes, at, length)),
  14: (bytes, at, length) => new BSONSymbol(readString(bytes, at, length)),
  15: (bytes, at, _length, depth) => {
    const scope = at + 8 + bytes.readInt32LE(at + 4)
    return new Code(readString(bytes, at + 4, scope - at - 4), readDocument(bytes, scope, 0, depth))
  },
  16: (bytes, at) => bytes.readInt32LE(at),
  17: (bytes, at) => new Timestamp(new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4), true)),
  18: (bytes, at) => new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4)),
  19: (bytes, at) => new Decimal128(copy(bytes, at, 16)),
  127: () => new MaxKey(),
  255: () => new MinKey(),
}

const copy = (bytes: Buffer, at: number, length: number): Uint8Array =>
  Uint8Array.prototype.slice.call(bytes, at, at + length)

/** A length of four bytes, the text, and a zero. */
function readString(bytes: Buffer, at: number, length: number): string {
  ensureText(bytes, at, length)
  return bytes.toString('utf8', at + 4, at + length - 1)
}

function ensureText(bytes: Buffer, at: number, length: number): void {
  if (length < 5 || bytes[at + length - 1] !== 0) throw invalid('a string does not end with a zero')
}

function readDocument(bytes: Buffer, at: number, _length: number, depth: number): Doc {
  const doc: Doc = {}
  for (const [type, nameAt, nameLength, valueAt, length] of elements(bytes, at, depth))
    setField(doc, nameOf(bytes, nameAt, nameLength), readValue(type, bytes, valueAt, length, depth))
  return doc
}

function readArray(bytes: Buffer, at: number, _length: number, depth: number): unknown[] {
  const items: unknown[] = []
  for (const [type, , , valueAt, length] of elements(bytes, at, depth))
    items.push(readValue(type, bytes, valueAt, length, depth))
  return items
}

function elements(bytes: Buffer, at: number, depth: number) {
  if (depth >= MAX_DEPTH) throw new MongoFailure(15, `BSON is nested deeper than ${MAX_DEPTH} levels`)
  documentSize(bytes, at)
  return onDemand.parseToElements(bytes, at)
}

function readValue(type: number, bytes: Buffer, at: number, length: number, depth: number): unknown {
  const read = READERS[type]
  if (!read) throw invalid(`unknown type ${type}`)
  return read(bytes, at, length, depth + 1)
}

function nameOf(bytes: Buffer, at: number, length: number): string {
  let hash = 0
  for (let i = at; i < at + length; i++) hash = (hash * 31 + bytes[i]!) | 0
  const slot = hash & (NAME_SLOTS - 1)
  const known = names[slot]
  if (known !== undefined && known.length === length && isAscii(bytes, at, known)) return known
  const name = bytes.toString('utf8', at, at + length)
  names[slot] = name
  return name
}

function isAscii(bytes: Buffer, start: number, known: string): boolean {
  for (let i = 0; i < known.length; i++) if (bytes[start + i] !== known.charCodeAt(i)) return false
  return true
}
