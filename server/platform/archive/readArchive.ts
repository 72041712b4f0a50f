import { Conflict, Invalid } from '../../shared/errors.js'
import type { Connection } from '../database.js'
import { exactDocument } from './exactDocument.js'
import { decodeFrames, type Frame } from './frames.js'
import { collectionNames, UNFINISHED } from './names.js'
import type { ArchiveReport } from './writeArchive.js'

const BATCH_DOCUMENTS = 1_000
const BATCH_BYTES = 8 * 1024 * 1024

/**
 * Reads an archive into an empty database. Throws Conflict where there are documents, Invalid for a damaged file, and
 * whatever goes wrong with the database; then nothing of the archive is left.
 */
export async function readArchive(db: Connection, file: string): Promise<ArchiveReport> {
  await ensureEmpty(db)
  // Through to its end before anything is written: a damaged archive changes nothing.
  const report = await inspect(file)
  await dropAll(db)
  await mark(db).insertOne({ file })
  try {
    const definitions = await fill(db, file)
    await compareCounts(db, report)
    // Last: an index may be one that removes what has expired.
    for (const { name, indexes } of definitions)
      if (indexes.length > 0) await db.db!.command({ createIndexes: name, indexes })
  } catch (error) {
    await undo(db, error as Error)
    throw error
  }
  await mark(db).drop()
  return report
}

const mark = (db: Connection) => db.db!.collection(UNFINISHED)

/** What a restore left that was killed may go: it had begun with nothing. */
async function ensureEmpty(db: Connection): Promise<void> {
  if (await isHalfRestored(db)) return dropAll(db)
  for (const name of await collectionNames(db))
    if (await db.db!.collection(name).findOne({}, { projection: { _id: 1 } }))
      throw new Conflict(
        'There is data here already, and a restore would mix with it. Nothing was changed. ' +
          'Restore into an empty database: another DATA_DIR, or another database name in MONGODB_URI.',
      )
}

/** True while a restore is under way, and when it was killed: the data is not to be used then. */
export const isHalfRestored = async (db: Connection): Promise<boolean> => (await mark(db).findOne()) !== null

async function dropAll(db: Connection): Promise<void> {
  for (const name of await collectionNames(db)) await db.db!.dropCollection(name)
}

async function undo(db: Connection, cause: Error): Promise<void> {
  try {
    await dropAll(db)
    await mark(db).drop()
  } catch {
    cause.message += ' Half of the archive is still in the database: run scripts/restore again, which clears it first.'
    return
  }
  cause.message += ' Nothing of the archive was kept.'
}

async function inspect(file: string): Promise<ArchiveReport> {
  const report: ArchiveReport = { collections: 0, documents: 0, consistency: { read: 'in turn', writtenMeanwhile: [] } }
  let end: Extract<Frame, { kind: 'end' }> | undefined
  for await (const frame of decodeFrames(file)) {
    if (frame.kind === 'collection') report.collections++
    else if (frame.kind === 'document') report.documents++
    else end = frame
  }
  if (end?.documents !== report.documents) throw new Invalid('The archive does not hold all that it began with.')
  return { ...report, consistency: end.consistency }
}

type Definition = Extract<Frame, { kind: 'collection' }>

async function fill(db: Connection, file: string): Promise<Definition[]> {
  const definitions: Definition[] = []
  let insert: Inserter | undefined
  for await (const frame of decodeFrames(file)) {
    if (frame.kind === 'collection') {
      await insert?.flush()
      await db.db!.createCollection(frame.name, frame.options)
      definitions.push(frame)
      insert = inserter(db, frame.name)
    } else if (frame.kind === 'document') {
      if (!insert) throw new Invalid('The archive has a document that belongs to no collection.')
      await insert.add(frame.bytes.buffer)
    }
  }
  await insert?.flush()
  return definitions
}

type Inserter = ReturnType<typeof inserter>

function inserter(db: Connection, name: string) {
  let batch: object[] = []
  let bytes = 0
  async function flush() {
    if (batch.length > 0) await db.db!.collection(name).insertMany(batch as never[], { forceServerObjectId: true })
    batch = []
    bytes = 0
  }
  return {
    flush,
    async add(document: Uint8Array) {
      batch.push(exactDocument(document))
      bytes += document.length
      if (batch.length >= BATCH_DOCUMENTS || bytes >= BATCH_BYTES) await flush()
    },
  }
}

async function compareCounts(db: Connection, { documents }: ArchiveReport): Promise<void> {
  let found = 0
  for (const name of await collectionNames(db)) found += await db.db!.collection(name).countDocuments()
  if (found !== documents)
    throw new Conflict(`${documents} documents were written and ${found} are there: something else writes here.`)
}
