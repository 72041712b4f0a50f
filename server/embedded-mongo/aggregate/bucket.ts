import { compareValues } from '../bson/compare.js'
import { type Doc, isDoc } from '../bson/types.js'
import { failedToParse, MongoFailure } from '../errors.js'
import { parseSort, Sorter } from '../query/sort.js'
import { compileExpression } from './expression.js'
import { groupBy } from './group.js'
import type { Docs, StageContext } from './stages.js'

/** Groups by the boundary at or below a value; what is outside all of them goes to the default. */
export function* bucket(input: Docs, spec: unknown, context: StageContext): Docs {
  const { groupBy: expression, boundaries, default: outside, output = { count: { $sum: 1 } } } = isDoc(spec) ? spec : {}
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new MongoFailure(40192, "The $bucket 'boundaries' field must have at least 2 values")
  if (!isDoc(output)) throw failedToParse("The $bucket 'output' field must be an object")
  if (boundaries.some((bound, i) => i > 0 && compareValues(boundaries[i - 1], bound) >= 0)) {
    throw new MongoFailure(40194, "The 'boundaries' option to $bucket must be sorted")
  }
  const compute = compileExpression(expression, context)
  const identify = (doc: Doc) => {
    const value = compute(doc)
    const above = boundaries.findIndex(bound => compareValues(value, bound) < 0)
    if (above > 0) return boundaries[above - 1] as unknown
    if (outside === undefined)
      throw new MongoFailure(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return outside
  }
  const sorter = new Sorter<{ doc: Doc; size: number }>(parseSort({ _id: 1 }))
  for (const doc of groupBy(input, identify, output, context)) sorter.add({ doc, size: 0 })
  for (const { doc } of sorter.sorted()) yield doc
}
