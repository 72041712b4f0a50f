import type { Interval } from './intervals.js'
import { normalQuantile } from './normal.js'

/** The ranks that two raters gave to the same thing, counted from 0. */
export type Pair = [number, number]

/** Counts: `table[one][other]`. */
export type Table = number[][]

/** How grave a disagreement is: 0 for none. Only proportions matter. */
export type Disagreement = (one: number, other: number) => number

const unequal: Disagreement = (one, other) => Number(one !== other)
const squared: Disagreement = (one, other) => (one - other) ** 2

/** The share of pairs that are the same; undefined of no pairs. */
export const exactAgreement = (pairs: Pair[]): number | undefined =>
  pairs.length === 0 ? undefined : pairs.filter(([one, other]) => one === other).length / pairs.length

export function tableOf(pairs: Pair[], levels: number): Table {
  const table = Array.from({ length: levels }, () => new Array<number>(levels).fill(0))
  for (const [one, other] of pairs) table[one]![other]!++
  return table
}

/** Cohen (1960). Undefined where chance alone would agree always. */
export const cohenKappa = (table: Table): number | undefined => kappa(table, unequal)

/** Cohen's weighted kappa (1968) with squared distances, as usual for ordered levels (Fleiss and Cohen 1973). */
export const weightedKappa = (table: Table): number | undefined => kappa(table, squared)

/** One less the weighted disagreement observed over that expected of independent raters with the same habits. */
export function kappa(table: Table, disagreement: Disagreement): number | undefined {
  const { cells } = sharesOf(table)
  const observed = weigh(cells, ({ share, one, other }) => share * disagreement(one, other))
  const expected = weigh(cells, ({ chance, one, other }) => chance * disagreement(one, other))
  return expected > 0 ? 1 - observed / expected : undefined
}

/** The large-sample interval of a weighted kappa: the standard error is that of Fleiss, Cohen and Everitt (1969). */
export function kappaInterval(table: Table, disagreement = squared, confidence = 0.95): Interval | undefined {
  const [value, error] = [kappa(table, disagreement), kappaStandardError(table, disagreement)]
  if (value === undefined || error === undefined) return undefined
  const reach = normalQuantile((1 + confidence) / 2) * error
  return { low: Math.max(-1, value - reach), high: Math.min(1, value + reach) }
}

export function kappaStandardError(table: Table, disagreement: Disagreement = squared): number | undefined {
  const { cells, count, rows, columns } = sharesOf(table)
  const most = Math.max(...cells.map(({ one, other }) => disagreement(one, other)))
  const agreement: Disagreement = (one, other) => 1 - disagreement(one, other) / most
  const observed = weigh(cells, ({ share, one, other }) => share * agreement(one, other))
  const expected = weigh(cells, ({ chance, one, other }) => chance * agreement(one, other))
  if (!(expected < 1)) return undefined
  const byRow = rows.map((_, one) => weigh(columns, (share, other) => share * agreement(one, other)))
  const byColumn = columns.map((_, other) => weigh(rows, (share, one) => share * agreement(one, other)))
  const squares = weigh(cells, ({ share, one, other }) => {
    const usual = (byRow[one]! + byColumn[other]!) * (1 - observed)
    return share * (agreement(one, other) * (1 - expected) - usual) ** 2
  })
  const variance = squares - (observed * expected - 2 * expected + observed) ** 2
  return Math.sqrt(Math.max(0, variance) / count) / (1 - expected) ** 2
}

function sharesOf(table: Table) {
  const count = weigh(table.flat(), value => value)
  const rows = table.map(row => weigh(row, value => value) / count)
  const columns = table.map((_, other) => weigh(table, row => row[other]!) / count)
  const cells = table.flatMap((row, one) =>
    row.map((value, other) => ({ one, other, share: value / count, chance: rows[one]! * columns[other]! })),
  )
  return { cells, count, rows, columns }
}

const weigh = <Item>(items: Item[], value: (item: Item, index: number) => number): number =>
  items.reduce((sum, item, index) => sum + value(item, index), 0)
