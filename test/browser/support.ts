import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { compose, type Staffroom } from '../../server/compose.js'
import { type Config, readConfig } from '../../server/config.js'
import { type Clock, systemClock } from '../../server/platform/clock.js'
import { createLog, silentLog } from '../../server/platform/log.js'
import { listen } from '../support/app.js'
import { dropDatabase, ownDatabase } from '../support/database.js'

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })

export interface RunningApp extends Staffroom {
  url: string
  close(): Promise<void>
}

/** The whole app on an address of its own, running as people meet it: events and jobs go on by themselves. */
export async function runApp(
  settings: Partial<Config> = {},
  dataDir?: string,
  clock: Clock = systemClock,
): Promise<RunningApp> {
  const folder = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'staffroom-browser-')))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = {
    ...readConfig({ DATA_DIR: folder, DEMO: '0', PORT: String(port), BASE_URL: url }),
    mongodbUri: ownDatabase(),
    ...settings,
  }
  const staffroom = await compose({
    config,
    clock,
    log: process.env.LOG_LEVEL ? createLog(process.env.LOG_LEVEL) : silentLog,
  })
  const listening = await listen(staffroom.app, port)
  await staffroom.start()
  return {
    ...staffroom,
    url,
    async close() {
      await listening.close()
      await staffroom.stop()
      await dropDatabase(config.mongodbUri)
      if (!dataDir) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}
