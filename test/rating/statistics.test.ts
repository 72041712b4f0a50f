import { expect } from 'chai'
import {
  bootstrapInterval,
  cohenKappa,
  exactAgreement,
  kappa,
  kappaInterval,
  kappaStandardError,
  krippendorffAlpha,
  krippendorffInterval,
  mean,
  median,
  normalBelow,
  normalQuantile,
  type Pair,
  percentile,
  seededRandom,
  tableOf,
  type Unit,
  weightedKappa,
  wilsonInterval,
} from '../../server/rating/index.js'

/** Cohen (1968), "Weighted kappa", Psychological Bulletin 70, table 1: 200 cases, two judges. */
const COHEN_1968 = [
  [88, 14, 18],
  [10, 40, 10],
  [2, 6, 12],
]
const COHEN_1968_WEIGHTS = [
  [0, 1, 3],
  [1, 0, 6],
  [3, 6, 0],
]

/** Fleiss (1981), "Statistical methods for rates and proportions", table 13.1: 100 cases, two raters. */
const FLEISS_1981 = [
  [75, 1, 4],
  [5, 4, 1],
  [0, 0, 10],
]

/** Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section E: four observers, twelve units. */
const KRIPPENDORFF_2011: (number | undefined)[][] = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, undefined, undefined, undefined],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, undefined, 3],
  [undefined, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, undefined],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, undefined],
]
const units: Unit[] = KRIPPENDORFF_2011[0]!.map((_, unit) =>
  KRIPPENDORFF_2011.flatMap(observer => (observer[unit] === undefined ? [] : [observer[unit] - 1])),
)

describe('agreement of two raters', () => {
  it('is Cohen’s kappa of .492 in his example of 1968', () =>
    expect(cohenKappa(COHEN_1968)).to.be.closeTo(0.492, 0.0005))

  it('is weighted kappa of .348 with the weights of that example', () =>
    expect(kappa(COHEN_1968, (one, other) => COHEN_1968_WEIGHTS[one]![other]!)).to.be.closeTo(0.348, 0.0005))

  it('is kappa of .68 with a standard error of .087 in the example of Fleiss 1981', () => {
    expect(cohenKappa(FLEISS_1981)).to.be.closeTo(0.676, 0.0005)
    expect(kappaStandardError(FLEISS_1981, (one, other) => Number(one !== other))).to.be.closeTo(0.087, 0.0015)
  })

  it('equals the product-moment correlation with squared weights and equal margins (Cohen 1968)', () => {
    const table = [
      [20, 5, 2],
      [5, 30, 6],
      [2, 6, 24],
    ]
    expect(weightedKappa(table)).to.be.closeTo(correlation(table), 1e-12)
  })

  it('has an interval that holds the truth nineteen times in twenty', () => {
    const random = seededRandom(7)
    const level = (chance: number) => (chance < 0.25 ? 0 : chance < 0.6 ? 1 : 2)
    const draw = (count: number): Pair[] =>
      Array.from({ length: count }, () => {
        const one = random()
        return [level(one), level(random() < 0.6 ? one : random())]
      })
    const truth = weightedKappa(tableOf(draw(400_000), 3))!
    const held = Array.from({ length: 400 }, () => kappaInterval(tableOf(draw(200), 3))!).filter(
      ({ low, high }) => low <= truth && truth <= high,
    )
    expect(held.length / 400).to.be.within(0.92, 0.98)
  })

  it('is undefined where nothing was rated and where chance alone agrees always', () => {
    expect(exactAgreement([])).to.equal(undefined)
    expect(
      weightedKappa([
        [9, 0],
        [0, 0],
      ]),
    ).to.equal(undefined)
    expect(
      kappaInterval([
        [9, 0],
        [0, 0],
      ]),
    ).to.equal(undefined)
  })

  it('counts pairs that are the same', () =>
    expect(
      exactAgreement([
        [0, 0],
        [1, 2],
        [3, 3],
        [2, 2],
      ]),
    ).to.equal(0.75))
})

describe('Krippendorff’s alpha', () => {
  it('is .743 nominal, .815 ordinal and .849 interval in his example of 2011', () => {
    expect(krippendorffAlpha(units, 'nominal')).to.be.closeTo(0.743, 0.0005)
    expect(krippendorffAlpha(units, 'ordinal')).to.be.closeTo(0.815, 0.0005)
    expect(krippendorffAlpha(units, 'interval')).to.be.closeTo(0.849, 0.0005)
  })

  it('is one where all agree, near nothing where all guess, and undefined where nothing varies or is rated twice', () => {
    const random = seededRandom(3)
    const guess = () => Math.floor(random() * 4)
    expect(
      krippendorffAlpha([
        [0, 0],
        [2, 2, 2],
        [1, 1],
      ]),
    ).to.equal(1)
    expect(krippendorffAlpha(Array.from({ length: 3000 }, () => [guess(), guess()]))).to.be.closeTo(0, 0.04)
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]),
    ).to.equal(undefined)
    expect(krippendorffAlpha([[1], [2], []])).to.equal(undefined)
  })

  it('has the same interval for the same seed, around the value', () => {
    const interval = () => krippendorffInterval(units, { random: seededRandom(1) })!
    expect(interval()).to.deep.equal(interval())
    expect(interval().low).to.be.lessThan(0.815)
    expect(interval().high).to.be.greaterThan(0.815)
  })
})

describe('intervals and percentiles', () => {
  it('is (.036, .624) around one in five, and (0, .278) around none in ten (Wilson 1927)', () => {
    const five = wilsonInterval(1, 5)
    expect([five.low, five.high].map(bound => Number(bound.toFixed(3)))).to.deep.equal([0.036, 0.624])
    const none = wilsonInterval(0, 10)
    expect(none.low).to.be.closeTo(0, 1e-12)
    expect(none.high).to.be.closeTo(0.2775, 0.0002)
  })

  it('is that of Newcombe 1998 around 81 in 263', () => {
    const { low, high } = wilsonInterval(81, 263)
    expect(low).to.be.closeTo(0.2553, 0.0001)
    expect(high).to.be.closeTo(0.3662, 0.0001)
  })

  it('knows nothing of nothing', () => expect(wilsonInterval(0, 0)).to.deep.equal({ low: 0, high: 1 }))

  it('draws again to find how sure a mean is', () => {
    const random = seededRandom(5)
    const values = Array.from({ length: 400 }, () => random())
    const { low, high } = bootstrapInterval(values, mean, { random })!
    expect(high - low).to.be.closeTo((2 * 1.96 * Math.sqrt(1 / 12)) / 20, 0.01)
  })

  it('finds the middle, and what lies between neighbours', () => {
    expect(median([3, 1, 2])).to.equal(2)
    expect(median([4, 1, 2, 3])).to.equal(2.5)
    expect(percentile([10, 20, 30, 40, 50], 0.9)).to.equal(46)
    expect(median([])).to.be.NaN
  })

  it('knows the normal distribution', () => {
    expect(normalBelow(1.959964)).to.be.closeTo(0.975, 2e-7)
    expect(normalBelow(-1)).to.be.closeTo(0.1586553, 2e-7)
    expect(normalQuantile(0.95)).to.be.closeTo(1.644854, 2e-6)
  })
})

function correlation(table: number[][]): number {
  const cells = table.flatMap((row, one) => row.map((count, other) => ({ one, other, count })))
  const sum = (value: (one: number, other: number) => number) =>
    cells.reduce((total, { one, other, count }) => total + count * value(one, other), 0)
  const count = sum(() => 1)
  const [first, second] = [sum(one => one) / count, sum((_, other) => other) / count]
  const product = sum((one, other) => (one - first) * (other - second))
  return product / Math.sqrt(sum(one => (one - first) ** 2) * sum((_, other) => (other - second) ** 2))
}
