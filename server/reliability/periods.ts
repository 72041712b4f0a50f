import type { Decided } from './decided.js'
import { FEWEST_TO_SHOW } from './figures.js'

/** A row says in which weeks it was decided; so many decisions at least share the same weeks. */
export const FEWEST_IN_A_PERIOD = 5
const WEEK_MS = 7 * 24 * 3600 * 1000
/** A Monday. */
const FIRST_WEEK = Date.UTC(1970, 0, 5)

export interface Judged {
  /** Mondays, as days. */
  firstWeek: string
  lastWeek: string
  microCredentialVersion: number
  criterionId: string
  required: number
  levels: number
  /** Lowest first, so that nothing tells who chose which. */
  ranks: number[]
}

/**
 * Judgements without persons: each criterion on its own, in an order that does not tell which belong to one
 * submission, dated by weeks that are over and that enough decisions share. What is too little for that waits until it
 * is enough: a period never changes once it was shown, so that two exports do not differ by one person's work.
 */
export function judgedWithoutPersons(all: Decided[], now: Date): Judged[] {
  const decided = all.filter(each => weekOf(each.decidedAt) < weekOf(now))
  if (decided.length < FEWEST_TO_SHOW) return []
  const versions = [...new Set(decided.map(({ microCredentialVersion }) => microCredentialVersion))].sort(
    (a, b) => a - b,
  )
  return versions.flatMap(version =>
    periodsOf(decided.filter(({ microCredentialVersion }) => microCredentialVersion === version)).flatMap(judgedIn),
  )
}

function judgedIn(period: Decided[]): Judged[] {
  const weeks = period.map(({ decidedAt }) => weekOf(decidedAt))
  const dated = { firstWeek: asDay(Math.min(...weeks)), lastWeek: asDay(Math.max(...weeks)) }
  const rows = period.flatMap(({ criteria, microCredentialVersion }) =>
    criteria.map(({ ranks, ...criterion }) => ({
      ...{ ...dated, microCredentialVersion, ...criterion },
      ranks: [...ranks].sort((one, other) => one - other),
    })),
  )
  return rows.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

/** Whole weeks one after another, joined until there are enough; a rest that is too small is kept back. */
function periodsOf(decided: Decided[]): Decided[][] {
  const periods: Decided[][] = []
  let open: Decided[] = []
  for (const week of weeksOf(decided)) {
    open = [...open, ...week]
    if (open.length < FEWEST_IN_A_PERIOD) continue
    periods.push(open)
    open = []
  }
  return periods
}

function weeksOf(decided: Decided[]): Decided[][] {
  const weeks = [...new Set(decided.map(each => weekOf(each.decidedAt)))].sort((one, other) => one - other)
  return weeks.map(week => decided.filter(each => weekOf(each.decidedAt) === week))
}

const weekOf = (date: Date) => Math.floor((date.getTime() - FIRST_WEEK) / WEEK_MS)
const asDay = (week: number) => new Date(FIRST_WEEK + week * WEEK_MS).toISOString().slice(0, 10)
const keyOf = ({ criterionId, ranks }: Judged) => `${criterionId} ${ranks.join(' ')}`
