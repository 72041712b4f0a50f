import path from 'node:path'
import type { Express } from 'express'
import { createAdministration } from './administration/index.js'
import type { Config } from './config.js'
import { createHome } from './home/index.js'
import { createNotification } from './notification/index.js'
import type { Clock } from './platform/clock.js'
import { openDatabase } from './platform/database.js'
import { eventRelay } from './platform/eventRelay.js'
import { fileStore } from './platform/files.js'
import { guardedFetch } from './platform/guardedFetch.js'
import { jobQueue } from './platform/jobs.js'
import type { Log } from './platform/log.js'
import { createMailer } from './platform/mailer.js'
import { loadAssets } from './web/assets.js'
import { createApp } from './web/createApp.js'
import { loadI18n } from './web/i18n.js'
import { renderMail } from './web/mailView.js'
import { inProject } from './web/paths.js'
import { openSessions } from './web/sessions.js'

export interface ComposeDeps {
  config: Config
  clock: Clock
  log: Log
}

export type Staffroom = Awaited<ReturnType<typeof compose>>

/** Wires everything. The only file that knows all rooms; each block is one room. */
export async function compose({ config, clock, log }: ComposeDeps) {
  const database = await openDatabase({ uri: config.mongodbUri, dataDir: config.dataDir })
  const db = database.connection
  const relay = eventRelay(db, { clock, log })
  const jobs = jobQueue(db, { clock, log })
  const files = fileStore(db)
  const fetchDocument = guardedFetch({ allow: config.fetchAllow })
  const i18n = loadI18n(inProject('views/locales'), key => {
    if (!config.production) throw new Error(`No sentence for ${key}`)
    log.error({ key }, 'a sentence is missing')
  })
  const assets = loadAssets()
  const mailDir = path.join(config.dataDir, 'mail')
  const mailer = createMailer({
    jobs,
    clock,
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    mailDir,
    render: mail => renderMail(i18n, mail),
  })
  const sessions = openSessions(db, { secret: config.sessionSecret, secure: config.production })

  // --- rooms: one block each; a block uses only rooms above it ---

  const notification = createNotification({
    db,
    mailer,
    clock,
    baseUrl: config.baseUrl,
    secret: config.sessionSecret,
    person: id => account.person(id),
  })

  const administration = createAdministration({ db, relay, jobs })
  relay.react(administration.reactions)

  const home = createHome({
    production: config.production,
    mailDir,
    rolesOf: async personId => (await organization.membershipsOf(personId)).flatMap(({ roles }) => roles),
    unread: notification.unread,
    recognitionHref: async personId => {
      const [first] = await organization.organizationsWhere(personId, 'officer')
      return first && `/organizations/${first.slug}/recognition`
    },
  })

  const app: Express = createApp({
    log,
    i18n,
    assets,
    secure: config.production,
    baseUrl: config.baseUrl,
    demo: config.demo,
    session: [sessions.middleware],
    rooms: [home.routes, notification.routes, administration.routes],
    frame: home.frame,
  })

  await database.createIndexes()
  await sessions.createIndexes()

  return {
    app,
    config,
    clock,
    database,
    relay,
    jobs,
    files,
    fetchDocument,
    mailer,
    sessions,
    rooms: { home, notification, administration },
    /** Begins to deliver events and to run jobs by itself. */
    async start() {
      relay.start()
      await jobs.start()
    },
    /** Delivers all events and runs all jobs that are due now. */
    async drain() {
      await relay.drain()
      await jobs.drain()
    },
    async stop() {
      await relay.stop()
      await jobs.stop()
      await database.close()
    },
  }
}
