import type { ObjectId } from 'bson'
import { encodeKey } from './keys.js'
import { type BsonNumber, compareNumbers } from './numbers.js'
import { type Doc, RANK, rankOf } from './types.js'

/** How strings compare: by their bytes, unless a collation says otherwise. */
export type CompareStrings = (a: string, b: string) => number

/** MongoDB's total order over all values; a missing one (undefined) sorts below null. 0 means equal. */
export function compareValues(a: unknown, b: unknown, strings: CompareStrings = compareBytes): number {
  if (typeof a === 'number' && typeof b === 'number' && a === b) return 0
  const rank = rankOf(a)
  const other = rankOf(b)
  return rank === other ? compareSameRank(rank, a, b, strings) : rank - other
}

export const areEqual = (a: unknown, b: unknown, strings?: CompareStrings): boolean =>
  compareValues(a, b, strings) === 0

function compareSameRank(rank: number, a: unknown, b: unknown, strings: CompareStrings): number {
  switch (rank) {
    case RANK.number:
      return compareNumbers(a as BsonNumber, b as BsonNumber)
    case RANK.string:
      return strings(String(a), String(b))
    case RANK.object:
      return compareDocs(a as Doc, b as Doc, strings)
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[], strings)
    case RANK.date:
      return (a as Date).getTime() - (b as Date).getTime()
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case RANK.boolean:
      return Number(a) - Number(b)
    default:
      // no strings inside: their keys are in the same order
      return Buffer.compare(encodeKey(a), encodeKey(b))
  }
}

/** Strings in the order of their UTF-8 bytes, which differs from JavaScript's only above the surrogates. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return byteOrder(x) - byteOrder(y)
  }
  return a.length - b.length
}
const byteOrder = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Field by field: by type, then name, then value, then length. */
function compareDocs(a: Doc, b: Doc, strings: CompareStrings): number {
  const names = Object.keys(a)
  const others = Object.keys(b)
  const length = Math.min(names.length, others.length)
  for (let i = 0; i < length; i++) {
    const name = names[i]!
    const other = others[i]!
    const x = a[name]
    const y = b[other]
    const order = rankOf(x) - rankOf(y) || compareBytes(name, other) || compareValues(x, y, strings)
    if (order !== 0) return order
  }
  return names.length - others.length
}

function compareArrays(a: unknown[], b: unknown[], strings: CompareStrings): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i], strings)
    if (order !== 0) return order
  }
  return a.length - b.length
}
