import { isNumber } from '../bson/numbers.js'
import { type Doc, isDoc, setField } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'
import { isTruthy } from './match.js'

type Compute = (doc: Doc, score?: number) => unknown
/** Whether to keep a field, what to compute, or what to do inside. */
type Node = boolean | Compute | Tree
interface Tree {
  [field: string]: Node
}
export type Projection = (doc: Doc, score?: number) => Doc

export interface ProjectionContext {
  compileExpression: (expression: unknown) => (doc: Doc) => unknown
  /** In a pipeline, `$slice` is an expression. */
  isAggregation?: boolean
}

/** Compiles a projection. Throws MongoDB's errors for mixtures that it would not accept. */
export function compileProjection(spec: Doc, context: ProjectionContext): Projection {
  // without a prototype: a field may be called `constructor`
  const tree = Object.create(null) as Tree
  let including: boolean | undefined
  for (const [path, value] of flatten(spec)) {
    const leaf = compileLeaf(path, value, context)
    if ((path !== '_id' || typeof leaf === 'function') && !isMeta(value))
      including = agree(including, leaf !== false, path)
    plant(tree, path.split('.'), leaf)
  }
  including ??= tree._id === true
  if (including) tree._id ??= true
  const isInclusion = including
  return (doc, score) => shape(doc, tree, isInclusion, { doc, score })
}

const isMeta = (value: unknown) => isDoc(value) && '$meta' in value

/** `{ a: { b: 1 } }` is `{ 'a.b': 1 }`. */
export function flatten(spec: Doc, prefix = ''): [path: string, value: unknown][] {
  return Object.keys(spec).flatMap((key): [string, unknown][] => {
    const value = spec[key]
    const isNested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$')
    return isNested ? flatten(value, `${prefix}${key}.`) : [[prefix + key, value]]
  })
}

function compileLeaf(path: string, value: unknown, context: ProjectionContext): boolean | Compute {
  if (typeof value === 'boolean' || isNumber(value)) {
    if (path.endsWith('.$')) throw refused('A projection of the element that the query found')
    return isTruthy(value)
  }
  if (isMeta(value)) return (_doc, score) => score ?? 0
  const operator = isDoc(value) ? Object.keys(value)[0] : undefined
  if (!context.isAggregation && (operator === '$slice' || operator === '$elemMatch'))
    throw refused(`A projection by ${operator}`)
  return context.compileExpression(value)
}

function agree(including: boolean | undefined, inclusion: boolean, path: string): boolean {
  if (including === undefined || including === inclusion) return inclusion
  const [one, other] = inclusion ? ['inclusion', 'exclusion'] : ['exclusion', 'inclusion']
  throw new MongoFailure(inclusion ? 31253 : 31254, `Cannot do ${one} on field ${path} in ${other} projection`)
}

function plant(tree: Tree, parts: string[], leaf: boolean | Compute): void {
  let node: Node | undefined = tree
  for (const part of parts.slice(0, -1)) {
    if (typeof node === 'object') node = node[part] ??= Object.create(null) as Tree
  }
  const last = parts.at(-1)!
  if (typeof node !== 'object' || node[last] !== undefined)
    throw new MongoFailure(31249, `Path collision at ${parts.join('.')}`)
  node[last] = leaf
}

interface Root {
  doc: Doc
  score: number | undefined
}

/** Kept fields stay in the document's order, computed ones follow. */
function shape(doc: Doc, tree: Tree, including: boolean, root: Root): Doc {
  const shaped: Doc = {}
  for (const name of Object.keys(doc)) {
    const node = tree[name]
    const value = typeof node === 'object' ? inside(doc[name], node, including, root) : doc[name]
    if (typeof node === 'object' ? value !== undefined : (node ?? !including) === true) setField(shaped, name, value)
  }
  for (const name of Object.keys(tree)) {
    const node = tree[name]
    if (typeof node === 'object' && hasComputed(node) && !Object.hasOwn(shaped, name))
      setField(shaped, name, shape({}, node, including, root))
    const value = typeof node === 'function' ? node(root.doc, root.score) : undefined
    if (value !== undefined) setField(shaped, name, value)
  }
  return shaped
}

const hasComputed = (tree: Tree): boolean =>
  Object.values(tree).some(node => typeof node === 'function' || (typeof node === 'object' && hasComputed(node)))

/** Every document of an array is shaped; what is no document has no such fields to keep, or to leave out. */
function inside(value: unknown, tree: Tree, including: boolean, root: Root): unknown {
  if (isDoc(value)) return shape(value, tree, including, root)
  if (!Array.isArray(value)) return including ? undefined : value
  return value.map(item => inside(item, tree, including, root)).filter(item => item !== undefined)
}
