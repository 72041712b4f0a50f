import { createHash, type Hash } from 'node:crypto'
import mongoose from 'mongoose'
import { Unavailable } from '../../shared/errors.js'
import type { Connection } from '../database.js'
import type { Consistency } from './frames.js'
import { collectionNames } from './names.js'

/** The documents of all collections, raw, and at the end what can be said about them together. */
export interface Reading {
  names: string[]
  documents(name: string): AsyncIterable<Uint8Array>
  finish(): Promise<Consistency>
  close(): Promise<void>
}

const SNAPSHOT_TOO_OLD = 239
/** IllegalOperation, InvalidOptions, NotAReplicaSet: what a server without snapshots answers to the wish for one. */
const NO_SNAPSHOTS = [20, 72, 123]
/** A collection that is created in the same instant makes us begin again; not for ever. */
const ATTEMPTS = 10

type Documents = (name: string) => AsyncIterable<Uint8Array>

/** Reads the database as it is at one moment where it can (embedded, replica set, sharded), and in turn where not. */
export async function openReading(db: Connection): Promise<Reading> {
  return (await snapshotReading(db)) ?? readingInTurn(db)
}

async function snapshotReading(db: Connection): Promise<Reading | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = db.getClient().startSession({ snapshot: true })
    const close = () => endSession(db, session)
    try {
      const names = await collectionNames(db)
      // the first read sets the moment; what was listed around it is what was there at it
      await db.db!.collection(names[0] ?? 'none').findOne({}, { session: session as never })
      if (String(names) === String(await collectionNames(db)))
        return { names, documents: name => rawDocuments(db, name, session), finish: async () => ONE_MOMENT, close }
      await close()
    } catch (error) {
      await close()
      if (isWithoutSnapshots(error)) return undefined
      throw error
    }
  }
  throw new Unavailable('Collections come and go all the time: no moment could be found for the archive. Try again.')
}

const ONE_MOMENT: Consistency = { read: 'at one moment', writtenMeanwhile: [] }

const isWithoutSnapshots = (error: unknown) =>
  error instanceof mongoose.mongo.MongoCompatibilityError ||
  (error instanceof mongoose.mongo.MongoServerError && NO_SNAPSHOTS.includes(Number(error.code)))

/** Tells the server as well, which otherwise would keep the moment until the whole client goes. */
async function endSession(db: Connection, session: mongoose.mongo.ClientSession): Promise<void> {
  const { id } = session
  await session.endSession()
  if (id) await db.db!.admin().command({ endSessions: [id] })
}

async function* rawDocuments(
  db: Connection,
  name: string,
  session?: mongoose.mongo.ClientSession,
): AsyncGenerator<Uint8Array> {
  const options = { raw: true, ...(session && { session: session as never }) }
  try {
    for await (const bytes of db.db!.collection(name).find({}, options).sort({ _id: 1 }))
      yield bytes as unknown as Uint8Array
  } catch (error) {
    if ((error as { code?: number }).code !== SNAPSHOT_TOO_OLD) throw error
    throw new Unavailable(
      'The database keeps a moment for a few minutes only, and the archive took longer. ' +
        'Raise its minSnapshotHistoryWindowInSeconds, or make the archive when less is going on.',
    )
  }
}

/**
 * One collection after another, the files' bytes last; then everything once more, to see what was written meanwhile.
 * What was the same both times was so at the moment between the two: if nothing changed, the archive is of one moment.
 */
export async function readingInTurn(db: Connection): Promise<Reading> {
  const names = (await collectionNames(db)).sort((a, b) => rankOf(a) - rankOf(b))
  const first = new Map<string, string>()
  const documents: Documents = async function* (name) {
    const hash = createHash('sha256')
    for await (const bytes of rawDocuments(db, name)) {
      note(hash, name, bytes)
      yield bytes
    }
    first.set(name, hash.digest('hex'))
  }
  return {
    names,
    documents,
    async finish() {
      const all = [...new Set([...names, ...(await collectionNames(db))])]
      const changed: string[] = []
      for (const name of all) if ((await digestOf(db, name)) !== first.get(name)) changed.push(name)
      return { read: 'in turn', writtenMeanwhile: changed.sort() }
    },
    close: async () => {},
  }
}

/** Chunks are written once, under an id of their own: the end of their bytes tells them apart as well as all of them. */
const isChunks = (name: string) => name.endsWith('.chunks')
/** What describes a file comes before its bytes: they were there before it was. */
const rankOf = (name: string) => (isChunks(name) ? 2 : name.endsWith('.files') ? 1 : 0)

const note = (hash: Hash, name: string, bytes: Uint8Array) =>
  hash.update(isChunks(name) ? bytes.subarray(0, 64) : bytes)

async function digestOf(db: Connection, name: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of rawDocuments(db, name)) note(hash, name, bytes)
  return hash.digest('hex')
}
