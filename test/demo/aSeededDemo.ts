import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Config, readConfig } from '../../server/config.js'
import { type Connection, openDatabase } from '../../server/platform/database.js'
import { silentLog } from '../../server/platform/log.js'
import { seedDemo } from '../../server/seedDemo.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { dropDatabase, ownDatabase } from '../support/database.js'

/** Memory where there is some to mount: nothing here has to outlive the machine. */
const ROOM_FOR_DATA = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
/** Longer than a stopped seeding is waited for. */
const LATER_MS = 6_000

export type Demo = Awaited<ReturnType<typeof aDemo>>

/** Settings for a demo with nothing in it yet. */
export async function aDemo() {
  const dataDir = await mkdtemp(path.join(ROOM_FOR_DATA, 'staffroom-demo-'))
  const config: Config = { ...readConfig({ DATA_DIR: dataDir, DEMO: '1' }), mongodbUri: ownDatabase() }
  return {
    config,
    /** With decisions that rest, as somebody may want to see them: the story does not wait for them. */
    seed: (progress: (share: number) => void = () => {}) =>
      seedDemo({
        config: { ...config, decisionHours: [5, 15] },
        clock: { now: () => new Date(Date.now() + LATER_MS) },
        log: silentLog,
        progress,
      }),
    open: (): Promise<TestApp> => startTestApp(config, new Date(Date.now() + LATER_MS)),
    async withDatabase<T>(work: (db: Connection) => Promise<T>): Promise<T> {
      const database = await openDatabase({ uri: config.mongodbUri, dataDir })
      return work(database.connection).finally(database.close)
    },
    /** `scripts/seed` on these settings, as a process of its own. */
    seedingProcess: (env: Record<string, string> = {}): ChildProcess =>
      spawn(process.execPath, ['--import', 'tsx', 'server/seed.ts'], {
        env: { ...process.env, DATA_DIR: dataDir, MONGODB_URI: config.mongodbUri ?? '', NODE_ENV: 'test', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    async remove() {
      await dropDatabase(config.mongodbUri)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves with all that was said, once it has said this or has ended. */
export function hear(child: ChildProcess, words: string): Promise<string> {
  return new Promise(resolve => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk
      if (said.includes(words)) resolve(said)
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.on('close', () => resolve(said))
  })
}

export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise(resolve => child.on('close', resolve))
