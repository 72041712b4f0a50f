import type { Binary, Code, DBRef, ObjectId, Timestamp } from 'bson'
import { regexText } from './compare.js'
import { type BsonNumber, residueBytes, toDouble } from './numbers.js'
import { type Doc, RANK, rankOf } from './types.js'

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

  constructor(private readonly fold: FoldString | undefined) {}

  finish(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  value(value: unknown): void {
    const rank = rankOf(value)
    this.byte(rank)
    this.payload(rank, value)
  }

  private payload(rank: number, value: unknown): void {
    switch (rank) {
      case RANK.number:
        return this.number(value as BsonNumber)
      case RANK.string:
        return this.text(this.fold ? this.fold(String(value)) : String(value))
      case RANK.objectId:
        return this.raw((value as ObjectId).id)
      case RANK.boolean:
        return this.byte(value ? 1 : 0)
      case RANK.date:
        return this.integer(BigInt((value as Date).getTime() || 0))
      case RANK.object:
        return this.fields(value as Doc)
      case RANK.array:
        return this.items(value as unknown[])
      case RANK.binary:
        return this.binary(value as Binary)
      case RANK.timestamp:
        return this.unsigned(BigInt(String(value as Timestamp)))
      case RANK.regex:
        return this.text(regexText(value))
      case RANK.code:
        return this.text(String((value as Code).code))
      case RANK.dbRef:
        return this.fields({ ...(value as DBRef) })
    }
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

  private byte(byte: number): void {
    const at = this.reserve(1)
    this.bytes[at] = byte
  }

  private raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length)
    this.bytes.set(bytes, at)
  }

  private unsigned(value: bigint): void {
    const at = this.reserve(8)
    this.bytes.writeBigUInt64BE(value, at)
  }

  private integer(value: bigint): void {
    this.unsigned(value + 2n ** 63n)
  }

  private number(value: BsonNumber): void {
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
  private text(text: string): void {
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

  private fields(doc: Doc): void {
    for (const name of Object.keys(doc)) {
      const rank = rankOf(doc[name])
      this.byte(rank)
      this.text(name)
      this.payload(rank, doc[name])
    }
    this.byte(0)
  }

  private items(items: unknown[]): void {
    for (const item of items) this.value(item)
    this.byte(0)
  }

  private binary(value: Binary): void {
    const at = this.reserve(5)
    this.bytes.writeUInt32BE(value.position, at)
    this.bytes[at + 4] = value.sub_type
    this.raw(value.buffer.subarray(0, value.position))
  }
}
