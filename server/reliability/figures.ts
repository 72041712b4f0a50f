import {
  alphaOf,
  bootstrapInterval,
  coincidencesOf,
  exactAgreement,
  type Interval,
  median,
  percentile,
  seededRandom,
} from '../rating/index.js'
import type { AnchorSeen, Decided } from './decided.js'

/** Fewer than this say nothing that would not be chance, and might show what one person did. */
export const FEWEST_TO_SHOW = 10
/** Draws of the bootstrap: the ends of a 95 % interval rest on ten draws each. */
const DRAWS = 400
const DAY_MS = 24 * 3600 * 1000

/** A figure with what it rests on; the value is there only where that is enough. */
export interface Figure<Value> {
  count: number
  value?: Value
}

export interface Figures {
  reviewed: number
  /** Share of judgements in which two reviewers chose the very same level. */
  exact: Figure<number>
  /** Krippendorff's alpha for ordered levels, with its interval. */
  alpha: Figure<{ alpha: number; interval: Interval }>
  /** Days from handing in to the decision. */
  turnaround: Figure<{ median: number; ninetieth: number }>
  /** Share of first attempts that were earned by the first panel. */
  firstTry: Figure<number>
  /** Share of judgements on anchors that were the agreed level. */
  anchors: Figure<number>
}

/** `reviewed` may be more than the `decided` that are looked at: the latest ones. */
export function figuresOf(
  reviewed: number,
  decided: Decided[],
  anchors: { count: number; right: number; judged: number },
): Figures {
  const together = decided.filter(({ reviews }) => reviews.length > 1)
  const first = decided.filter(({ number }) => number === 1)
  const days = decided.map(({ submittedAt, decidedAt }) => (decidedAt.getTime() - submittedAt.getTime()) / DAY_MS)
  return {
    reviewed,
    exact: shown(together.length, () => exactAgreement(pairsIn(together))),
    alpha: shown(together.length, () => alphaWithin(together)),
    turnaround: shown(days.length, () => ({ median: median(days), ninetieth: percentile(days, 0.9) })),
    firstTry: shown(first.length, () => first.filter(({ outcome }) => outcome === 'earned').length / first.length),
    anchors: shown(anchors.count, () => anchors.right / anchors.judged),
  }
}

export function shown<Value>(count: number, value: () => Value | undefined): Figure<Value> {
  const found = count >= FEWEST_TO_SHOW ? value() : undefined
  return { count, ...(found !== undefined && { value: found }) }
}

/** Judgements of one submission stand or fall together, so the interval draws whole submissions again. */
function alphaWithin(together: Decided[]): { alpha: number; interval: Interval } | undefined {
  const values = Math.max(...together.flatMap(({ criteria }) => criteria.map(({ levels }) => levels)), 1)
  const tables = together.map(({ criteria }) => coincidencesOf(ranksOf(criteria), values))
  const alpha = alphaOf(sumOf(tables, values))
  const interval = bootstrapInterval(tables, drawn => alphaOf(sumOf(drawn, values)), {
    random: seededRandom(together.length),
    draws: DRAWS,
  })
  return alpha === undefined || !interval ? undefined : { alpha, interval }
}

const ranksOf = (criteria: Decided['criteria']) => criteria.map(({ ranks }) => ranks)

function sumOf(tables: number[][][], values: number): number[][] {
  const sum = Array.from({ length: values }, () => new Array<number>(values).fill(0))
  for (const table of tables)
    for (let one = 0; one < values; one++)
      for (let other = 0; other < values; other++) sum[one]![other]! += table[one]![other]!
  return sum
}

/** The ranks that two reviewers gave to the same criterion, each pair of a panel once. */
export const pairsIn = (decided: Decided[]): [number, number][] =>
  decided.flatMap(({ criteria }) =>
    criteria.flatMap(({ ranks }) =>
      ranks.flatMap((one, index) => ranks.slice(index + 1).map((other): [number, number] => [one, other])),
    ),
  )

/** What all anchors together say. */
export const anchorsTogether = (seen: AnchorSeen[]) => ({
  count: seen.length,
  right: seen.reduce((sum, { right }) => sum + right, 0),
  judged: seen.reduce((sum, { judged }) => sum + judged, 0),
})
