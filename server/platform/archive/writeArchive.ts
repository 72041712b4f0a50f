import { createWriteStream } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Conflict } from '../../shared/errors.js'
import type { Connection } from '../database.js'
import { type Consistency, encodeFrames, type Frame } from './frames.js'
import { openReading, type Reading } from './reading.js'

export interface ArchiveReport {
  collections: number
  documents: number
  consistency: Consistency
}

/** Writes every collection, files included, into one compressed file, while the app runs. Throws Conflict if it exists. */
export async function writeArchive(
  db: Connection,
  file: string,
  at: Date,
  open: (db: Connection) => Promise<Reading> = openReading,
): Promise<ArchiveReport> {
  const reading = await open(db)
  try {
    const report: ArchiveReport = {
      collections: 0,
      documents: 0,
      consistency: { read: 'in turn', writtenMeanwhile: [] },
    }
    await writeWhole(file, encodeFrames(frames(db, reading, report), at))
    return report
  } finally {
    await reading.close()
  }
}

async function* frames(db: Connection, reading: Reading, report: ArchiveReport): AsyncGenerator<Frame> {
  for (const name of reading.names) {
    yield { kind: 'collection', name, ...(await definitionOf(db, name)) }
    report.collections++
    // The stored bytes go through as they are: nothing becomes another type on the way.
    for await (const bytes of reading.documents(name)) {
      yield { kind: 'document', bytes } as unknown as Frame
      report.documents++
    }
  }
  report.consistency = await reading.finish()
  yield { kind: 'end', documents: report.documents, consistency: report.consistency }
}

/** No snapshot has these; nothing but a new version of Staffroom, at its start, changes them. */
async function definitionOf(db: Connection, name: string): Promise<{ options: object; indexes: object[] }> {
  const [found] = await db.db!.listCollections({ name }).toArray()
  if (!found) return { options: {}, indexes: [] }
  const indexes = await db.db!.collection(name).listIndexes().toArray()
  return {
    options: ('options' in found && found.options) || {},
    indexes: indexes.filter(index => index.name !== '_id_').map(({ ns: _ns, ...index }) => index),
  }
}

/** Under another name until it is whole and on the disk. */
async function writeWhole(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const half = `${file}.${process.pid}.part`
  try {
    const target = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(bytes), createGzip(), target)
    // A link, unlike a rename, never replaces what is there.
    await link(half, file)
  } catch (error) {
    throw writingFailure(file, error as NodeJS.ErrnoException)
  } finally {
    await rm(half, { force: true })
  }
}

function writingFailure(file: string, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EEXIST':
      return new Conflict(`${file} exists already: choose another name.`)
    case 'ENOENT':
      return new Conflict(`There is no folder for ${file}: create it first.`)
    case 'EACCES':
    case 'EROFS':
      return new Conflict(`${file} may not be written here: choose another folder.`)
    case 'ENOSPC':
      return new Conflict(`The disk is full: there is no room for ${file}. Nothing of it was kept.`)
    default:
      return error
  }
}
