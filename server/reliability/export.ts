import { csv } from '../shared/csv.js'
import type { Rubric } from '../shared/rubric.js'
import type { Decided } from './decided.js'
import { judgedWithoutPersons } from './periods.js'

const HEAD = ['first_week', 'last_week', 'version', 'criterion', 'criterion_name', 'levels', 'level_needed']

/** For researchers: a row for each criterion of each decision, levels counted from 1. */
export function exported(decided: Decided[], rubric: Rubric, now: Date): string {
  const rows = judgedWithoutPersons(decided, now)
  const most = Math.max(2, ...rows.map(({ ranks }) => ranks.length))
  const nameOf = (criterionId: string) => rubric.find(({ id }) => id === criterionId)?.name ?? ''
  const cells = rows.map(row => [
    ...[row.firstWeek, row.lastWeek, row.microCredentialVersion, row.criterionId, nameOf(row.criterionId)],
    ...[row.levels, row.required + 1],
    ...Array.from({ length: most }, (_, index) => (index < row.ranks.length ? row.ranks[index]! + 1 : '')),
  ])
  return csv([...HEAD, ...Array.from({ length: most }, (_, index) => `review_${index + 1}`)], cells)
}
