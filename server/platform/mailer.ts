import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer from 'nodemailer'
import type { Clock } from './clock.js'
import { Hopeless, type Jobs } from './jobs.js'

/** What a room says by mail: locale keys of whole sentences, and the values that fill them. */
export interface Mail {
  /** The same key is never sent twice. */
  key: string
  to: string
  language: string
  /** Locale keys `${messageKey}.subject`, `.body` (blank lines part paragraphs) and, with an action, `.action`. */
  messageKey: string
  values: Record<string, string | number>
  actionUrl?: string
  unsubscribeUrl?: string
}

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Queued together, in one write; each then leaves by itself. */
  sendMany(mails: Mail[]): Promise<void>
  /** Throws when mails cannot leave now. */
  check(): Promise<void>
}

/** One way for mails to leave. */
interface Delivery {
  deliver(mail: Outgoing): Promise<void>
  check(): Promise<void>
}

export interface MailerDeps {
  jobs: Jobs
  clock: Clock
  smtpUrl: string | undefined
  from: string
  /** Where mails go as files when there is no SMTP server. */
  mailDir: string
  render(mail: Mail): Promise<RenderedMail>
}

const SMTP_TIMEOUT_MS = 10_000

/** Mails leave through the job queue, so that a mail server that is down loses nothing. */
export function createMailer(deps: MailerDeps): Mailer {
  const { deliver, check } = deps.smtpUrl ? bySmtp(deps.smtpUrl) : toFolder(deps.mailDir, deps.clock)
  deps.jobs.handle('mail', async (mail: Mail) => {
    const rendered = await deps.render(mail)
    const messageId = `<${digest(mail.key)}@${hostOf(deps.from)}>`
    await deliver({ from: deps.from, to: mail.to, messageId, ...rendered, headers: headersOf(mail) })
  })
  deps.jobs.handle('mails', ({ mails }: { mails: Mail[] }) => deps.jobs.enqueueMany(mails.map(jobFor)))
  const jobFor = (mail: Mail) => ({ key: `mail:${mail.key}`, kind: 'mail', payload: mail })
  return {
    check,
    send: mail => deps.jobs.enqueue(jobFor(mail)),
    async sendMany(mails) {
      if (mails.length === 0) return
      await deps.jobs.enqueue({
        key: `mails:${digest(mails.map(({ key }) => key).join())}`,
        kind: 'mails',
        payload: { mails },
      })
    },
  }
}

interface Outgoing extends RenderedMail {
  from: string
  to: string
  /** The same over all tries, so that whoever got a mail twice can tell. */
  messageId: string
  headers: Record<string, string>
}

/** One-click unsubscribe: RFC 8058. */
function headersOf({ unsubscribeUrl, language }: Mail): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' }
  if (!unsubscribeUrl) return headers
  return {
    ...headers,
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

function bySmtp(smtpUrl: string): Delivery {
  const url = new URL(smtpUrl)
  const transport = nodemailer.createTransport({
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    ignoreTLS: url.searchParams.get('ignoreTLS') === 'true',
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
  })
  return {
    deliver: async mail => void (await transport.sendMail(mail).catch(withoutAddresses)),
    check: async () => void (await transport.verify()),
  }
}

interface SmtpError {
  code?: string
  responseCode?: number
  message: string
}

/** What a server says about a mail may name its reader, and logs must not; what it refuses for good is not tried again. */
function withoutAddresses(error: SmtpError): never {
  const { code, responseCode, message } = error
  if (responseCode === undefined) throw new Error(message)
  const isRefused = code === 'EENVELOPE' && responseCode >= 500
  throw new (isRefused ? Hopeless : Error)(`The mail server answered ${responseCode} (${code})`)
}

const digest = (key: string) => createHash('sha256').update(key).digest('base64url')

const hostOf = (from: string) => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'

export interface MailOnDisk extends RenderedMail {
  id: string
  to: string
  at: string
}

function toFolder(folder: string, clock: Clock): Delivery {
  let sequence = 0
  const check = async () => void (await mkdir(folder, { recursive: true }))
  const deliver = async ({ to, subject, text, html }: Outgoing) => {
    const at = clock.now().toISOString()
    const id = `${at.replace(/[^0-9]/g, '')}-${process.pid}-${sequence++}`
    await check()
    const mail: MailOnDisk = { id, to, at, subject, text, html }
    await writeFile(path.join(folder, `${id}.json`), JSON.stringify(mail, null, 2))
  }
  return { check, deliver }
}

const MAILS_SHOWN = 100

/** The newest mails of the folder that stands in for a mail server in development. */
export async function readMailFolder(folder: string): Promise<MailOnDisk[]> {
  const names = await readdir(folder).catch(() => [])
  const newest = names
    .filter(name => name.endsWith('.json'))
    .sort()
    .reverse()
    .slice(0, MAILS_SHOWN)
  return Promise.all(
    newest.map(async name => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as MailOnDisk),
  )
}
