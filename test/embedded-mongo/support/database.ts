import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Db, MongoClient } from 'mongodb'
import {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from '../../../server/embedded-mongo/index.js'

export const aFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'embedded-mongo-'))
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** A server of its own for one suite: started before it, and gone after it. */
export function useDatabase(options: Partial<EmbeddedMongoOptions> = {}): {
  db: Db
  client: MongoClient
  server: EmbeddedMongo
  folder: string
} {
  const used = {} as { db: Db; client: MongoClient; server: EmbeddedMongo; folder: string }
  before(async () => {
    used.folder = aFolder()
    used.server = await startEmbeddedMongo({ dataDir: used.folder, ...options })
    used.client = await new MongoClient(used.server.uri).connect()
    used.db = used.client.db()
  })
  after(async () => {
    await used.client.close()
    await used.server.close()
    removeFolder(used.folder)
  })
  return used
}

/** The failure that a promise ends in. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & { code?: number; codeName?: string }> {
  try {
    await promise
  } catch (error) {
    return error as Error
  }
  throw new Error('it succeeded')
}
