import { type Doc, getField, isDoc } from '../bson/types.js'

export type LeafTest = (value: unknown) => boolean

/** Whether arrays at the end of a path stand for their elements too (most operators) or only for themselves. */
export type LeafMode = 'elements' | 'whole'

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/**
 * Whether any value that MongoDB finds at a dotted path passes. On the way, an array stands for the documents in it
 * and, where the next part is a number, for that element; at the end it stands for its elements and itself.
 * A path that leads nowhere gives one undefined, except through an array without documents, which gives nothing.
 */
export function someAtPath(doc: Doc, parts: string[], test: LeafTest, mode: LeafMode = 'elements'): boolean {
  return inDoc(doc, parts, 0, test, mode)
}

function inDoc(doc: Doc, parts: string[], at: number, test: LeafTest, mode: LeafMode): boolean {
  const value = getField(doc, parts[at]!)
  if (at === parts.length - 1) return atLeaf(value, test, mode)
  if (Array.isArray(value)) return inArray(value, parts, at + 1, test, mode)
  return isDoc(value) ? inDoc(value, parts, at + 1, test, mode) : test(undefined)
}

function inArray(items: unknown[], parts: string[], at: number, test: LeafTest, mode: LeafMode): boolean {
  const index = isIndex(parts[at]!) ? Number(parts[at]) : -1
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (isDoc(item) && inDoc(item, parts, at, test, mode)) return true
    if (i === index && atIndex(item, parts, at, test, mode)) return true
  }
  return false
}

function atIndex(item: unknown, parts: string[], at: number, test: LeafTest, mode: LeafMode): boolean {
  if (at === parts.length - 1) return test(item)
  if (Array.isArray(item)) return inArray(item, parts, at + 1, test, mode)
  return isDoc(item) && inDoc(item, parts, at + 1, test, mode)
}

function atLeaf(value: unknown, test: LeafTest, mode: LeafMode): boolean {
  if (mode === 'elements' && Array.isArray(value)) for (const item of value) if (test(item)) return true
  return test(value)
}

/** The value at a path that goes through documents and array positions only. */
export function getPath(doc: unknown, path: string): unknown {
  let value = doc
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = isIndex(part) ? value[Number(part)] : undefined
    else value = isDoc(value) ? getField(value, part) : undefined
  }
  return value
}

/** The value at a path as aggregation sees it: an array on the way becomes the array of what its documents hold. */
export function resolvePath(value: unknown, parts: string[], at = 0): unknown {
  for (let i = at; i < parts.length; i++) {
    if (Array.isArray(value)) {
      const from = i
      return value
        .filter(item => isDoc(item) || Array.isArray(item))
        .map(item => resolvePath(item, parts, from))
        .filter(found => found !== undefined)
    }
    if (!isDoc(value)) return undefined
    value = getField(value, parts[i]!)
  }
  return value
}

/** Every value at a path, elements of arrays one by one, as `distinct` and index keys see them. */
export function valuesAt(doc: Doc, path: string): unknown[] {
  const values: unknown[] = []
  const collect: LeafTest = value => {
    if (value !== undefined) values.push(value)
    return false
  }
  someAtPath(
    doc,
    path.split('.'),
    value => (Array.isArray(value) ? value.forEach(collect) : collect(value)) ?? false,
    'whole',
  )
  return values
}
