import { calculateObjectSize } from 'bson'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, deepClone, getField, isDoc, lookUp, setField } from '../bson/types.js'
import { badValue, failedToParse, MongoFailure, refused } from '../errors.js'
import { gather, PAUSE, type Pausing, type TimeLimit, through, withPauses } from '../plan/turns.js'
import { compileFilter } from '../query/match.js'
import { getPath, valuesAt } from '../query/paths.js'
import { compileProjection, flatten } from '../query/project.js'
import { parseSort, Sorter } from '../query/sort.js'
import { compileExpression, type Scope } from './expression.js'
import { group } from './group.js'

export type Docs = Pausing<Doc>

/** What a pipeline needs of the database around it. */
export interface PipelineHost {
  /** Runs a pipeline over another collection of the same database. */
  aggregate: (collection: string, pipeline: Doc[], variables: Doc) => Docs
  /** Gives others their turn, and ends what takes too long. */
  time?: TimeLimit
}

export interface StageContext extends Scope {
  host: PipelineHost
  /** The limit that follows directly: a sort need not keep more. */
  limit?: number | undefined
}

type Stage = (input: Docs, spec: unknown, context: StageContext) => Docs

const STAGES: Record<string, Stage> = {
  $match,
  $sort,
  $limit,
  $skip,
  $count,
  $group: group,
  $sortByCount: (input, spec, context) =>
    $sort(group(input, { _id: spec, count: { $sum: 1 } }, context), { count: -1 }, context),
  $unwind,
  $lookup,
  $facet,
  $project,
  $unset: (input, spec, context) =>
    $project(input, Object.fromEntries([spec].flat().map(path => [String(path), 0])), context),
  $addFields,
  $set: $addFields,
  $replaceRoot: (input, spec, context) => $replaceWith(input, requireSpec(spec, '$replaceRoot').newRoot, context),
  $replaceWith,
}
/** Stages that MongoDB has: better a word about them than "no such stage". */
const REFUSED = new Set(
  '$bucket $bucketAuto $collStats $currentOp $densify $documents $fill $geoNear $graphLookup $indexStats $merge $out $planCacheStats $redact $sample $search $setWindowFields $unionWith $vectorSearch'.split(
    ' ',
  ),
)

/** Runs the stages one after another; documents stream through all that need not see everything first. */
export function runStages(input: Docs, pipeline: Doc[], context: StageContext): Docs {
  return pipeline.reduce<Docs>((docs, stage, i) => {
    const [name, spec] = stageOf(stage)
    const next = pipeline[i + 1]?.$limit
    const run = lookUp(STAGES, name)
    if (!run) throw unknownStage(name)
    const limit = name === '$sort' && isNumber(next) ? toDouble(next) : undefined
    const results = run(docs, spec, { ...context, limit })
    return context.host.time ? withPauses(results, context.host.time) : results
  }, input)
}

function unknownStage(name: string): MongoFailure {
  if (name === '$changeStream')
    return new MongoFailure(40573, 'The $changeStream stage is only supported on replica sets')
  return REFUSED.has(name)
    ? refused(`The stage ${name} here`)
    : new MongoFailure(40324, `Unrecognized pipeline stage name: '${name}'`)
}

export function stageOf(stage: unknown): [name: string, spec: unknown] {
  const names = isDoc(stage) ? Object.keys(stage) : []
  if (!isDoc(stage) || names.length !== 1)
    throw new MongoFailure(40323, 'A pipeline stage specification object must contain exactly one field.')
  return [names[0]!, stage[names[0]!]]
}

function requireSpec(spec: unknown, name: string): Doc {
  if (!isDoc(spec) || (Object.keys(spec).length === 0 && name !== '$match'))
    throw failedToParse(`${name} specification must be a non-empty object`)
  return spec
}

function $match(input: Docs, spec: unknown, context: StageContext): Docs {
  const matches = compileFilter(requireSpec(spec, '$match'), {
    collation: context.collation,
    compileExpression: expression => compileExpression(expression, context),
  })
  return through(input, doc => (matches(doc) ? [doc] : []))
}

function* $sort(input: Docs, spec: unknown, context: StageContext): Docs {
  const sorter = new Sorter<{ doc: Doc; size: number; score: number }>(
    parseSort(spec),
    context.collation?.compare,
    context.limit,
  )
  yield* gather(input, doc => sorter.add({ doc, size: calculateObjectSize(doc), score: context.scores?.get(doc) ?? 0 }))
  for (const { doc } of sorter.sorted()) yield doc
}

function* $limit(input: Docs, spec: unknown): Docs {
  let left = count(spec, '$limit')
  if (left === 0) throw new MongoFailure(15958, 'the limit must be positive')
  for (const doc of input) {
    yield doc
    if (doc !== PAUSE && --left === 0) return
  }
}

function $skip(input: Docs, spec: unknown): Docs {
  let left = count(spec, '$skip')
  return through(input, doc => (left-- <= 0 ? [doc] : []))
}

function count(value: unknown, name: string): number {
  const number = isNumber(value) ? toDouble(value) : Number.NaN
  if (!Number.isInteger(number) || number < 0)
    throw new MongoFailure(
      5107201,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${String(value)}`,
    )
  return number
}

function* $count(input: Docs, spec: unknown): Docs {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.'))
    throw new MongoFailure(40156, 'the count field must be a non-empty string without $ or .')
  let total = 0
  yield* gather(input, () => total++)
  if (total > 0) yield { [spec]: total }
}

function $unwind(input: Docs, spec: unknown): Docs {
  const options = isDoc(spec) ? spec : { path: spec }
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options as Doc
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new MongoFailure(28818, `path option to $unwind stage should be prefixed with a '$': ${String(path)}`)
  const parts = path.slice(1).split('.')
  const indexField = typeof includeArrayIndex === 'string' ? includeArrayIndex.split('.') : undefined
  const withIndex = (doc: Doc, index: number | null) => (indexField ? setIn(doc, indexField, index) : doc)
  return through(input, doc => {
    const value = getPath(doc, parts.join('.'))
    if (Array.isArray(value) && value.length > 0)
      return value.map((item: unknown, i) => withIndex(setIn(doc, parts, item), i))
    if (value !== null && value !== undefined && !Array.isArray(value)) return [withIndex(doc, null)]
    if (!preserveNullAndEmptyArrays) return []
    return [withIndex(Array.isArray(value) ? setIn(doc, parts, undefined) : doc, null)]
  })
}

function $project(input: Docs, spec: unknown, context: StageContext): Docs {
  const apply = compileProjection(requireSpec(spec, '$project'), {
    compileExpression: expression => compileExpression(expression, context),
    isAggregation: true,
  })
  return through(input, doc => [apply(doc, context.scores?.get(doc))])
}

function $addFields(input: Docs, spec: unknown, context: StageContext): Docs {
  const fields = flatten(requireSpec(spec, '$addFields')).map(([path, expression]) => ({
    parts: path.split('.'),
    compute: compileExpression(expression, context),
  }))
  return through(input, doc => [
    fields.reduce((changed, { parts, compute }) => setIn(changed, parts, deepClone(compute(doc))), doc),
  ])
}

/** A copy with another value at a path (in every document of an array on the way); undefined takes the field away. */
export function setIn(doc: Doc, parts: string[], value: unknown, at = 0): Doc {
  const copy = { ...doc }
  const name = parts[at]!
  if (at === parts.length - 1) {
    if (value === undefined) delete copy[name]
    else setField(copy, name, value)
    return copy
  }
  const inner = getField(doc, name)
  if (Array.isArray(inner))
    setField(
      copy,
      name,
      inner.map(item => setIn(isDoc(item) ? item : {}, parts, value, at + 1)),
    )
  else if (isDoc(inner) || value !== undefined)
    setField(copy, name, setIn(isDoc(inner) ? inner : {}, parts, value, at + 1))
  return copy
}

function $replaceWith(input: Docs, expression: unknown, context: StageContext): Docs {
  const compute = compileExpression(expression, context)
  return through(input, doc => {
    const root = compute(doc)
    if (isDoc(root)) return [root]
    throw new MongoFailure(40228, `'newRoot' expression must evaluate to an object, but got: ${String(root)}`)
  })
}

/** Joins by fields, by a pipeline with `let`, or by both; the other collection is read through its own indexes. */
function $lookup(input: Docs, spec: unknown, context: StageContext): Docs {
  const { from, as, localField, foreignField, pipeline = [], let: own = {} } = requireSpec(spec, '$lookup')
  if (typeof from !== 'string' || typeof as !== 'string') throw failedToParse('$lookup needs from and as')
  if (!Array.isArray(pipeline)) throw badValue('$lookup: pipeline must be an array')
  const names = Object.keys(own as Doc)
  const computes = names.map(name => compileExpression((own as Doc)[name], context))
  return through(input, function* (doc) {
    const variables = Object.fromEntries(names.map((name, i) => [name, computes[i]!(doc) ?? null]))
    const join = typeof localField === 'string' ? [joinBy(doc, localField, String(foreignField))] : []
    const stages = [...join, ...(pipeline as Doc[])]
    const joined: Doc[] = []
    yield* gather(context.host.aggregate(from, stages, { ...context.variables, ...variables }), other => {
      joined.push(other)
    })
    yield setIn(doc, as.split('.'), joined)
  })
}

/** A missing local field joins with null and missing ones; an array with each of its elements. */
function joinBy(doc: Doc, localField: string, foreignField: string): Doc {
  const values = valuesAt(doc, localField)
  return { $match: { [foreignField]: { $in: values.length === 0 ? [null] : values } } }
}

function* $facet(input: Docs, spec: unknown, context: StageContext): Docs {
  const docs: Doc[] = []
  yield* gather(input, doc => docs.push(doc))
  const found: Doc = {}
  for (const [name, pipeline] of Object.entries(requireSpec(spec, '$facet'))) {
    const results: Doc[] = []
    yield* gather(runStages(docs, pipeline as Doc[], context), doc => results.push(doc))
    setField(found, name, results)
  }
  yield found
}
