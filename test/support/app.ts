import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { compose, type Staffroom } from '../../server/compose.js'
import { type Config, readConfig } from '../../server/config.js'
import { type SettableClock, settableClock } from '../../server/platform/clock.js'
import { type Log, silentLog } from '../../server/platform/log.js'
import { dropDatabase, ownDatabase } from './database.js'

export type TestApp = Omit<Staffroom, 'clock'> & {
  clock: SettableClock
  dataDir: string
  /** Ends it and removes its data. */
  close(): Promise<void>
}

/** The whole real app on its own empty database; events and jobs run when `drain()` is called. */
export async function startTestApp(
  settings: Partial<Config> = {},
  startAt = new Date('2026-03-02T09:00:00Z'),
  log: Log = silentLog,
): Promise<TestApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-'))
  const config = { ...readConfig({ DATA_DIR: dataDir, DEMO: '0' }), mongodbUri: ownDatabase(), ...settings }
  const clock = settableClock(startAt)
  const staffroom = await compose({ config, clock, log })
  return {
    ...staffroom,
    clock,
    dataDir,
    async close() {
      await staffroom.stop()
      await dropDatabase(config.mongodbUri)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface Listening {
  url: string
  close(): Promise<void>
}

/** Serves the app on a free port of the loopback interface. */
export async function listen(app: TestApp['app'], port = 0): Promise<Listening> {
  const server: Server = createServer(app)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
