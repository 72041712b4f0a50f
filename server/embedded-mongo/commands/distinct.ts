import { compareValues } from '../bson/compare.js'
import { encodeKey } from '../bson/keys.js'
import { badValue } from '../errors.js'
import { visitInTurns } from '../plan/turns.js'
import { valuesAt } from '../query/paths.js'
import { assertReplyFits, hintOf, select } from './find.js'
import { collectionName, docOf, type Handler, scopeOf, timeLimit } from './request.js'

/** Each value once, elements of arrays one by one. */
export const distinct: Handler = async (request, { catalog }) => {
  const { command } = request
  const { key } = command
  if (typeof key !== 'string') throw badValue("BSON field 'distinct.key' is missing or not a string")
  const collection = catalog.find(request.db, collectionName(request))
  const scope = scopeOf(command)
  const selection = {
    filter: docOf(command.query, 'query'),
    sort: [],
    skip: 0,
    limit: 0,
    hint: hintOf(command.hint),
  }
  const values = new Map<string, unknown>()
  const found = collection ? select(collection, selection, scope, timeLimit(request)) : []
  await visitInTurns(found, ({ stored }) => {
    for (const value of valuesAt(stored.doc, key)) {
      const id = encodeKey(value, scope.collation?.fold).toString('latin1')
      if (!values.has(id)) values.set(id, value)
    }
  })
  const sorted = [...values.values()].sort((a, b) => compareValues(a, b, scope.collation?.compare))
  assertReplyFits(sorted)
  return { values: sorted, ok: 1 }
}
