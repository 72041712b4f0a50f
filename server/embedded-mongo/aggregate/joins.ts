import { type Doc, isDoc } from '../bson/types.js'
import { badValue, failedToParse } from '../errors.js'
import { valuesAt } from '../query/paths.js'
import { compileExpression } from './expression.js'
import { type Docs, runStages, type StageContext, setIn } from './stages.js'

/** Joins by fields, by a pipeline with `let`, or by both; the other collection is read through its own indexes. */
export function* lookup(input: Docs, spec: unknown, context: StageContext): Docs {
  if (!isDoc(spec) || typeof spec.from !== 'string' || typeof spec.as !== 'string')
    throw failedToParse('$lookup needs from and as')
  const { from, as, localField, foreignField, pipeline = [] } = spec
  if (!Array.isArray(pipeline)) throw badValue('$lookup: pipeline must be an array')
  const variables = Object.entries(isDoc(spec.let) ? spec.let : {}).map(([name, value]) => ({
    name,
    compute: compileExpression(value, context),
  }))
  const target = as.split('.')
  for (const doc of input) {
    context.host.tick()
    const own = Object.fromEntries(variables.map(({ name, compute }) => [name, compute(doc) ?? null]))
    const stages =
      typeof localField === 'string'
        ? [joinStage(doc, localField, String(foreignField)), ...(pipeline as Doc[])]
        : (pipeline as Doc[])
    yield setIn(doc, target, [...context.host.aggregate(from, stages, { ...context.variables, ...own })])
  }
}

/** A missing local field joins with null and missing ones; an array with each of its elements. */
function joinStage(doc: Doc, localField: string, foreignField: string): Doc {
  const values = valuesAt(doc, localField)
  return {
    $match: {
      [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values.length === 0 ? [null] : values },
    },
  }
}

export function* facet(input: Docs, spec: unknown, context: StageContext): Docs {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw failedToParse('the $facet specification must be a non-empty object')
  const docs = [...input]
  yield Object.fromEntries(
    Object.entries(spec).map(([name, pipeline]) => [name, [...runStages(docs, pipeline as Doc[], context)]]),
  )
}

export function* unionWith(input: Docs, spec: unknown, context: StageContext): Docs {
  const { coll, pipeline = [] } = (isDoc(spec) ? spec : { coll: spec }) as Doc
  if (typeof coll !== 'string') throw failedToParse('$unionWith needs the name of a collection')
  yield* input
  yield* context.host.aggregate(coll, pipeline as Doc[], context.variables)
}
