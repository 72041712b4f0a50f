import { encodeKey } from './bson/keys.js'
import { RANK } from './bson/types.js'
import type { Catalog } from './store/catalog.js'
import type { Collection } from './store/collection.js'
import type { Index } from './store/index.js'
import { decodeRecordId, treePrefix } from './store/treeKeys.js'

/** How many documents one transaction removes: others want to write as well. */
const BATCH = 1_000

/** Removes what has expired, and answers how many documents that were; inside a transaction. */
export function removeExpired(catalog: Catalog, now: number): number {
  return catalog
    .all()
    .flatMap(collection => collection.indexes.map(index => expire(collection, index, now)))
    .reduce((sum, count) => sum + count, 0)
}

function expire(collection: Collection, index: Index, now: number): number {
  const seconds = index.record.expireAfterSeconds
  if (seconds === undefined) return 0
  const prefix = treePrefix(index.record.tree)
  const oldest = Buffer.concat([prefix, Buffer.from([RANK.date])])
  const cutoff = Buffer.concat([prefix, encodeKey(new Date(now - seconds * 1000))])
  const expired = new Set<number>()
  // a descending index holds its dates upside down: read it all, it is as right and as rare
  const [low, high] = index.fields[0]!.direction === 1 ? [oldest, cutoff] : index.range
  for (const { value } of collection.environment.range(low, high)) {
    if (expired.size >= BATCH) break
    expired.add(decodeRecordId(value))
  }
  let count = 0
  for (const recordId of expired) {
    const stored = collection.read(recordId)
    if (!stored || !isExpired(index, stored.doc, now - seconds * 1000)) continue
    collection.remove(stored)
    count++
  }
  return count
}

function isExpired(index: Index, doc: Record<string, unknown>, cutoff: number): boolean {
  const value = index.fields[0]!.parts.reduce<unknown>(
    (inner, part) => (inner as Record<string, unknown> | undefined)?.[part],
    doc,
  )
  const dates = [value].flat().filter(item => item instanceof Date)
  return dates.some(date => date.getTime() < cutoff)
}
