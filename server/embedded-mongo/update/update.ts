import { ObjectId } from 'bson'
import { areEqual } from '../bson/compare.js'
import { type Doc, deepClone, isDoc, lookUp, RANK, rankOf, setField } from '../bson/types.js'
import { badValue, failedToParse, MongoFailure, refused } from '../errors.js'
import { compileFilter, isOperators, type MatchContext } from '../query/match.js'
import { isIndex } from '../query/paths.js'
import { NEEDS_FIELD, UPDATE_OPERATORS } from './operators.js'
import { changeAt, concretePaths, type ItemTests, REMOVED } from './targets.js'

export interface UpdateOptions {
  arrayFilters?: unknown
  match: MatchContext
  now: Date
  /** Runs the stages of an update that is a pipeline. */
  runPipeline: (stages: Doc[], doc: Doc) => Doc
}

export interface UpdateTarget {
  isInsert: boolean
  positionOf: (arrayPath: string) => number
}

/** Computes the document after the update; the one before stays as it is. */
export type Update = (doc: Doc, target: UpdateTarget) => Doc

/** Compiles an update: a replacement, a document of operators, or a pipeline. */
export function compileUpdate(update: unknown, options: UpdateOptions): Update {
  if (Array.isArray(update)) return keepId(doc => options.runPipeline(update as Doc[], deepClone(doc)))
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array')
  const first = Object.keys(update)[0]
  if (!first?.startsWith('$')) return compileReplacement(update)
  return keepId(compileOperators(update, options))
}

export const isReplacement = (update: unknown): boolean =>
  isDoc(update) && Object.keys(update)[0]?.startsWith('$') !== true

function compileReplacement(replacement: Doc): Update {
  const operator = Object.keys(replacement).find(key => key.startsWith('$'))
  if (operator)
    throw new MongoFailure(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  return doc => {
    if ('_id' in replacement && doc._id !== undefined && !areEqual(replacement._id, doc._id)) throw immutableId()
    const id = replacement._id ?? doc._id
    return id === undefined ? { ...replacement } : { _id: id, ...replacement }
  }
}

function keepId(update: Update): Update {
  return (doc, target) => {
    const updated = update(doc, target)
    if (doc._id === undefined || areEqual(updated._id, doc._id)) return updated
    if (updated._id === undefined && !('_id' in updated)) return { _id: doc._id, ...updated }
    throw immutableId()
  }
}

const immutableId = () =>
  new MongoFailure(66, "Performing an update on the path '_id' would modify the immutable field '_id'")

interface Change {
  operator: string
  path: string
  parts: string[]
  operand: unknown
}

function compileOperators(update: Doc, { match, now, arrayFilters }: UpdateOptions): Update {
  const changes = Object.keys(update).flatMap(operator => parseOperator(operator, update[operator]))
  changes.sort((a, b) => comparePaths(a.parts, b.parts))
  refuseConflicts(changes)
  const tests = compileArrayFilters((arrayFilters ?? []) as Doc[], changes, match)
  return (doc, { isInsert, positionOf }) => {
    const updated = deepClone(doc)
    for (const { operator, path, parts, operand } of changes) {
      if (operator === '$setOnInsert' && !isInsert) continue
      if (operator === '$rename') rename(updated, parts, operand)
      else
        for (const concrete of concretePaths(updated, parts, { positionOf, tests })) {
          const change = (old: unknown) => UPDATE_OPERATORS[operator]!(old, deepClone(operand), { now, match }, path)
          changeAt(updated, concrete, change, !NEEDS_FIELD.has(operator))
        }
    }
    return updated
  }
}

function parseOperator(operator: string, fields: unknown): Change[] {
  if (operator === '$bit') throw refused('$bit')
  if (operator !== '$rename' && !lookUp(UPDATE_OPERATORS, operator))
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  if (!isDoc(fields))
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(fields)}}`,
    )
  return Object.keys(fields).map(path => {
    const parts = path.split('.')
    if (parts.includes(''))
      throw new MongoFailure(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
    if (operator === '$rename' && typeof fields[path] !== 'string')
      throw badValue(`The 'to' field for $rename must be a string: ${path}`)
    return { operator, path, parts, operand: fields[path] }
  })
}

/** MongoDB adds new fields in the order of their names, numeric ones by number. */
function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i]!
    const y = b[i]!
    if (x === y) continue
    if (isIndex(x) && isIndex(y)) return Number(x) - Number(y)
    return x < y ? -1 : 1
  }
  return a.length - b.length
}

function refuseConflicts(changes: Change[]): void {
  const paths = new Set<string>()
  const all = changes.flatMap(change =>
    change.operator === '$rename' ? [change.path, String(change.operand)] : [change.path],
  )
  for (const path of all) {
    const conflict = [...paths].find(
      other => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
    )
    if (conflict !== undefined)
      throw new MongoFailure(40, `Updating the path '${path}' would create a conflict at '${conflict}'`)
    paths.add(path)
  }
}

function compileArrayFilters(filters: Doc[], changes: Change[], match: MatchContext): ItemTests {
  const tests: ItemTests = new Map()
  for (const filter of filters) {
    const name = identifierOf(filter)
    if (!name) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
    if (tests.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    if (!changes.some(change => change.parts.includes(`$[${name}]`)))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`)
    const matches = compileFilter(filter, match)
    tests.set(name, item => matches({ [name]: item }))
  }
  return tests
}

function identifierOf(filter: Doc): string | undefined {
  const [key = '$'] = Object.keys(filter)
  if (!key.startsWith('$')) return key.split('.')[0]
  const branches = filter[key]
  return Array.isArray(branches) ? branches.filter(isDoc).map(identifierOf).find(Boolean) : undefined
}

function rename(doc: Doc, parts: string[], target: unknown): void {
  let moved: unknown
  const take = (old: unknown) => {
    moved = old
    return REMOVED
  }
  changeAt(doc, parts, take, false)
  if (moved !== undefined) changeAt(doc, String(target).split('.'), () => moved, true)
}

/** The document that an upsert starts from: what the query says its fields are equal to. */
export function upsertSeed(filter: Doc): Doc {
  const seed: Doc = {}
  for (const [path, value] of equalities(filter)) {
    const start = (old: unknown) => {
      if (old === undefined) return deepClone(value)
      throw new MongoFailure(54, `cannot infer query fields to set, path '${path}' is matched twice`)
    }
    changeAt(seed, path.split('.'), start, true)
  }
  return seed
}

function equalities(filter: Doc): [path: string, value: unknown][] {
  return Object.keys(filter).flatMap((key): [string, unknown][] => {
    const value = filter[key]
    const isAll = key === '$and' || (key === '$or' && Array.isArray(value) && value.length === 1)
    if (isAll) return (value as Doc[]).flatMap(equalities)
    if (key.startsWith('$') || rankOf(value) === RANK.regex) return []
    if (!isOperators(value)) return [[key, value]]
    const single = Array.isArray(value.$all) && value.$all.length === 1 ? value.$all : undefined
    if ('$eq' in value) return [[key, value.$eq]]
    return single && !isOperators(single[0]) ? [[key, single[0]]] : []
  })
}

/** Puts `_id` first, and makes one where there is none. */
export function withId(doc: Doc): Doc {
  const identified: Doc = { _id: '_id' in doc ? doc._id : new ObjectId() }
  for (const key of Object.keys(doc)) if (key !== '_id') setField(identified, key, doc[key])
  return identified
}
