import { existsSync } from 'node:fs'
import path from 'node:path'
import { verifyStore } from '../embedded-mongo/index.js'
import { Unavailable } from '../shared/errors.js'
import { type DatabaseSettings, unlessUnavailable } from './database.js'

export interface StoreCheck {
  /** What was looked at, in a sentence. */
  sentence: string
  problems: string[]
}

/**
 * Reads the embedded store through, as it lies on the disk at one moment. A MongoDB has its own tools.
 * Throws Unavailable where there is nothing that could be read.
 */
export async function checkStore({ uri, dataDir }: DatabaseSettings): Promise<StoreCheck> {
  if (uri)
    return { sentence: 'MongoDB checks its own storage (its command "validate"). Here: the files.', problems: [] }
  if (!existsSync(path.join(dataDir, 'db', 'data.mdb')))
    throw new Unavailable(`There is no data in ${dataDir} yet: nothing to check.`)
  const { collections, documents, indexEntries, problems } = await unlessUnavailable(verifyStore(dataDir))
  const [d, i] = [documents, indexEntries].map(amount => new Intl.NumberFormat('en').format(amount))
  return {
    sentence: `Store: ${d} documents of ${collections} collections and ${i} index entries compared.`,
    problems,
  }
}
