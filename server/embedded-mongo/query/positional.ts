import { type Doc, deepClone, isDoc } from '../bson/types.js'
import { compileFilter, type MatchContext } from './match.js'
import { getPath } from './paths.js'

/**
 * The position of the first element of an array that the query matched, for `$` in updates and projections; -1 when
 * the query says nothing about the array. Tries the query's own conditions on the array with one element at a time.
 */
export function matchedPosition(filter: Doc, doc: Doc, arrayPath: string, context: MatchContext): number {
  const items = getPath(doc, arrayPath)
  if (!Array.isArray(items)) return -1
  for (const condition of conditionsOn(filter, arrayPath)) {
    const matches = compileFilter(condition, context)
    const position = items.findIndex(item => matches(withArray(doc, arrayPath.split('.'), [item])))
    if (position >= 0) return position
  }
  return -1
}

function conditionsOn(filter: Doc, arrayPath: string): Doc[] {
  return Object.keys(filter).flatMap(key => {
    const value = filter[key]
    if (key === arrayPath || key.startsWith(`${arrayPath}.`)) return [{ [key]: value }]
    if ((key === '$and' || key === '$or') && Array.isArray(value)) {
      return value.filter(isDoc).flatMap(branch => conditionsOn(branch, arrayPath))
    }
    return []
  })
}

function withArray(doc: Doc, parts: string[], items: unknown[]): Doc {
  const copy = deepClone(doc)
  const parent = parts.length > 1 ? getPath(copy, parts.slice(0, -1).join('.')) : copy
  if (isDoc(parent)) parent[parts.at(-1)!] = items
  else if (Array.isArray(parent)) parent[Number(parts.at(-1))] = items
  return copy
}
