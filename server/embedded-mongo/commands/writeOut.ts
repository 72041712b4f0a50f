import { type Doc, isDoc } from '../bson/types.js'
import { failedToParse, refused } from '../errors.js'
import { type Pausing, visitInTurns } from '../plan/turns.js'
import { withId } from '../update/update.js'
import type { Server } from './request.js'

/** All is written in one piece, and others wait for that. */
const MAX_WRITTEN = 20_000

/** The last stage of a pipeline that writes: all of it in one transaction. */
export async function writeOut(server: Server, db: string, stage: Doc, results: Pausing<Doc>): Promise<void> {
  const docs: Doc[] = []
  await visitInTurns(results, doc => assertFew(docs.push(doc)))
  return server.commits.writeWhole(() =>
    '$out' in stage ? replaceAll(server, db, stage.$out, docs) : merge(server, db, stage.$merge, docs),
  )
}

function assertFew(count: number): void {
  if (count > MAX_WRITTEN) throw refused(`A pipeline that writes or replaces more than ${MAX_WRITTEN} documents`)
}

function targetOf(spec: unknown, db: string, field: string): { db: string; name: string } {
  if (typeof spec === 'string') return { db, name: spec }
  const target = isDoc(spec) ? (isDoc(spec[field]) ? spec[field] : spec) : {}
  if (typeof target[field] === 'string' && !('coll' in target)) return { db, name: target[field] }
  if (typeof target.coll !== 'string') throw failedToParse('the target collection is missing')
  return { db: String(target.db ?? db), name: target.coll }
}

function replaceAll({ catalog }: Server, db: string, spec: unknown, docs: Doc[]): void {
  const target = targetOf(spec, db, 'coll')
  const collection = catalog.obtain(target.db, target.name)
  assertFew(collection.count)
  for (const stored of [...collection.scan()]) collection.remove(stored)
  for (const doc of docs) collection.insert(withId(doc))
}

/** By `_id`: what is there gets the new fields, or is a duplicate if the stage says `fail`; the others are inserted. */
function merge({ catalog }: Server, db: string, spec: unknown, docs: Doc[]): void {
  const { into: _into, whenMatched = 'merge', ...others } = isDoc(spec) ? spec : {}
  if (Object.keys(others).length > 0) throw refused(`The option '${Object.keys(others)[0]}' of $merge`)
  if (whenMatched !== 'merge' && whenMatched !== 'fail') throw refused('This whenMatched of $merge')
  const target = targetOf(spec, db, 'into')
  const collection = catalog.obtain(target.db, target.name)
  for (const doc of docs.map(withId)) {
    const stored = whenMatched === 'merge' ? collection.readById(doc._id) : undefined
    if (stored) collection.replace(stored, { ...stored.doc, ...doc })
    else collection.insert(doc)
  }
}
