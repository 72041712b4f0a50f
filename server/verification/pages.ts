import type { Finding, Reason, VerificationReport } from '../openbadges/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { Translate } from '../web/i18n.js'
import { badgeIn } from './badgeIn.js'
import type { Unreadable } from './verify.js'

export function verifyPage(rejected?: Rejected) {
  return { titleKey: 'verification.form.title', ...formView({ url: '', json: '', recipient: '' }, rejected) }
}

export interface Reader {
  language: string
  timeZone: string
  translate: Translate
  /** The page of an issuer that is at home here. */
  ownIssuerHref(issuerId: string): string | undefined
}

export const OUTCOMES = {
  verified: { shape: 'done', icon: 'badge-check' },
  'not-verified': { shape: 'stopped', icon: 'badge-x' },
  unknown: { shape: 'now', icon: 'badge-question-mark' },
} as const
const SHAPES = { passed: 'done', failed: 'stopped', unknown: 'now', skipped: 'waiting' } as const

export function reportPage(report: VerificationReport | Unreadable, reader: Reader) {
  const outcome = outcomeView(report)
  const headline = { titleKey: outcome.key, outcome }
  if ('unreadable' in report) return { ...headline, unreadableKey: `verification.unreadable.${report.code}` }
  const { issuer, status, checks } = report
  return {
    ...headline,
    badge: badgeIn(report),
    issuer: issuer && { name: issuer.name ?? issuer.id, id: issuer.id, href: reader.ownIssuerHref(issuer.id) },
    contents: report.contents?.map(contentView),
    statusKey: `verification.status.${status}`,
    checks: weightiestFirst(checks).map(finding => checkView(finding, reader)),
    unproven: ['truth', 'issuer', 'holder'].map(key => `verification.unproven.${key}`),
  }
}

/** Why it does not hold, where the issuer itself says so or time does: then it is genuine all the same. */
const REASONS = ['revoked', 'suspended', 'expired', 'not-yet-valid']

function outcomeView(report: VerificationReport | Unreadable) {
  const word = 'unreadable' in report ? 'unreadable' : outcomeWord({ ...report, objections: report.checks })
  const words = { key: `verification.outcome.${word}`, textKey: `verification.outcomeText.${word}` }
  return { ...OUTCOMES[report.outcome], ...words }
}

/** What to call an outcome: a genuine badge that no longer counts is not a false one. */
export function outcomeWord({ outcome, status, objections }: Judged): string {
  const hasOtherFailure = objections.some(each => each.outcome === 'failed' && !OF_TIME.includes(each.check))
  const isGenuine = outcome === 'not-verified' && REASONS.includes(status) && !hasOtherFailure
  return isGenuine ? status : outcome
}

type Judged = Pick<VerificationReport, 'outcome' | 'status'> & { objections: Finding[] }
const OF_TIME: Finding['check'][] = ['status', 'period']

/** One of the credentials in a transcript or a presentation. */
function contentView(report: VerificationReport) {
  const { key, shape } = outcomeView(report)
  return { badge: badgeIn(report), issuer: report.issuer?.name ?? report.issuer?.id, key, shape }
}

const WEIGHTS: Finding['outcome'][] = ['failed', 'unknown', 'passed', 'skipped']

const weightiestFirst = (checks: Finding[]) =>
  [...checks].sort((one, other) => WEIGHTS.indexOf(one.outcome) - WEIGHTS.indexOf(other.outcome))

function checkView(found: Finding, reader: Reader) {
  const { check, outcome, code, values = {}, clause } = found
  const problem = values.problemCode ?? (code === 'structure-invalid' ? values.problem : undefined)
  return {
    // Who the issuer is was looked at above; whether to trust it is another question.
    nameKey: `verification.check.${code === 'issuer-trust-open' ? 'trust' : check}`,
    outcomeKey: `verification.result.${outcome}`,
    shape: SHAPES[outcome],
    code,
    sentence: problem === undefined ? sentenceOf(found, reader) : undefined,
    problemKey: problem && `verification.problem.${problem}`,
    path: values.path ?? values.field,
    clause,
  }
}

/** A finding in the reader's language, and in it what it came of, be it another finding. */
export function sentenceOf({ code, values = {}, because }: Finding, reader: Reader): string {
  const reasons = because && { reason: 'check' in because ? sentenceOf(because, reader) : reasonOf(because, reader) }
  return reader.translate(`verification.finding.${code}`, { ...readable(values, reader), ...reasons })
}

const reasonOf = ({ code, values }: Reason, { translate }: Reader) => translate(`verification.reason.${code}`, values)

const DATES = ['from', 'until', 'since']

/** Instants as a person writes them. */
function readable(values: Record<string, string>, { language, timeZone }: Reader): Record<string, string> {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone })
  const isInstant = (name: string, value: string) => DATES.includes(name) && !Number.isNaN(Date.parse(value))
  const shown = Object.entries(values).map(([name, value]) =>
    isInstant(name, value) ? [name, format.format(new Date(value))] : [name, value],
  )
  return Object.fromEntries(shown)
}
