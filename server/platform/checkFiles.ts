import { createHash } from 'node:crypto'
import type { Connection } from './database.js'
import { fileStore } from './files.js'

export interface FilesReport {
  files: number
  bytes: number
  /** What is wrong, in sentences. */
  problems: string[]
}

const DIGEST = /^[0-9a-f]{64}$/

/** Reads every stored file to its end: its bytes must have the digest that is its name, and the length that it claims. */
export async function checkFiles(db: Connection): Promise<FilesReport> {
  const report: FilesReport = { files: 0, bytes: 0, problems: [] }
  const store = fileStore(db)
  const described = db.db!.collection<{ filename: string; length: number }>('files.files')
  for await (const { filename } of described.find({}, { projection: { filename: 1 } }).sort({ filename: 1 })) {
    // on its way in still: its name comes last
    if (!DIGEST.test(filename)) continue
    const problem = await problemOf(store, filename, report)
    // it may have been removed while we read
    if (problem && (await store.stat(filename))) report.problems.push(`The file ${filename} ${problem}.`)
  }
  return report
}

async function problemOf(
  store: ReturnType<typeof fileStore>,
  digest: string,
  report: FilesReport,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  report.files++
  try {
    for await (const chunk of await store.open(digest)) {
      hash.update(chunk)
      report.bytes += (chunk as Buffer).length
    }
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`
  }
  return hash.digest('hex') === digest ? undefined : 'has other bytes than it was stored with'
}
