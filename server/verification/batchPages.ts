import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { type BatchResult, csvOf, KEPT_HOURS, MOST_ITEMS, type StoredItem } from './batch.js'
import { OUTCOMES, outcomeWord, type Reader, sentenceOf } from './pages.js'

export function batchFormPage(rejected?: Rejected) {
  return { titleKey: 'verification.batch.title', most: MOST_ITEMS, hours: KEPT_HOURS, ...formView({}, rejected) }
}

export function batchPage(batchId: string, items: StoredItem[], reader: Reader) {
  const results = items.flatMap(({ result }) => result ?? [])
  return {
    titleKey: 'verification.batch.results',
    isDone: results.length === items.length,
    progress: { done: results.length, count: items.length },
    hours: KEPT_HOURS,
    counts: countsOf(results),
    csv: `/verify/batch/${batchId}.csv`,
    rows: items.map(item => rowView(item, reader)),
  }
}

function rowView({ number, name, url, result }: StoredItem, reader: Reader) {
  const place = { number, name, url }
  if (!result) return { ...place, outcomeKey: 'verification.batch.waiting', shape: 'waiting' }
  return {
    ...place,
    outcomeKey: `verification.batch.outcome.${outcomeWord(result)}`,
    shape: OUTCOMES[result.outcome].shape,
    badge: result.badge,
    issuer: result.issuer,
    issuerHref: reader.ownIssuerHref(result.issuerId ?? ''),
    reasons: reasonsIn(result, reader),
  }
}

function reasonsIn({ unreadable, objections }: BatchResult, reader: Reader): string[] {
  if (unreadable) return [reader.translate(`verification.unreadable.${unreadable}`)]
  return objections.map(objection => sentenceOf(objection, reader))
}

function countsOf(results: BatchResult[]) {
  const of = (outcome: BatchResult['outcome']) => results.filter(result => result.outcome === outcome).length
  return (['verified', 'not-verified', 'unknown'] as const).map(outcome => ({
    textKey: `verification.batch.counted.${outcome}`,
    values: { count: of(outcome) },
    shape: OUTCOMES[outcome].shape,
  }))
}

const COLUMNS = ['number', 'name', 'outcome', 'badge', 'issuer', 'issuerId', 'reasons']

export function batchCsv(items: StoredItem[], reader: Reader): string {
  const head = COLUMNS.map(column => reader.translate(`verification.batch.column.${column}`))
  const rows = items.map(({ number, name, result }) => {
    const word = result ? `outcome.${outcomeWord(result)}` : 'waiting'
    const outcome = reader.translate(`verification.batch.${word}`)
    const reasons = result ? reasonsIn(result, reader).join(' ') : ''
    return [String(number), name, outcome, result?.badge ?? '', result?.issuer ?? '', result?.issuerId ?? '', reasons]
  })
  return csvOf([head, ...rows])
}
