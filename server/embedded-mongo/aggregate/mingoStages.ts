import { Aggregator } from 'mingo'
import type { AnyObject, Options } from 'mingo/types'
import { type Doc, deepClone } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'
import { mingoOptions } from './expression.js'
import type { Stage } from './stages.js'

/** The rarer stages that mingo has right: run over copies, because mingo changes documents in place. */
const BY_MINGO = new Set(['$graphLookup', '$redact'])
/** Stages that are neither here nor right in mingo: better a word about it than a wrong result. */
const REFUSED = new Set(['$bucketAuto', '$densify', '$fill', '$setWindowFields', '$currentOp', '$planCacheStats'])

export function runByMingo(name: string): Stage {
  if (REFUSED.has(name)) throw refused(`The stage ${name}`)
  if (!BY_MINGO.has(name)) throw new MongoFailure(40324, `Unrecognized pipeline stage name: '${name}'`)
  return (input, spec, context) => {
    const resolver = (collection: string) => [...context.host.aggregate(collection, [], {})].map(deepClone)
    const options = { ...mingoOptions(context), collectionResolver: resolver } as unknown as Options
    const docs = [...input].map(deepClone)
    return new Aggregator([{ [name]: deepClone(spec) }] as AnyObject[], options).run(docs as AnyObject[]) as Doc[]
  }
}
