import { encodeKey } from '../bson/keys.js'
import { type Doc, isDoc, lookUp, setField } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'
import { gather } from '../plan/turns.js'
import { ACCUMULATORS, type Accumulator } from './accumulators.js'
import { compileExpression, type Expression } from './expression.js'
import type { Docs, StageContext } from './stages.js'

interface Field extends Accumulator {
  name: string
  compute: Expression
}

/** More groups than this do not belong in memory. */
const MAX_GROUPS = 1_000_000

export function* group(input: Docs, spec: unknown, context: StageContext): Docs {
  if (!isDoc(spec) || !('_id' in spec)) throw new MongoFailure(15955, 'a group specification must include an _id')
  const { _id, ...rest } = spec
  const identify = compileExpression(_id, context)
  const fields = Object.keys(rest).map(name => parseField(name, rest[name], context))
  const groups = new Map<string, { id: unknown; totals: unknown[] }>()
  yield* gather(input, doc => {
    const id = identify(doc) ?? null
    const key =
      typeof id === 'string' && !context.collation
        ? `s${id}`
        : encodeKey(id, context.collation?.fold).toString('latin1')
    let found = groups.get(key)
    if (!found) {
      found = { id, totals: fields.map(field => field.start()) }
      if (groups.set(key, found).size > MAX_GROUPS)
        throw new MongoFailure(292, `$group has more than ${MAX_GROUPS} groups`)
    }
    for (let i = 0; i < fields.length; i++)
      found.totals[i] = fields[i]!.add(found.totals[i] as never, fields[i]!.compute(doc))
  })
  for (const { id, totals } of groups.values()) {
    const result: Doc = { _id: id }
    for (const [i, { name, end }] of fields.entries()) setField(result, name, end ? end(totals[i] as never) : totals[i])
    yield result
  }
}

function parseField(name: string, spec: unknown, context: StageContext): Field {
  const [operator, ...others] = isDoc(spec) ? Object.keys(spec) : []
  if (!isDoc(spec) || operator === undefined || others.length > 0)
    throw new MongoFailure(40234, `The field '${name}' must be an accumulator object`)
  if (name.includes('.')) throw new MongoFailure(40235, `The field name '${name}' cannot contain '.'`)
  const accumulator = lookUp(ACCUMULATORS, operator)
  if (!accumulator) throw refused(`The group operator '${operator}'`)
  return { name, compute: operator === '$count' ? () => 1 : compileExpression(spec[operator], context), ...accumulator }
}
