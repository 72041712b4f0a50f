import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
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
      if (uri) await database.connection.dropDatabase()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** On a given MongoDB everyone gets a database of their own. */
export function ownDatabase(): string | undefined {
  if (!process.env.MONGODB_URI) return undefined
  const uri = new URL(process.env.MONGODB_URI)
  uri.pathname = `/staffroom-test-${process.pid}-${databases++}`
  return uri.href
}
