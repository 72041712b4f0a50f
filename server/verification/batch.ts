import type { Finding, UnreadableCode, VerificationReport } from '../openbadges/index.js'
import { badgeIn } from './badgeIn.js'
import type { Unreadable } from './verify.js'

/** A school's staff, or one hiring round; every badge may cost its issuer's server several answers. */
export const MOST_ITEMS = 200
/** How long the results of a batch can be read. */
export const KEPT_HOURS = 24
/** More than this says nothing that its first ones do not. */
const MOST_OBJECTIONS = 5

/** One badge in a batch: where it stands, what was in a file, or why nothing could be read out of it. */
export interface BatchItem {
  /** The file's name, or the address. */
  name: string
  /** The e-mail address that it is said to be awarded to. */
  recipient?: string
  url?: string
  text?: string
  unreadable?: UnreadableCode
}

export interface BatchResult {
  outcome: VerificationReport['outcome']
  status: VerificationReport['status']
  badge?: string
  issuer?: string
  issuerId?: string
  unreadable?: UnreadableCode
  /** What did not pass, the gravest first. */
  objections: Finding[]
}

export interface StoredItem extends BatchItem {
  batchId: string
  /** Counted from 1, in the order in which they came. */
  number: number
  result?: BatchResult
}

/** What fails of itself so often is left alone: it would hold up the badges after it. */
export const MOST_TRIES = 3
export const GIVEN_UP: BatchResult = { outcome: 'unknown', status: 'unknown', objections: [] }

export function resultOf(report: VerificationReport | Unreadable): BatchResult {
  if ('unreadable' in report)
    return { outcome: 'not-verified', status: 'unknown', unreadable: report.code, objections: [] }
  const { outcome, status, issuer, checks } = report
  const badge = badgeIn(report)?.name
  return {
    outcome,
    status,
    ...(badge !== undefined && { badge }),
    ...(issuer && { issuer: issuer.name ?? issuer.id, issuerId: issuer.id }),
    objections: objectionsIn(checks),
  }
}

export function objectionsIn(checks: Finding[]): Finding[] {
  const of = (wanted: Finding['outcome']) => checks.filter(({ outcome }) => outcome === wanted)
  return [...of('failed'), ...of('unknown')].slice(0, MOST_OBJECTIONS)
}

/** Spreadsheets run cells that begin like a formula, so such a cell is made text (OWASP, CSV Injection). */
export function csvOf(rows: string[][]): string {
  const cell = (value: string) => `"${(/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
  // Excel takes the file for UTF-8 only with a byte order mark.
  return `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}
