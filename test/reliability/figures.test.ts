import { expect } from 'chai'
import { type Decided, decidedFrom } from '../../server/reliability/decided.js'
import { exported } from '../../server/reliability/export.js'
import { anchorsTogether, FEWEST_TO_SHOW, figuresOf } from '../../server/reliability/figures.js'
import { reviewerFigures } from '../../server/reliability/own.js'
import { ownPage } from '../../server/reliability/pages.js'
import { FEWEST_IN_A_PERIOD, judgedWithoutPersons } from '../../server/reliability/periods.js'
import { recordText } from '../../server/reliability/record.js'
import { openAppeal } from '../../server/review/submission.js'
import { csv } from '../../server/shared/csv.js'
import { AT, accepted, daysLater, inReview, locked, RUBRIC } from '../review/aSubmission.js'

const NOBODY = { count: 0, right: 0, judged: 0 }

let made = 0
/** One criterion, judged by Bo and Cy at these ranks, decided so many days after it was handed in. */
function aDecided(ranks: [number, number], over: Partial<Decided> = {}, days = 4): Decided {
  return {
    ...{ submissionId: `s${++made}`, microCredentialId: 'mc', microCredentialVersion: 1, number: 1 },
    ...{ outcome: 'earned', submittedAt: AT, decidedAt: daysLater(days) },
    reviews: ['bo', 'cy'].map(reviewerId => ({ reviewerId, offeredAt: AT, lockedAt: daysLater(2) })),
    criteria: [{ criterionId: 'seeing', required: 2, levels: 4, ranks }],
    ...over,
  }
}
const many = (count: number, make: (index: number) => Decided) => Array.from({ length: count }, (_, i) => make(i))

describe('what a decided submission says about reviewing', () => {
  const decided = () => locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'none'), 'cy', 'strong', 'partly')

  it('is each reviewer’s rank on each criterion', () => {
    const row = decidedFrom(decided(), RUBRIC)!
    expect(row.criteria.map(({ ranks }) => ranks)).to.deep.equal([
      [2, 3],
      [0, 1],
    ])
    expect(row).to.deep.include({ outcome: 'notYet', number: 1 })
  })

  it('leaves out anchors, appeals and what is not decided', () => {
    expect(decidedFrom(inReview(), RUBRIC)).to.equal(undefined)
    expect(decidedFrom(openAppeal(decided(), [], AT).state, RUBRIC)).to.equal(undefined)
    expect(decidedFrom({ ...decided(), anchor: { setId: 's', anchorId: 'a' } }, RUBRIC)).to.equal(undefined)
  })

  it('leaves out criteria that an earlier attempt had met', () => {
    const second = { ...decided(), carriedOver: [{ criterionId: 'seeing', levelId: 'met' }] }
    const reviews = second.reviews.map(review => ({ ...review, judgements: review.judgements.slice(1) }))
    expect(decidedFrom({ ...second, reviews }, RUBRIC)!.criteria.map(({ criterionId }) => criterionId)).to.deep.equal([
      'acting',
    ])
  })
})

describe('the public figures', () => {
  it('say nothing below the fewest, and something from there on', () => {
    const few = many(FEWEST_TO_SHOW - 1, () => aDecided([2, 2]))
    const hidden = figuresOf(few.length, few, NOBODY)
    for (const figure of [hidden.exact, hidden.alpha, hidden.turnaround, hidden.firstTry, hidden.anchors])
      expect(figure).not.to.have.property('value')
    const enough = many(FEWEST_TO_SHOW, i => aDecided(i % 2 ? [2, 2] : [1, 2]))
    expect(figuresOf(10, enough, NOBODY).exact.value).to.equal(0.5)
  })

  it('give alpha as Krippendorff does, within its interval', () => {
    const decided = many(20, i => aDecided(i % 4 === 0 ? [1, 2] : i % 2 ? [3, 3] : [0, 0]))
    const { alpha, interval } = figuresOf(20, decided, NOBODY).alpha.value!
    expect(alpha).to.be.greaterThan(0.7).and.lessThan(1)
    expect(interval.low).to.be.lessThan(alpha)
    expect(interval.high).to.be.at.least(alpha)
  })

  it('give the median and the 90th percentile of days, and the share earned at the first try', () => {
    const decided = many(11, i => aDecided([2, 2], { number: i < 10 ? 1 : 2, outcome: i < 4 ? 'earned' : 'notYet' }, i))
    const { turnaround, firstTry } = figuresOf(11, decided, NOBODY)
    expect(turnaround.value).to.deep.equal({ median: 5, ninetieth: 9 })
    expect(firstTry).to.deep.equal({ count: 10, value: 0.4 })
  })

  it('count the levels that were right on anchors', () => {
    const seen = Array.from({ length: 10 }, (_, i) => ({
      ...{ reviewId: `r${i}`, reviewerId: 'bo', microCredentialId: 'mc', judged: 4, right: i % 2 ? 4 : 2 },
    }))
    expect(figuresOf(0, [], anchorsTogether(seen)).anchors).to.deep.equal({ count: 10, value: 0.75 })
  })
})

describe('a reviewer’s own figures', () => {
  it('compare their levels with the other reviewer’s', () => {
    const decided = many(10, i => aDecided(i < 5 ? [1, 2] : [2, 2]))
    const bo = reviewerFigures(decided, [], 'bo')
    expect(bo.same.value).to.equal(0.5)
    expect(bo.sameSide.value).to.equal(0.5)
    expect(bo.leaning.value).to.equal(-0.5)
    expect(bo.days.value).to.equal(2)
    expect(reviewerFigures(decided, [], 'cy').leaning.value).to.equal(0.5)
    expect(reviewerFigures(decided, []).leaning.value).to.equal(0)
  })

  it('are not shown while there are few', () => {
    expect(reviewerFigures([aDecided([1, 1])], [], 'bo').same).to.deep.equal({ count: 1 })
    expect(reviewerFigures([], [], 'bo').reviews).to.equal(0)
  })
})

describe('the export', () => {
  const LATER = new Date('2030-01-01T00:00:00Z')
  const spread = (count: number) => many(count, i => aDecided(i % 2 ? [3, 1] : [2, 2], {}, i * 3))

  it('holds no persons, no ids and no order of reviewers', () => {
    const text = exported(spread(20), RUBRIC, LATER)
    expect(text).to.include('first_week,last_week,version,criterion').and.include(',2,4')
    expect(text).not.to.match(/\bbo\b|\bcy\b|\bs\d+\b/)
    for (const { ranks } of judgedWithoutPersons(spread(20), LATER)) expect(ranks).to.deep.equal([...ranks].sort())
  })

  it('dates a row by weeks that enough decisions share, and leaves out a version with too few', () => {
    const rows = judgedWithoutPersons([...spread(23), aDecided([0, 0], { microCredentialVersion: 2 })], LATER)
    expect(rows.every(({ microCredentialVersion }) => microCredentialVersion === 1)).to.equal(true)
    const periods = new Map<string, number>()
    for (const { firstWeek } of rows) periods.set(firstWeek, (periods.get(firstWeek) ?? 0) + 1)
    expect(periods.size).to.be.greaterThan(1)
    for (const count of periods.values()) expect(count).to.be.at.least(FEWEST_IN_A_PERIOD)
  })

  it('never changes by the work of one person: what is not enough yet, or of this week, is kept back', () => {
    const decided = spread(40)
    const shown = (count: number, now: Date) => judgedWithoutPersons(decided.slice(0, count), now).length
    const sizes = decided.map((each, i) => shown(i + 1, new Date(each.decidedAt.getTime() + 1)))
    for (const [i, size] of sizes.entries()) {
      const more = size - (sizes[i - 1] ?? 0)
      if (more > 0) expect(more).to.be.at.least(FEWEST_IN_A_PERIOD)
    }
    expect(sizes.at(-1)).to.be.greaterThan(20)
    expect(shown(40, LATER)).to.be.at.least(sizes.at(-1)!)
  })

  it('is empty but for its head below the fewest', () => {
    expect(
      exported(spread(FEWEST_TO_SHOW - 1), RUBRIC, LATER)
        .trim()
        .split('\r\n'),
    ).to.have.length(1)
  })

  it('lets no text become a formula', () => {
    for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])
      expect(csv(['a'], [[evil]])).to.match(/\r\n"?'/)
    expect(csv(['a'], [['say "x", y']])).to.include('"say ""x"", y"')
    const rubric = RUBRIC.map(criterion => ({ ...criterion, name: '=HYPERLINK("http://evil.example")' }))
    expect(exported(spread(10), rubric, LATER)).to.include(`"'=HYPERLINK(""http://evil.example"")"`)
  })
})

describe('the record of a reviewer', () => {
  const t = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`
  const none = { count: 2 }
  const figures = { reviews: 3, same: none, sameSide: none, leaning: none, anchors: none, days: none }
  const record = recordText(
    ownPage(figures, figures),
    [
      { judgements: 20, exact: 0.85, kappa: 0.7249 },
      { judgements: 20, exact: 1 },
    ],
    new Date('2026-11-22T08:00:00Z'),
    t,
  )

  it('says how calibrations went, and the month', () => {
    expect(record).to.include('reliability.record.calibrated {"percent":85,"kappa":"0.72"}')
    expect(record).to.include('reliability.record.calibratedAlike {"percent":100}')
    expect(record).to.include('{"month":"2026-11"}').and.not.include('2026-11-22')
  })

  it('leaves out what rests on too little', () => {
    expect(record.match(/reliability\.own\.tooFew/g)).to.have.length(10)
  })
})
