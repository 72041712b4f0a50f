import { encodeKey, type FoldString, invert } from '../bson/keys.js'
import { type Doc, getField, isDoc } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import { isIndex } from '../query/paths.js'

export interface KeyField {
  path: string
  parts: string[]
  direction: 1 | -1
}

export interface ExtractedKeys {
  /** One tuple of values for each entry; undefined inside stands for an empty array. */
  tuples: unknown[][]
  /** The fields that went through an array. */
  multikey: Set<number>
  /** No field of the index is in the document. */
  isAbsent: boolean
}

/** A field on its way to its value: what is left of the path, from here. */
interface Pending {
  value: unknown
  at: number
}

/**
 * The values that a document has in an index. An array gives one entry for each element; fields that share an array
 * go through it together, and two different arrays in one document are an error, as in MongoDB.
 */
export function extractKeys(doc: Doc, fields: KeyField[]): ExtractedKeys {
  const extracted: ExtractedKeys = { tuples: [], multikey: new Set(), isAbsent: true }
  expand(
    fields,
    fields.map(() => ({ value: doc, at: 0 })),
    extracted,
  )
  return extracted
}

function expand(fields: KeyField[], pending: Pending[], extracted: ExtractedKeys): void {
  const reached = pending.map((field, i) => walk(field, fields[i]!.parts))
  const blocked = reached.flatMap((field, i) => (isBlocked(field, fields[i]!.parts) ? [i] : []))
  if (blocked.length === 0) {
    if (reached.some(field => field.value !== undefined)) extracted.isAbsent = false
    extracted.tuples.push(
      reached.map(field => (field.value === undefined ? null : field.value === EMPTY ? undefined : field.value)),
    )
    return
  }
  const items = reached[blocked[0]!]!.value as unknown[]
  if (blocked.some(i => reached[i]!.value !== items)) {
    throw new MongoFailure(171, `cannot index parallel arrays [${blocked.map(i => fields[i]!.parts[0]).join('] [')}]`)
  }
  for (const i of blocked) extracted.multikey.add(i)
  if (items.length === 0)
    expand(
      fields,
      reached.map((field, i) => (blocked.includes(i) ? emptyArray(field, fields[i]!.parts) : field)),
      extracted,
    )
  for (const item of items)
    expand(
      fields,
      reached.map((field, i) => (blocked.includes(i) ? intoItem(field, item, fields[i]!.parts) : field)),
      extracted,
    )
}

/** Marks the end of a path: what stands here is a value even if it is an array. */
const END = -1
const EMPTY = Symbol('empty array')

function walk(field: Pending, parts: string[]): Pending {
  let { value, at } = field
  while (at !== END && at < parts.length) {
    const part = parts[at]!
    if (isDoc(value)) value = getField(value, part)
    else if (Array.isArray(value) && isIndex(part)) value = value[Number(part)]
    else if (Array.isArray(value)) return { value, at }
    else return { value: undefined, at: END }
    at++
  }
  return { value, at }
}

const isBlocked = ({ value, at }: Pending, parts: string[]) => at !== END && at <= parts.length && Array.isArray(value)

/** An empty array at the end of a path has a key of its own; on the way, it counts as missing. */
const emptyArray = ({ at }: Pending, parts: string[]): Pending => ({
  value: at === parts.length ? EMPTY : undefined,
  at: END,
})

function intoItem({ at }: Pending, item: unknown, parts: string[]): Pending {
  if (at === parts.length) return { value: item, at: END }
  return isDoc(item) ? { value: item, at } : { value: undefined, at: END }
}

export function encodeTuple(tuple: unknown[], fields: KeyField[], fold?: FoldString): Buffer {
  return Buffer.concat(tuple.map((value, i) => encodeField(value, fields[i]!.direction, fold)))
}

export function encodeField(value: unknown, direction: 1 | -1, fold?: FoldString): Buffer {
  const bytes = encodeKey(value, fold)
  return direction === 1 ? bytes : invert(bytes)
}
