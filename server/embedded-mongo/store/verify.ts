import { existsSync } from 'node:fs'
import path from 'node:path'
import { decode } from '../bson/decode.js'
import { Catalog } from './catalog.js'
import type { Collection } from './collection.js'
import { describeDamage, isDamage } from './damage.js'
import { Environment } from './environment.js'
import type { Index } from './index.js'
import { mayBeShort, visitPages } from './intact.js'
import { decodeRecordId, encodeRecordId, RECORD_ID_BYTES, treeRange } from './treeKeys.js'

export interface StoreReport {
  collections: number
  documents: number
  indexEntries: number
  /** What is wrong, in sentences; empty when all is well. */
  problems: string[]
}

/**
 * Reads everything in a store as it is at one moment, also while it is in use: every document decodes, every index has
 * exactly the entries that its documents call for, every count is right. Changes nothing. Throws an Error for a file
 * that is too damaged to be read.
 */
export async function verifyStore(dataDir: string): Promise<StoreReport> {
  const report: StoreReport = { collections: 0, documents: 0, indexEntries: 0, problems: [] }
  const folder = path.join(dataDir, 'db')
  try {
    await atMoment(folder, environment => {
      for (const collection of new Catalog(environment).all()) verifyCollection(collection, environment, report)
    })
  } catch (error) {
    throw isDamage(error) ? new Error(describeDamage(folder, error), { cause: error }) : error
  }
  return report
}

/** Reads a store as it is now, when all its pages are what they should be: LMDB may end whoever reads others. */
export async function atMoment(folder: string, read: (environment: Environment) => void): Promise<void> {
  if (!existsSync(path.join(folder, 'data.mdb'))) return
  mayBeShort(folder)
  const environment = Environment.open(folder, true)
  // as long as it is kept, no page of it is used for anything else
  const moment = environment.snapshot()
  try {
    visitAll(folder)
    read(moment)
  } finally {
    await moment.close()
    await environment.close()
  }
}

function visitAll(folder: string, again = true): void {
  try {
    for (const _ of visitPages(folder));
  } catch (error) {
    // an owner who is just writing the root may have been caught half-way
    if (!again) throw error
    visitAll(folder, false)
  }
}

function verifyCollection(collection: Collection, environment: Environment, report: StoreReport): void {
  report.collections++
  const expected = new Map(collection.allIndexes.map(index => [index, 0]))
  let count = 0
  for (const { key, value } of environment.range(...treeRange(collection.record.tree))) {
    count++
    try {
      const doc = decode(value)
      const recordId = decodeRecordId(key, 4)
      for (const index of collection.indexesOf(recordId)) {
        const { keys } = index.entries(doc)
        expected.set(index, expected.get(index)! + keys.length)
        for (const wanted of keys)
          if (!hasEntry(index, wanted, recordId, environment)) missing(index, doc, collection, report)
      }
    } catch (error) {
      report.problems.push(`${collection.namespace}: a document cannot be read: ${String(error)}`)
    }
  }
  report.documents += count
  if (count !== collection.count)
    report.problems.push(`${collection.namespace}: counted as ${collection.count}, holds ${count}`)
  for (const [index, entries] of expected) compareEntries(index, entries, collection, environment, report)
}

function hasEntry(index: Index, key: Buffer, recordId: number, environment: Environment): boolean {
  const id = encodeRecordId(recordId)
  return environment.get(index.isUnique ? key : Buffer.concat([key, id]))?.equals(id) === true
}

function missing(index: Index, doc: Record<string, unknown>, collection: Collection, report: StoreReport): void {
  report.problems.push(`${collection.namespace}: index ${index.record.name} lacks the document ${String(doc._id)}`)
}

/** Every entry that should be there is: as many as there are, then, and there is none too many. */
function compareEntries(
  index: Index,
  expected: number,
  collection: Collection,
  environment: Environment,
  report: StoreReport,
): void {
  let entries = 0
  for (const { value } of environment.range(...index.range)) {
    entries++
    if (value.length !== RECORD_ID_BYTES)
      report.problems.push(`${collection.namespace}: index ${index.record.name} has a broken entry`)
  }
  report.indexEntries += entries
  if (entries === expected) return
  report.problems.push(
    `${collection.namespace}: index ${index.record.name} has ${entries} entries, its documents call for ${expected}`,
  )
}
