import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson'
import { type BsonNumber, residueBytes, toDouble } from './numbers.js'
import { type Doc, RANK, rankOf, regexText } from './types.js'

/** Makes strings that a collation holds equal the same. */
export type FoldString = (text: string) => string

/**
 * Encodes a value so that comparing bytes compares values in MongoDB's order. No encoding is the beginning of
 * another, so encodings can follow one another in a compound key.
 */
export function encodeKey(value: unknown, fold?: FoldString): Buffer {
  const writer = new KeyWriter(fold)
  writer.value(value)
  return writer.finish()
}

/** The bytes of a descending field: the same, upside down. */
export function invert(bytes: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) inverted[i] = ~bytes[i]! & 0xff
  return inverted
}

/** The smallest bytes above everything that begins with these. */
export function successor(bytes: Buffer): Buffer {
  const next = Buffer.from(bytes)
  for (let i = next.length - 1; i >= 0; i--) {
    if (next[i]! < 0xff) {
      next[i]!++
      return next.subarray(0, i + 1)
    }
  }
  return Buffer.concat([bytes, Buffer.from([0xff, 0xff, 0xff, 0xff])])
}

class KeyWriter {
  private bytes = Buffer.allocUnsafe(64)
  private length = 0

  constructor(readonly fold: FoldString | undefined) {}

  finish(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  value(value: unknown): void {
    const rank = rankOf(value)
    this.byte(rank)
    PAYLOADS[rank]?.(this, value)
  }

  private reserve(count: number): number {
    const start = this.length
    this.length += count
    if (this.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length, this.bytes.length * 2))
      this.bytes.copy(larger, 0, 0, start)
      this.bytes = larger
    }
    return start
  }

  byte(byte: number): void {
    const at = this.reserve(1)
    this.bytes[at] = byte
  }

  raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length)
    this.bytes.set(bytes, at)
  }

  unsigned(value: bigint): void {
    const at = this.reserve(8)
    this.bytes.writeBigUInt64BE(value, at)
  }

  number(value: BsonNumber): void {
    const double = toDouble(value) + 0 // -0 is 0
    const at = this.reserve(8)
    if (Number.isNaN(double)) {
      this.bytes.fill(0, at, at + 8)
    } else {
      this.bytes.writeDoubleBE(double, at)
      // the sign bit: set for positive numbers, and everything upside down for negative ones
      if (double < 0) for (let i = at; i < at + 8; i++) this.bytes[i] = ~this.bytes[i]! & 0xff
      else this.bytes[at]! |= 0x80
    }
    if (typeof value === 'number') this.byte(0x80)
    else this.raw(residueBytes(value))
  }

  /** Ends with a zero; zeros and ones inside are escaped by a one. */
  text(text: string): void {
    const bytes = Buffer.from(text)
    for (const byte of bytes) {
      if (byte <= 1) {
        this.byte(1)
        this.byte(byte + 1)
      } else {
        this.byte(byte)
      }
    }
    this.byte(0)
  }

  fields(doc: Doc): void {
    for (const name of Object.keys(doc)) {
      const rank = rankOf(doc[name])
      this.byte(rank)
      this.text(name)
      PAYLOADS[rank]?.(this, doc[name])
    }
    this.byte(0)
  }

  items(items: unknown[]): void {
    for (const item of items) this.value(item)
    this.byte(0)
  }

  binary(value: Binary): void {
    const at = this.reserve(5)
    this.bytes.writeUInt32BE(value.position, at)
    this.bytes[at + 4] = value.sub_type
    this.raw(value.buffer.subarray(0, value.position))
  }
}

/** What follows the rank; types that are not here are all there is to their one value. */
const PAYLOADS: Record<number, (writer: KeyWriter, value: unknown) => void> = {
  [RANK.number]: (writer, value) => writer.number(value as BsonNumber),
  [RANK.string]: (writer, value) => writer.text(writer.fold ? writer.fold(String(value)) : String(value)),
  [RANK.objectId]: (writer, value) => writer.raw((value as ObjectId).id),
  [RANK.boolean]: (writer, value) => writer.byte(value ? 1 : 0),
  [RANK.date]: (writer, value) => writer.unsigned(BigInt((value as Date).getTime() || 0) + 2n ** 63n),
  [RANK.object]: (writer, value) => writer.fields(value as Doc),
  [RANK.array]: (writer, value) => writer.items(value as unknown[]),
  [RANK.binary]: (writer, value) => writer.binary(value as Binary),
  [RANK.timestamp]: (writer, value) => writer.unsigned(BigInt(String(value as Timestamp))),
  [RANK.regex]: (writer, value) => writer.text(regexText(value as BSONRegExp)),
  [RANK.code]: (writer, value) => writer.text(String((value as Code).code)),
}
