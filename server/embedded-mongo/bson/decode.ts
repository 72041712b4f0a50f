import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { MongoFailure } from '../errors.js'
import { type Doc, isInt32, setField } from './types.js'

/** MongoDB's own limit. */
const MAX_DEPTH = 180
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
  const reader = new Reader(bytes)
  return reader.document(start)
}

/** The size that a document claims, checked against the bytes at hand. */
export function documentSize(bytes: Buffer, start: number): number {
  if (start + 5 > bytes.length) throw invalid('a document is cut short')
  const size = bytes.readInt32LE(start)
  if (size < 5 || start + size > bytes.length) throw invalid(`a document claims ${size} bytes`)
  return size
}

const invalid = (what: string) => new MongoFailure(22, `invalid BSON: ${what}`)

class Reader {
  private position = 0
  private depth = 0

  constructor(private readonly bytes: Buffer) {}

  document(start: number): Doc {
    const end = this.open(start)
    const doc: Doc = {}
    for (let type = this.byte(); type !== 0; type = this.byte()) {
      const name = this.name()
      setField(doc, name, this.value(type))
    }
    this.close(end)
    return doc
  }

  private array(start: number): unknown[] {
    const end = this.open(start)
    const items: unknown[] = []
    for (let type = this.byte(); type !== 0; type = this.byte()) {
      while (this.byte() !== 0);
      items.push(this.value(type))
    }
    this.close(end)
    return items
  }

  private open(start: number): number {
    if (++this.depth > MAX_DEPTH) throw new MongoFailure(15, `BSON is nested deeper than ${MAX_DEPTH} levels`)
    const size = documentSize(this.bytes, start)
    this.position = start + 4
    return start + size
  }

  private close(end: number): void {
    if (this.position !== end) throw invalid('a document does not end where it says')
    this.depth--
  }

  private byte(): number {
    const byte = this.bytes[this.position++]
    if (byte === undefined) throw invalid('a document is cut short')
    return byte
  }

  private name(): string {
    const { bytes, position: start } = this
    let hash = 0
    let end = start
    for (let byte = bytes[end]; byte !== 0; byte = bytes[++end]) {
      if (byte === undefined) throw invalid('a field name is cut short')
      hash = (hash * 31 + byte) | 0
    }
    this.position = end + 1
    const slot = hash & (NAME_SLOTS - 1)
    const known = names[slot]
    if (known !== undefined && known.length === end - start && isAscii(bytes, start, known)) return known
    const name = bytes.toString('utf8', start, end)
    names[slot] = name
    return name
  }

  private take(length: number): number {
    const start = this.position
    if (length < 0 || start + length > this.bytes.length) throw invalid('a value is cut short')
    this.position = start + length
    return start
  }

  private string(): string {
    const length = this.bytes.readInt32LE(this.take(4))
    if (length < 1) throw invalid('a string has no length')
    const start = this.take(length)
    if (this.bytes[start + length - 1] !== 0) throw invalid('a string does not end with a zero')
    return this.bytes.toString('utf8', start, start + length - 1)
  }

  private value(type: number): unknown {
    const { bytes } = this
    switch (type) {
      case 0x02:
        return this.string()
      case 0x10:
        return bytes.readInt32LE(this.take(4))
      case 0x01: {
        const double = bytes.readDoubleLE(this.take(8))
        return isInt32(double) ? new Double(double) : double
      }
      case 0x03:
        return this.document(this.position)
      case 0x04:
        return this.array(this.position)
      case 0x07: {
        const start = this.take(12)
        return new ObjectId(Uint8Array.prototype.slice.call(bytes, start, start + 12))
      }
      case 0x08:
        return this.byte() === 1
      case 0x09:
        return new Date(Number(bytes.readBigInt64LE(this.take(8))))
      case 0x0a:
        return null
      case 0x12: {
        const start = this.take(8)
        return new Long(bytes.readInt32LE(start), bytes.readInt32LE(start + 4))
      }
      default:
        return this.rareValue(type)
    }
  }

  private rareValue(type: number): unknown {
    switch (type) {
      case 0x05: {
        const length = this.bytes.readInt32LE(this.take(4))
        const subtype = this.byte()
        const start = this.take(length)
        return new Binary(Uint8Array.prototype.slice.call(this.bytes, start, start + length), subtype)
      }
      case 0x06:
        return undefined
      case 0x0b: {
        const pattern = this.name()
        return new BSONRegExp(pattern, [...this.name()].sort().join(''))
      }
      case 0x0d:
        return new Code(this.string())
      case 0x0e:
        return new BSONSymbol(this.string())
      case 0x0f: {
        this.take(4)
        const code = this.string()
        return new Code(code, this.document(this.position))
      }
      case 0x11: {
        const start = this.take(8)
        return new Timestamp(new Long(this.bytes.readInt32LE(start), this.bytes.readInt32LE(start + 4), true))
      }
      case 0x13: {
        const start = this.take(16)
        return new Decimal128(Uint8Array.prototype.slice.call(this.bytes, start, start + 16))
      }
      case 0xff:
        return new MinKey()
      case 0x7f:
        return new MaxKey()
      default:
        throw invalid(`unknown type ${type}`)
    }
  }
}

function isAscii(bytes: Buffer, start: number, known: string): boolean {
  for (let i = 0; i < known.length; i++) if (bytes[start + i] !== known.charCodeAt(i)) return false
  return true
}
