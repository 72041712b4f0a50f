import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { type Connection, openDatabase } from '../../server/platform/database.js'

export interface TestDatabase {
  connection: Connection
  dataDir: string
  close(): Promise<void>
}

let databases = 0

/** An empty database of its own: a new embedded one, or one more on the given MongoDB. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-db-'))
  const uri = ownDatabase()
  const database = await openDatabase({ uri, dataDir })
  return {
    connection: database.connection,
    dataDir,
    async close() {
      await database.close()
      await dropDatabase(uri)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** On a given MongoDB everyone gets a database of their own, which is dropped by whoever asked for it. */
export function ownDatabase(): string | undefined {
  if (!process.env.MONGODB_URI) return undefined
  const uri = new URL(process.env.MONGODB_URI)
  uri.pathname = `/staffroom-test-${Date.now().toString(36)}-${process.pid}-${databases++}`
  return uri.href
}

/** After all that used it has ended: what still runs would create its collections anew. */
export async function dropDatabase(uri: string | undefined): Promise<void> {
  if (!uri) return
  const client = await new MongoClient(uri).connect()
  await client.db().dropDatabase()
  await client.close()
}
