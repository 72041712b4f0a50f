import path from 'node:path'
import type { Config } from './config.js'
import type { Clock } from './platform/clock.js'
import { openDatabase } from './platform/database.js'
import { eventRelay } from './platform/eventRelay.js'
import { fileStore } from './platform/files.js'
import { guardedFetch } from './platform/guardedFetch.js'
import { guardedRequest } from './platform/guardedRequest.js'
import { jobQueue } from './platform/jobs.js'
import type { Log } from './platform/log.js'
import { createMailer, type Mailer } from './platform/mailer.js'
import { loadI18n } from './web/i18n.js'
import { renderMail } from './web/mailView.js'
import { inProject } from './web/paths.js'
import { openSessions } from './web/sessions.js'

export interface PlatformDeps {
  config: Config
  clock: Clock
  log: Log
  /** Instead of the one that the settings ask for: a past that is only told sends nothing. */
  mailer?: Mailer
}

export type Platform = Awaited<ReturnType<typeof openPlatform>>

/** What every room stands on: the database, time, events, jobs, mail, files and words. */
export async function openPlatform({ config: settings, clock, log, mailer }: PlatformDeps) {
  // Whatever the settings say: in production nobody comes in without a password.
  const config = { ...settings, demo: settings.demo && !settings.production }
  const database = await openDatabase({ uri: config.mongodbUri, dataDir: config.dataDir })
  const db = database.connection
  const relay = eventRelay(db, { clock, log })
  const jobs = jobQueue(db, { clock, log })
  const i18n = loadI18n(inProject('views/locales'), key => {
    if (!config.production) throw new Error(`No sentence for ${key}`)
    log.error({ key }, 'a sentence is missing')
  })
  const mailDir = path.join(config.dataDir, 'mail')
  return {
    config,
    clock,
    log,
    database,
    db,
    relay,
    jobs,
    i18n,
    mailDir,
    files: fileStore(db, clock),
    fetchDocument: guardedFetch({ allow: config.fetchAllow }),
    request: guardedRequest({ allow: config.fetchAllow }),
    sessions: openSessions(db, { secret: config.sessionSecret, secure: config.production }),
    mailer:
      mailer ??
      createMailer({
        jobs,
        clock,
        smtpUrl: config.smtpUrl,
        from: config.mailFrom,
        mailDir,
        render: mail => renderMail(i18n, mail),
      }),
  }
}
