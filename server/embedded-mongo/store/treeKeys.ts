import { createHash } from 'node:crypto'
import { successor } from '../bson/keys.js'

/** LMDB takes keys of up to 1,978 bytes; what is longer is cut here and told apart by its digest. */
const MAX_FIELD_BYTES = 1_800
const DIGEST_BYTES = 32
export const RECORD_ID_BYTES = 6

/** The tree that is not a collection's: what collections there are. */
export const CATALOG_TREE = 0
export const FIRST_FREE_TREE = 16

/** All keys of one tree begin with its number. */
export function treePrefix(tree: number): Buffer {
  const prefix = Buffer.allocUnsafe(4)
  prefix.writeUInt32BE(tree, 0)
  return prefix
}

export const treeRange = (tree: number): [low: Buffer, high: Buffer] => [treePrefix(tree), successor(treePrefix(tree))]

export function recordKey(tree: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(4 + RECORD_ID_BYTES)
  key.writeUInt32BE(tree, 0)
  key.writeUIntBE(recordId, 4, RECORD_ID_BYTES)
  return key
}

/** Where the number of a collection's documents is kept: under its id, which is no other tree's number. */
export const countKey = (collectionId: number): Buffer => recordKey(collectionId, 0)

export const encodeRecordId = (recordId: number): Buffer => recordKey(0, recordId).subarray(4)
export const decodeRecordId = (bytes: Buffer, at = 0): number => bytes.readUIntBE(at, RECORD_ID_BYTES)

export const isTooLong = (fields: Buffer): boolean => fields.length > MAX_FIELD_BYTES

/** The fields of an index key, cut to a length that LMDB takes. */
export function fitFields(fields: Buffer): Buffer {
  if (!isTooLong(fields)) return fields
  const digest = createHash('sha256').update(fields).digest()
  return Buffer.concat([fields.subarray(0, MAX_FIELD_BYTES - DIGEST_BYTES), digest])
}

/** A bound of a range, cut so that no cut key falls out of the range: `low` rounds down and `high` up. */
export function fitBound(bound: Buffer, side: 'low' | 'high'): Buffer {
  const room = MAX_FIELD_BYTES - DIGEST_BYTES
  if (bound.length <= room) return bound
  return side === 'low' ? bound.subarray(0, room) : successor(bound.subarray(0, room))
}
