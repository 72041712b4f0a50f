import path from 'node:path'
import { secretsIn } from './platform/sealing.js'

export interface Config {
  production: boolean
  port: number
  baseUrl: string
  dataDir: string
  mongodbUri: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  sessionSecret: string
  keyEncryptionSecret: string
  /** Whoever joins and confirms one of these addresses becomes an administrator of the installation. */
  administratorEmails: string[]
  /** `host` or `host:port`, which the guarded fetcher may reach on private addresses and without TLS. */
  fetchAllow: string[]
  /** Hours of UTC, at which decisions are told; none: as soon as they fall. */
  decisionHours: number[]
  demo: boolean
}

const DEFAULT_SESSION_SECRET = 'only-for-development-sessions'
const DEFAULT_KEY_ENCRYPTION_SECRET = 'only-for-development-keys'
const SHORTEST_SECRET = 32
const AT_ONCE = 'at once'
const DEFAULT_DECISION_HOURS = '5, 15'

/** Reads the environment once. Throws one error that lists everything that is wrong with it. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const production = env.NODE_ENV === 'production'
  const port = Number(env.PORT || 3000)
  const config: Config = {
    production,
    port,
    baseUrl: (env.BASE_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: path.resolve(env.DATA_DIR || 'data'),
    mongodbUri: env.MONGODB_URI || undefined,
    smtpUrl: env.SMTP_URL || undefined,
    mailFrom: env.MAIL_FROM || 'Staffroom <staffroom@localhost>',
    sessionSecret: env.SESSION_SECRET?.trim() || DEFAULT_SESSION_SECRET,
    keyEncryptionSecret: env.KEY_ENCRYPTION_SECRET?.trim() || DEFAULT_KEY_ENCRYPTION_SECRET,
    administratorEmails: listOf(env.ADMINISTRATOR_EMAILS),
    fetchAllow: listOf(env.FETCH_ALLOW),
    decisionHours: hoursOf(env.DECISION_HOURS?.trim() || (production ? DEFAULT_DECISION_HOURS : AT_ONCE)),
    demo: !production && env.DEMO !== '0' && env.DEMO !== '',
  }
  const problems = [...problemsIn(config), ...(production ? problemsInProduction(config) : [])]
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings need attention (see .env.example):\n${problems.map(problem => `  - ${problem}`).join('\n')}`)
  }
}

function problemsIn(config: Config): string[] {
  const problems: string[] = []
  if (!Number.isInteger(config.port) || config.port < 0 || config.port > 65535)
    problems.push('PORT must be a whole number from 0 to 65535.')
  if (!isUrl(config.baseUrl, ['http:', 'https:'])) problems.push('BASE_URL must be an http or https address.')
  if (config.mongodbUri && !/^mongodb(\+srv)?:\/\//.test(config.mongodbUri))
    problems.push('MONGODB_URI must begin with mongodb:// or mongodb+srv://.')
  if (config.smtpUrl && !isUrl(config.smtpUrl, ['smtp:', 'smtps:']))
    problems.push('SMTP_URL must look like smtp://user:password@host:port.')
  if (!config.decisionHours.every(hour => Number.isInteger(hour) && hour >= 0 && hour < 24))
    problems.push(`DECISION_HOURS must be whole hours of UTC from 0 to 23, by commas, or: ${AT_ONCE}.`)
  return problems
}

function problemsInProduction(config: Config): string[] {
  const problems: string[] = []
  if (!config.baseUrl.startsWith('https://')) problems.push('BASE_URL must begin with https:// in production.')
  if (config.sessionSecret === DEFAULT_SESSION_SECRET || config.sessionSecret.length < SHORTEST_SECRET)
    problems.push(`SESSION_SECRET must be set in production, to ${SHORTEST_SECRET} characters or more.`)
  // Each of them seals by itself, and the default is shorter than that.
  if (secretsIn(config.keyEncryptionSecret).some(secret => secret.length < SHORTEST_SECRET))
    problems.push(
      `KEY_ENCRYPTION_SECRET must be set in production, to ${SHORTEST_SECRET} characters or more without a blank.`,
    )
  if (!config.smtpUrl) problems.push('SMTP_URL must be set in production, or nobody can confirm an address.')
  return problems
}

const hoursOf = (text: string) => (text === AT_ONCE ? [] : listOf(text).map(Number))

const listOf = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}
