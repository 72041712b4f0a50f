import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ArrivedMail {
  to: string[]
  headers: Record<string, string>
  text: string
  html: string
}

export interface MailServer {
  /** For `SMTP_URL`. */
  url: string
  arrived: ArrivedMail[]
  /** How many mails it turns away from now on, with "try again later". */
  refuse(count: number): void
  /** Goes away; `start` brings it back on the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** A real SMTP server on the loopback interface that keeps what arrives; it knows nobody called `unknown@…`. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: ArrivedMail[] = []
  let refusals = 0
  let port = 0
  let server: SMTPServer | undefined

  const mailServer: MailServer = {
    url: '',
    arrived,
    refuse: count => {
      refusals = count
    },
    stop: () => new Promise(resolve => (server ? server.close(resolve) : resolve())),
    async start() {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        closeTimeout: 100,
        onRcptTo({ address }, _session, done) {
          if (!address.startsWith('unknown@')) return done()
          return done(Object.assign(new Error(`No ${address} here`), { responseCode: 550 }))
        },
        onData(stream, session, done) {
          const chunks: Buffer[] = []
          stream.on('data', chunk => chunks.push(chunk))
          stream.on('end', () => {
            if (refusals-- > 0) return done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
            const to = session.envelope.rcptTo.map(({ address }) => address)
            arrived.push({ to, ...readMail(Buffer.concat(chunks).toString('utf8')) })
            return done()
          })
        },
      })
      await new Promise<void>(resolve => server!.listen(port, '127.0.0.1', resolve))
      port = (server.server.address() as AddressInfo).port
      mailServer.url = `smtp://127.0.0.1:${port}`
    },
  }
  await mailServer.start()
  return mailServer
}

/** Just enough of MIME (RFC 2045 to 2047) for what nodemailer writes: text and HTML as alternatives. */
function readMail(raw: string): Omit<ArrivedMail, 'to'> {
  const whole = readPart(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(whole.headers['content-type'] ?? '')?.[1]
  const parts = boundary
    ? whole.body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map(part => readPart(part.trimStart()))
    : []
  const partOf = (type: string) => parts.find(part => part.headers['content-type']?.startsWith(type))
  return { headers: whole.headers, text: decodeBody(partOf('text/plain')), html: decodeBody(partOf('text/html')) }
}

interface Part {
  headers: Record<string, string>
  body: string
}

function readPart(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1)])
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name!, decodeWords(value!.trim())])),
    body: raw.slice(end + 4),
  }
}

function decodeBody(part: Part | undefined): string {
  if (!part) return ''
  const encoding = part.headers['content-transfer-encoding']
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? decodeQuoted(part.body.replace(/=\r\n/g, '')) : part.body
}

const decodeQuoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const decodeWords = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeQuoted(word.replaceAll('_', ' ')),
    )
