import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, getField, isDoc, setField } from '../bson/types.js'
import { badValue, MongoFailure } from '../errors.js'
import { compileElement, isTruthy, type MatchContext } from './match.js'

type Compute = (doc: Doc, score?: number) => unknown
/** true: keep or drop this field; a function: computed; a tree: look inside. */
type Node = true | Compute | { [field: string]: Node }
/** Without a prototype: a field may be called `constructor`. */
const newTree = (): { [field: string]: Node } => Object.create(null) as { [field: string]: Node }
export type Projection = (doc: Doc, score?: number) => Doc

export interface ProjectionContext extends MatchContext {
  compileExpression: (expression: unknown) => (doc: Doc) => unknown
  /** In a pipeline, `$slice` and `$elemMatch` are expressions. */
  isAggregation?: boolean
  /** Finds the array element that the query matched, for `array.$`. */
  positionOf?: (doc: Doc, arrayPath: string) => number
}

/** Compiles the projection of `find`. Throws MongoDB's errors for mixtures that it would not accept. */
export function compileProjection(spec: Doc, context: ProjectionContext): Projection {
  const tree = newTree()
  const overrides: [path: string, compute: (value: unknown, doc: Doc) => unknown][] = []
  let inclusive: boolean | undefined
  let keepsId = true
  const decide = (inclusion: boolean, path: string) => {
    if (inclusive !== undefined && inclusive !== inclusion) {
      throw new MongoFailure(
        inclusion ? 31253 : 31254,
        `Cannot do ${inclusion ? 'inclusion' : 'exclusion'} on field ${path} in ${inclusion ? 'exclusion' : 'inclusion'} projection`,
      )
    }
    inclusive = inclusion
  }
  for (const [path, value] of flatten(spec)) {
    if (path.endsWith('.$')) {
      const array = path.slice(0, -2)
      decide(true, path)
      plant(tree, array, true)
      overrides.push([array, (found, doc) => onlyMatched(found, context.positionOf?.(doc, array) ?? -1)])
    } else if (!context.isAggregation && isDoc(value) && ('$slice' in value || '$elemMatch' in value)) {
      if ('$elemMatch' in value) {
        decide(true, path)
        plant(tree, path, true)
      }
      overrides.push([path, arrayProjection(value, context)])
    } else if (isFlag(value)) {
      const keep = isTruthy(value)
      if (path === '_id') keepsId = keep
      else decide(keep, path)
      if (path !== '_id') plant(tree, path, true)
    } else {
      if (inclusive === undefined && !isMeta(value)) inclusive = true
      plant(tree, path, isMeta(value) ? (_doc, score) => score ?? 0 : context.compileExpression(value))
    }
  }
  // beside included fields a slice includes its own; alone it leaves the others as they are
  if (inclusive) for (const [path] of overrides) if (!hasPath(tree, path)) plant(tree, path, true)
  const onlyId = Object.keys(tree).length === 0 && '_id' in spec && overrides.length === 0
  const including = inclusive ?? (onlyId && keepsId)
  if (including ? keepsId : !keepsId) tree._id ??= true
  return (doc, score) => {
    const projected = including ? include(doc, tree, doc, score) : exclude(doc, tree, doc, score)
    for (const [path, compute] of overrides) override(projected, path.split('.'), value => compute(value, doc))
    return projected
  }
}

const isFlag = (value: unknown) => typeof value === 'boolean' || isNumber(value)
const isMeta = (value: unknown) => isDoc(value) && '$meta' in value

/** `{ a: { b: 1 } }` is `{ 'a.b': 1 }`. */
function flatten(spec: Doc, prefix = ''): [string, unknown][] {
  return Object.keys(spec).flatMap(key => {
    const value = spec[key]
    const path = prefix + key
    const nested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$')
    return nested ? flatten(value, `${path}.`) : [[path, value] as [string, unknown]]
  })
}

function hasPath(tree: { [field: string]: Node }, path: string): boolean {
  const [first = '', ...rest] = path.split('.')
  const node = tree[first]
  return node !== undefined && (typeof node !== 'object' || rest.length === 0 || hasPath(node, rest.join('.')))
}

function plant(tree: { [field: string]: Node }, path: string, leaf: true | Compute): void {
  const parts = path.split('.')
  let node = tree
  for (const part of parts.slice(0, -1)) {
    const next = node[part] ?? newTree()
    node[part] = next
    if (typeof next !== 'object') throw new MongoFailure(31249, `Path collision at ${path}`)
    node = next
  }
  const last = parts.at(-1)!
  if (typeof node[last] === 'object') throw new MongoFailure(31249, `Path collision at ${path}`)
  node[last] = leaf
}

/** Included fields keep the document's order, computed ones follow. */
function include(doc: Doc, tree: { [field: string]: Node }, root: Doc, score: number | undefined): Doc {
  const kept: Doc = {}
  for (const key of Object.keys(doc)) {
    const node = tree[key]
    if (node === true) setField(kept, key, doc[key])
    else if (typeof node === 'object') {
      const value = doc[key]
      if (isDoc(value)) setField(kept, key, include(value, node, root, score))
      else if (Array.isArray(value)) setField(kept, key, includeItems(value, node, root, score))
    }
  }
  compute(kept, tree, root, score)
  return kept
}

const includeItems = (
  items: unknown[],
  tree: { [field: string]: Node },
  root: Doc,
  score: number | undefined,
): unknown[] =>
  items
    .filter(item => isDoc(item) || Array.isArray(item))
    .map(item => (isDoc(item) ? include(item, tree, root, score) : includeItems(item as unknown[], tree, root, score)))

function compute(target: Doc, tree: { [field: string]: Node }, root: Doc, score: number | undefined): void {
  for (const key of Object.keys(tree)) {
    const node = tree[key]!
    if (typeof node === 'function') {
      const value = node(root, score)
      if (value !== undefined) setField(target, key, value)
    } else if (node !== true && getField(target, key) === undefined && hasComputed(node)) {
      const inner: Doc = {}
      compute(inner, node, root, score)
      setField(target, key, inner)
    }
  }
}

const hasComputed = (tree: { [field: string]: Node }): boolean =>
  Object.values(tree).some(node => typeof node === 'function' || (typeof node === 'object' && hasComputed(node)))

function exclude(doc: Doc, tree: { [field: string]: Node }, root: Doc, score: number | undefined): Doc {
  const kept: Doc = {}
  for (const key of Object.keys(doc)) {
    const node = tree[key]
    if (node === true || typeof node === 'function') continue
    setField(kept, key, node === undefined ? doc[key] : excludeInside(doc[key], node, root, score))
  }
  compute(kept, tree, root, score)
  return kept
}

function excludeInside(value: unknown, tree: { [field: string]: Node }, root: Doc, score: number | undefined): unknown {
  if (Array.isArray(value)) return value.map(item => excludeInside(item, tree, root, score))
  return isDoc(value) ? exclude(value, tree, root, score) : value
}

function arrayProjection(spec: Doc, context: MatchContext): (value: unknown) => unknown {
  if ('$elemMatch' in spec) {
    const matches = compileElement(spec.$elemMatch, context)
    return value => {
      const found = Array.isArray(value) ? value.findIndex(matches) : -1
      return found < 0 ? undefined : [(value as unknown[])[found]]
    }
  }
  const slice = spec.$slice
  const numbers = (Array.isArray(slice) ? slice : [slice]).map(item => (isNumber(item) ? toDouble(item) : Number.NaN))
  if (numbers.some(Number.isNaN)) throw badValue('Invalid $slice syntax')
  return value => (Array.isArray(value) ? sliced(value, numbers as [number, number?]) : value)
}

function sliced(items: unknown[], [first, count]: [number, number?]): unknown[] {
  if (count === undefined) return first < 0 ? items.slice(first) : items.slice(0, first)
  const start = first < 0 ? Math.max(0, items.length + first) : first
  return items.slice(start, start + count)
}

function onlyMatched(value: unknown, index: number): unknown {
  if (!Array.isArray(value)) return value
  if (index < 0)
    throw new MongoFailure(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  return [value[index]]
}

/** Replaces what is at a path; documents on the way have been copied by the projection. */
function override(target: unknown, parts: string[], change: (value: unknown) => unknown, at = 0): void {
  if (Array.isArray(target)) {
    for (const item of target) override(item, parts, change, at)
  } else if (isDoc(target)) {
    const name = parts[at]!
    const value = getField(target, name)
    if (at < parts.length - 1) {
      const copy = Array.isArray(value)
        ? value.map(item => (isDoc(item) ? { ...item } : item))
        : isDoc(value)
          ? { ...value }
          : value
      if (copy !== undefined) setField(target, name, copy)
      override(copy, parts, change, at + 1)
    } else {
      const changed = change(value)
      if (changed === undefined) delete target[name]
      else setField(target, name, changed)
    }
  }
}
