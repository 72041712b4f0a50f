import path from 'node:path'
import mongoose, { type Connection } from 'mongoose'
import { findRunningEmbeddedMongo, startEmbeddedMongo } from '../embedded-mongo/index.js'

export type { Connection }

export interface Database {
  connection: Connection
  /** Creates every declared index: the one migration step at start. */
  createIndexes(): Promise<void>
  close(): Promise<void>
}

/** The MongoDB at `uri`, or without one the embedded server on `dataDir`. Nothing outside `platform` knows which. */
export async function openDatabase(settings: { uri: string | undefined; dataDir: string }): Promise<Database> {
  const embedded = settings.uri ? undefined : await startEmbeddedMongo({ dataDir: settings.dataDir })
  const connection = await connect(settings.uri ?? embedded!.uri)
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
export async function joinDatabase(settings: { uri: string | undefined; dataDir: string }): Promise<Database> {
  const uri = settings.uri ?? (await findRunningEmbeddedMongo(path.resolve(settings.dataDir)))
  return openDatabase({ uri, dataDir: settings.dataDir })
}

async function connect(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, { autoIndex: false, autoCreate: false, serverSelectionTimeoutMS: 10_000 })
    .asPromise()
}

async function createIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes()
}
