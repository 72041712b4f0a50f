import path from 'node:path'
import mongoose, { type Connection } from 'mongoose'
import { findRunningEmbeddedMongo, startEmbeddedMongo } from '../embedded-mongo/index.js'
import { Conflict, Unavailable } from '../shared/errors.js'
import { isHalfRestored } from './archive/index.js'

export type { Connection }

export interface Database {
  connection: Connection
  /** Creates every declared index: the one migration step at start. */
  createIndexes(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseSettings {
  uri: string | undefined
  dataDir: string
}

/**
 * The MongoDB at `uri`, or without one the embedded server on `dataDir`. Nothing outside `platform` knows which.
 * Throws Unavailable when it cannot be had, Conflict when a restore into it did not come to its end.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = await openForRestore(settings)
  if (!(await isHalfRestored(database.connection))) return database
  await database.close()
  throw new Conflict(
    'A restore into this database is under way or was interrupted. Let it end, or run scripts/restore FILE again.',
  )
}

/** Also one that a restore has left half full. Throws Unavailable. */
export async function openForRestore({ uri, dataDir }: DatabaseSettings): Promise<Database> {
  const embedded = uri ? undefined : await unlessUnavailable(startEmbeddedMongo({ dataDir }))
  const connection = await unlessUnavailable(connect(uri ?? embedded!.uri))
  return {
    connection,
    createIndexes: () => createIndexes(connection),
    async close() {
      await connection.close()
      await embedded?.close()
    },
  }
}

/** For scripts: joins the server that the running app owns, or opens the data itself when none runs. */
export async function joinDatabase({ uri, dataDir }: DatabaseSettings): Promise<Database> {
  return openDatabase({ uri: uri ?? (await findRunningEmbeddedMongo(path.resolve(dataDir))), dataDir })
}

async function connect(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, { autoIndex: false, autoCreate: false, serverSelectionTimeoutMS: 10_000 })
    .asPromise()
}

/** Whoever starts the app or a script can mend these, and wants to read why. */
export async function unlessUnavailable<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch (error) {
    throw new Unavailable((error as Error).message, { cause: error })
  }
}

async function createIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes()
}
