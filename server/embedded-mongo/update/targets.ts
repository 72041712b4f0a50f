import { type Doc, getField, isDoc, setField } from '../bson/types.js'
import { badValue, MongoFailure } from '../errors.js'
import { isIndex } from '../query/paths.js'

/** Returned by a change that takes the field away. */
export const REMOVED = Symbol('removed')
/** MongoDB's own limit on how far an update may pad an array with nulls. */
const MAX_PADDING = 1_500_000

/** The tests of `arrayFilters`, by identifier. */
export type ItemTests = Map<string, (item: unknown) => boolean>

export interface PositionContext {
  /** The array position that the query matched, for `$`. */
  positionOf: (arrayPath: string) => number
  tests: ItemTests
}

/** Replaces `$`, `$[]` and `$[name]` by the array positions that they stand for in this document. */
export function concretePaths(doc: Doc, parts: string[], context: PositionContext): string[][] {
  const at = parts.findIndex(part => part.startsWith('$'))
  if (at < 0) return [parts]
  const before = parts.slice(0, at)
  return positions(doc, before, parts[at]!, context).flatMap(position =>
    concretePaths(doc, [...before, String(position), ...parts.slice(at + 1)], context),
  )
}

function positions(doc: Doc, before: string[], part: string, context: PositionContext): number[] {
  const path = before.join('.')
  if (part === '$') {
    const position = context.positionOf(path)
    if (position < 0) throw badValue('The positional operator did not find the match needed from the query.')
    return [position]
  }
  const items = before.reduce<unknown>((value, name) => child(value, name), doc)
  if (items === undefined)
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`)
  if (!Array.isArray(items)) throw badValue(`Cannot apply array updates to non-array element ${path}`)
  const name = /^\$\[(.*)\]$/.exec(part)?.[1]
  if (name === undefined) throw badValue(`The dollar ($) prefixed field '${part}' is not allowed in an update path`)
  if (name === '') return [...items.keys()]
  const matches = context.tests.get(name)
  if (!matches) throw badValue(`No array filter found for identifier '${name}' in path '${path}.${part}'`)
  return [...items.keys()].filter(i => matches(items[i]))
}

function child(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return isIndex(name) ? value[Number(name)] : undefined
  return isDoc(value) ? getField(value, name) : undefined
}

/** Changes the value at a concrete path in place, and makes the documents that lead to it when `creates`. */
export function changeAt(doc: Doc, parts: string[], change: (old: unknown) => unknown, creates: boolean): void {
  let parent: unknown = doc
  for (let i = 0; i < parts.length - 1; i++) {
    const name = parts[i]!
    let next = child(parent, name)
    if (next === undefined) {
      if (!creates) return
      next = {}
      assign(parent, name, next, parts)
    }
    parent = next
  }
  const name = parts.at(-1)!
  if (!creates && child(parent, name) === undefined) return
  assertContainer(parent, name, parts)
  const old = child(parent, name)
  const value = change(old)
  if (value === REMOVED) remove(parent, name)
  else if (value !== undefined && value !== old) assign(parent, name, value, parts)
}

function assertContainer(parent: unknown, name: string, parts: string[]): void {
  if (isDoc(parent) || (Array.isArray(parent) && isIndex(name))) return
  throw new MongoFailure(
    28,
    `Cannot create field '${name}' in element {${parts.at(-2) ?? ''}: ${JSON.stringify(parent)}}`,
  )
}

function assign(parent: unknown, name: string, value: unknown, parts: string[]): void {
  assertContainer(parent, name, parts)
  if (Array.isArray(parent)) assignItem(parent, Number(name), value)
  else setField(parent as Doc, name, value)
}

function assignItem(parent: unknown[], index: number, value: unknown): void {
  if (index - parent.length > MAX_PADDING) throw badValue("can't backfill more than 1500000 elements")
  while (parent.length < index) parent.push(null)
  parent[index] = value
}

/** An array keeps its length: a removed element becomes null. */
function remove(parent: unknown, name: string): void {
  if (Array.isArray(parent)) parent[Number(name)] = null
  else delete (parent as Doc)[name]
}
