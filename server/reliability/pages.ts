import type { AppealCounts } from '../appeal/index.js'
import { FEWEST_TO_SHOW, type Figure, type Figures } from './figures.js'
import type { ReviewerFigures } from './own.js'

/** One figure, ready to print: what it is called, what it says, and what that means. */
export interface FigureView {
  labelKey: string
  value: { key: string; values: Record<string, number> }
  isTooFew: boolean
  meaningKey: string
}

const percent = (share: number) => Math.round(100 * share)
const hundredths = (value: number) => Math.round(100 * value) / 100
const tenths = (value: number) => Math.round(10 * value) / 10

/** All that a public page says about how a micro-credential is reviewed. */
export function figureViews(figures: Figures, appeals: AppealCounts): FigureView[] {
  const { reviewed, exact, alpha, turnaround, firstTry, anchors } = figures
  const counted = { count: reviewed, value: appealValues(appeals) }
  return [
    view('reviewed', { count: reviewed, value: { count: reviewed } }),
    view(
      'exact',
      mapped(exact, share => ({ percent: percent(share), count: exact.count })),
    ),
    view(
      'alpha',
      mapped(alpha, ({ alpha: value, interval: { low, high } }) => ({
        ...{ alpha: hundredths(value), low: hundredths(low), high: hundredths(high) },
      })),
    ),
    view(
      'turnaround',
      mapped(turnaround, days => ({ median: tenths(days.median), ninetieth: tenths(days.ninetieth) })),
    ),
    view(
      'firstTry',
      mapped(firstTry, share => ({ percent: percent(share), count: firstTry.count })),
    ),
    view('appeals', reviewed < FEWEST_TO_SHOW ? { count: reviewed } : counted),
    view(
      'anchors',
      mapped(anchors, share => ({ percent: percent(share), count: anchors.count })),
    ),
  ]
}

function view(name: string, { count, value }: Figure<Record<string, number>>): FigureView {
  return {
    labelKey: `reliability.figure.${name}.label`,
    value: value
      ? { key: `reliability.figure.${name}.value`, values: value }
      : { key: 'reliability.tooFew', values: { count, fewest: FEWEST_TO_SHOW } },
    isTooFew: value === undefined,
    meaningKey: `reliability.figure.${name}.meaning`,
  }
}

const mapped = <Value>({ count, value }: Figure<Value>, values: (value: Value) => Record<string, number>) => ({
  count,
  ...(value !== undefined && { value: values(value) }),
})

function appealValues({ filed, panel, upheld, overturned, withdrawn }: AppealCounts) {
  return { count: filed + panel + upheld + overturned + withdrawn, upheld, overturned, withdrawn, open: filed + panel }
}

/** Appeals against any decision: how many, and how they ended. */
export function appealsPage(counts: AppealCounts) {
  const values = appealValues(counts)
  return {
    titleKey: 'reliability.appeals.title',
    isTooFew: values.count < FEWEST_TO_SHOW,
    fewest: FEWEST_TO_SHOW,
    ...values,
    percent: percent(values.overturned / Math.max(1, values.upheld + values.overturned)),
  }
}

/** One's own figures beside everybody's who reviews the same. */
export function ownPage(own: ReviewerFigures, pool: ReviewerFigures) {
  const row = (
    name: 'same' | 'sameSide' | 'leaning' | 'anchors' | 'days',
    valuesOf: (value: number) => Record<string, number>,
    keyOf = (_value: number) => name as string,
  ) => ({
    labelKey: `reliability.own.${name}.label`,
    meaningKey: `reliability.own.${name}.meaning`,
    own: cell(own[name], valuesOf, keyOf),
    pool: cell(pool[name], valuesOf, keyOf),
  })
  const share = (value: number) => ({ percent: percent(value) })
  return {
    titleKey: 'reliability.own.title',
    reviews: own.reviews,
    rows: [
      row('same', share),
      row('sameSide', share),
      row('leaning', value => ({ levels: Math.abs(hundredths(value)) }), leaningKey),
      row('anchors', share),
      row('days', value => ({ days: tenths(value) })),
    ],
  }
}

function cell({ count, value }: Figure<number>, valuesOf: (value: number) => object, keyOf: (value: number) => string) {
  return value === undefined
    ? { key: 'reliability.own.tooFew', values: { count, fewest: FEWEST_TO_SHOW }, isTooFew: true }
    : { key: `reliability.own.value.${keyOf(value)}`, values: valuesOf(value), isTooFew: false }
}

function leaningKey(value: number): string {
  if (hundredths(value) === 0) return 'even'
  return value > 0 ? 'milder' : 'stricter'
}
