import { createReadStream, createWriteStream } from 'node:fs'
import { link, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import mongoose from 'mongoose'
import { Conflict, Invalid } from '../shared/errors.js'
import type { Connection } from './database.js'

const { BSON } = mongoose.mongo
const FORMAT = 'staffroom-archive-1'
const BATCH = 500
const LARGEST_FRAME = 17 * 1024 * 1024

/** One BSON document a frame; BSON begins with its own length, so frames need no other mark. */
type Frame =
  | { kind: 'archive'; format: string; at: Date }
  | { kind: 'collection'; name: string; indexes: { key: object; name: string }[] }
  | { kind: 'document'; bytes: { buffer: Uint8Array } }
  | { kind: 'end'; documents: number }

export interface ArchiveReport {
  collections: number
  documents: number
}

/** Writes every collection, files included, into one compressed file, while the app runs. */
export async function writeArchive(db: Connection, file: string, at: Date): Promise<ArchiveReport> {
  const report = { collections: 0, documents: 0 }
  const half = `${file}.${process.pid}.part`
  try {
    const target = createWriteStream(half, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(frames(db, at, report)), createGzip(), target)
    // A link, unlike a rename, never replaces what is there.
    await link(half, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Conflict(`${file} exists already: choose another name`)
    throw error
  } finally {
    await rm(half, { force: true })
  }
  return report
}

async function* frames(db: Connection, at: Date, report: ArchiveReport): AsyncGenerator<Uint8Array> {
  yield BSON.serialize({ kind: 'archive', format: FORMAT, at })
  for (const name of await collectionNames(db)) {
    const collection = db.db!.collection(name)
    const indexes = (await collection.indexes()).filter(({ name: index }) => index !== '_id_')
    yield BSON.serialize({ kind: 'collection', name, indexes })
    report.collections++
    // The stored bytes go through as they are: nothing becomes another type on the way.
    for await (const bytes of collection.find({}, { raw: true }).sort({ _id: 1 })) {
      yield BSON.serialize({ kind: 'document', bytes })
      report.documents++
    }
  }
  yield BSON.serialize({ kind: 'end', documents: report.documents })
}

async function collectionNames(db: Connection): Promise<string[]> {
  const found = await db.db!.listCollections({}, { nameOnly: true }).toArray()
  return found
    .map(({ name }) => name)
    .filter(name => !name.startsWith('system.'))
    .sort()
}

/** Reads an archive into an empty database. Throws Conflict where there are documents, Invalid for a damaged file. */
export async function readArchive(db: Connection, file: string): Promise<ArchiveReport> {
  await ensureEmpty(db)
  await checkArchive(file)
  const report = { collections: 0, documents: 0 }
  let collection: ReturnType<NonNullable<Connection['db']>['collection']> | undefined
  let batch: object[] = []
  const flush = async () => {
    if (batch.length > 0) await collection!.insertMany(batch as never[], { ordered: true })
    report.documents += batch.length
    batch = []
  }
  for await (const frame of framesOf(file)) {
    if (frame.kind === 'collection') {
      await flush()
      collection = await db.db!.createCollection(frame.name)
      for (const { key, name, ...options } of frame.indexes)
        await collection.createIndex(key as never, { name, ...options })
      report.collections++
    }
    if (frame.kind === 'document') {
      batch.push(BSON.deserialize(frame.bytes.buffer, { promoteValues: false, promoteLongs: false }))
      if (batch.length >= BATCH) await flush()
    }
  }
  await flush()
  return report
}

async function ensureEmpty(db: Connection): Promise<void> {
  for (const name of await collectionNames(db))
    if (await db.db!.collection(name).findOne({}, { projection: { _id: 1 } }))
      throw new Conflict('There is data here already. Restore into an empty database, so that nothing is overwritten.')
  for (const name of await collectionNames(db)) await db.db!.dropCollection(name)
}

/** Reads it through to its end before anything is written, so that a damaged archive changes nothing. */
async function checkArchive(file: string): Promise<void> {
  let documents = 0
  let end: number | undefined
  for await (const frame of framesOf(file)) {
    if (frame.kind === 'document') documents++
    if (frame.kind === 'end') end = frame.documents
  }
  if (end !== documents) throw new Invalid('The archive is cut off: it does not hold all that it began with')
}

async function* framesOf(file: string): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  let first = true
  const source = createReadStream(file)
  const bytes = source.pipe(createGunzip())
  source.on('error', error => bytes.destroy(error))
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      for (let length = frameLength(rest); length !== undefined; length = frameLength(rest)) {
        const frame = BSON.deserialize(rest.subarray(0, length), { promoteBuffers: false }) as Frame
        if (first && !(frame.kind === 'archive' && frame.format === FORMAT))
          throw new Invalid('That is not an archive of Staffroom')
        first = false
        yield frame
        rest = rest.subarray(length)
      }
    }
  } catch (error) {
    if (error instanceof Invalid || (error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    throw new Invalid(`The archive cannot be read: ${(error as Error).message}`)
  }
  if (rest.length > 0 || first) throw new Invalid('The archive is cut off, or not an archive of Staffroom')
}

function frameLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined
  const length = bytes.readInt32LE(0)
  if (length < 5 || length > LARGEST_FRAME) throw new Invalid('The archive is damaged')
  return bytes.length >= length ? length : undefined
}
