import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { readConfig } from '../../server/config.js'
import { systemClock } from '../../server/platform/clock.js'
import { silentLog } from '../../server/platform/log.js'
import { seedDemo } from '../../server/seedDemo.js'
import { ownDatabase } from '../support/database.js'
import { type RunningApp, runApp } from './support.js'

/** The running app with the demo network in it. */
export async function aDemoApp(): Promise<RunningApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-demo-'))
  const config = { ...readConfig({ DATA_DIR: dataDir, DEMO: '1' }), mongodbUri: ownDatabase() }
  await seedDemo({ config, clock: systemClock, log: silentLog, progress: () => {} })
  const app = await runApp({ demo: true, mongodbUri: config.mongodbUri }, dataDir)
  return {
    ...app,
    async close() {
      await app.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** By the button of the sign-in page, as whoever plays this role in the demo. */
export async function continueAs(context: BrowserContext, app: RunningApp, roleKey: string): Promise<void> {
  const people = await app.rooms.demo!.people()
  const { personId } = people.find(person => person.roleKey === roleKey)!
  const { request } = context
  const page = await (await request.get(`${app.url}/sign-in`)).text()
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)![1]!
  await request.post(`${app.url}/sign-in/demo`, { form: { _csrf, personId } })
}
