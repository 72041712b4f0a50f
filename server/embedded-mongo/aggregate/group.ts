import { evalExpr } from 'mingo/core'
import * as accumulatorOperators from 'mingo/operators/accumulator'
import type { AnyObject } from 'mingo/types'
import { encodeKey } from '../bson/keys.js'
import { type Doc, deepClone, isDoc, lookUp, setField } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'
import { ACCUMULATORS, type Accumulator } from './accumulators.js'
import { compileExpression, mingoOptions } from './expression.js'
import type { Docs, StageContext } from './stages.js'

interface Field {
  name: string
  start: () => Accumulator
  compute: (doc: Doc) => unknown
}

/** More groups than this do not belong in memory. */
const MAX_GROUPS = 1_000_000

export function* group(input: Docs, spec: unknown, context: StageContext): Docs {
  if (!isDoc(spec) || !('_id' in spec)) throw new MongoFailure(15955, 'a group specification must include an _id')
  const { _id, ...fields } = spec
  yield* groupBy(input, compileExpression(_id, context), fields, context)
}

/** Groups by whatever tells the groups apart. */
export function* groupBy(input: Docs, identify: (doc: Doc) => unknown, spec: Doc, context: StageContext): Docs {
  const fields = Object.keys(spec).map(name => parseField(name, spec[name], context))
  const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>()
  for (const doc of input) {
    context.host.tick()
    const id = identify(doc)
    const key = keyOf(id, context)
    let found = groups.get(key)
    if (!found) {
      found = { id: id === undefined ? null : id, accumulators: fields.map(field => field.start()) }
      groups.set(key, found)
      if (groups.size > MAX_GROUPS)
        throw new MongoFailure(
          292,
          `$group has more than ${MAX_GROUPS} groups, which the embedded database does not hold in memory`,
        )
    }
    for (let i = 0; i < fields.length; i++) found.accumulators[i]!.add(fields[i]!.compute(doc))
  }
  for (const { id, accumulators } of groups.values()) {
    const result: Doc = { _id: id }
    fields.forEach((field, i) => {
      setField(result, field.name, accumulators[i]!.result())
    })
    yield result
  }
}

const keyOf = (id: unknown, { collation }: StageContext): string =>
  typeof id === 'string' && !collation ? `s${id}` : encodeKey(id ?? null, collation?.fold).toString('latin1')

function parseField(name: string, spec: unknown, context: StageContext): Field {
  const [operator, ...others] = isDoc(spec) ? Object.keys(spec) : []
  if (!isDoc(spec) || operator === undefined || others.length > 0) {
    throw new MongoFailure(40234, `The field '${name}' must be an accumulator object`)
  }
  if (name.includes('.')) throw new MongoFailure(40235, `The field name '${name}' cannot contain '.'`)
  if (operator === '$accumulator') throw refused(operator)
  const start = lookUp(ACCUMULATORS, operator)
  if (start)
    return { name, start, compute: operator === '$count' ? () => 1 : compileExpression(spec[operator], context) }
  if (!(operator in accumulatorOperators)) throw new MongoFailure(15952, `unknown group operator '${operator}'`)
  return { name, start: () => byMingo(spec, context), compute: doc => doc }
}

/** A rare accumulator: mingo computes it over all documents of the group. */
function byMingo(spec: Doc, context: StageContext): Accumulator {
  const docs: Doc[] = []
  return {
    add: doc => docs.push(doc as Doc),
    result: () =>
      evalExpr(docs.map(deepClone) as unknown as AnyObject, spec as AnyObject, mingoOptions(context)) as unknown,
  }
}
