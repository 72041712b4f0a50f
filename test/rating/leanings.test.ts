import { expect } from 'chai'
import { biasFigures } from '../../scripts/simulate-parts/bias.js'
import {
  detectableLeaning,
  findDrift,
  type GroupedScore,
  leaningOf,
  median,
  normalDraw,
  seededRandom,
  togetherness,
} from '../../server/rating/index.js'

/** Anchors of two criteria, by turns in one version and the other. */
const scored = (count: number, below: (isOfGroup: boolean, index: number) => number): GroupedScore[] =>
  Array.from({ length: count }, (_, index) => {
    const anchor = Math.floor(index / 2)
    const isOfGroup = anchor % 2 === 0
    return { anchorId: `a${anchor}`, isOfGroup, below: below(isOfGroup, index), usual: 0 }
  })

describe('who is harsher on one group', () => {
  it('is found at sixty scores four times in five, at a false alarm of one in twenty, by the rules of the rooms', () => {
    const { power, falseAlarm } = biasFigures({ seed: 1, runs: 1500 })
    expect(power).to.be.at.least(0.8)
    // One and a half standard errors of 1,500 runs above 0.05.
    expect(falseAlarm).to.be.at.most(0.0585)
  }).timeout(240_000)

  it('is not suspected more often where an impression of the whole colours every score of an anchor', () => {
    expect(biasFigures({ seed: 2, runs: 1000, impression: 0.35 }).falseAlarm).to.be.at.most(0.06)
  }).timeout(240_000)

  it('is found by the difference, not by being harsh on all', () =>
    expect(leaningOf(scored(60, (_, index) => 1 + (index % 3)))!.found).to.equal(false))

  it('is not judged by a handful of scores', () => expect(leaningOf(scored(18, Number))).to.equal(undefined))

  it('is plain where every score differs by the same, and only that way round', () => {
    expect(leaningOf(scored(40, Number))).to.include({ found: true, harsher: 1, scores: 40 })
    expect(leaningOf(scored(40, isOfGroup => -Number(isOfGroup)))).to.include({ found: false, harsher: -1 })
  })

  it('is found where the difference is more than chance explains', () => {
    const random = seededRandom(3)
    const found = leaningOf(scored(60, isOfGroup => (isOfGroup ? 0.4 : 0) + normalDraw(random)))!
    expect(found.found).to.equal(found.harsher > found.byChance)
  })

  it('is believed less readily where scores of one anchor hang together', () => {
    const random = seededRandom(4)
    const scores = scored(60, isOfGroup => (isOfGroup ? 0.5 : 0) + normalDraw(random))
    expect(leaningOf(scores, 0.5)!.byChance).to.be.greaterThan(1.2 * leaningOf(scores)!.byChance)
  })

  it('needs fewer scores the larger the difference', () => {
    expect(detectableLeaning(60, 0.6)).to.be.closeTo(0.385, 0.001)
    expect(detectableLeaning(240, 0.6)).to.be.closeTo(0.385 / 2, 0.001)
  })
})

describe('how far scores of one anchor hang together', () => {
  const random = seededRandom(9)
  const reviewers = (impression: number) =>
    Array.from({ length: 60 }, () => {
      const impressions = Array.from({ length: 20 }, () => impression * normalDraw(random))
      return scored(40, (_, index) => impressions[Math.floor(index / 2)]! + normalDraw(random))
    })

  it('is the share of the variance that they have in common', () => {
    expect(togetherness(reviewers(0))).to.be.lessThan(0.05)
    expect(togetherness(reviewers(1))).to.be.closeTo(0.5, 0.05)
  })

  // By hand: 16 between anchors with one degree of freedom, 1 within with two.
  it('is as computed by hand', () => {
    const below = [1, 2, 5, 6]
    const scores = scored(4, (_, index) => below[index]!)
    expect(togetherness([scores])).to.be.closeTo((16 - 0.5) / (16 + 0.5), 1e-9)
  })

  it('is nothing of nothing', () => expect(togetherness([])).to.equal(0))
})

describe('drift since calibration', () => {
  const SD = 0.65
  const random = seededRandom(11)
  const scores = (count: number, shift: number) =>
    Array.from({ length: count }, () => Math.round(0.2 + shift + 0.58 * normalDraw(random)))
  const calledAt = (shift: number, count: number) =>
    findDrift({ below: scores(count, shift), usual: 0.2, sd: SD })?.at ?? count

  it('of half a level is found after about twenty scores', () =>
    expect(median(Array.from({ length: 400 }, () => calledAt(0.5, 500)))).to.be.within(10, 25))

  it('is seldom suspected of who is steady', () =>
    expect(median(Array.from({ length: 200 }, () => calledAt(0, 6000)))).to.be.at.least(450))

  it('is said with its direction', () => {
    expect(findDrift({ below: new Array(30).fill(1), usual: 0, sd: SD })?.direction).to.equal('harsher')
    expect(findDrift({ below: new Array(30).fill(-1), usual: 0, sd: SD })?.direction).to.equal('milder')
    expect(findDrift({ below: [], usual: 0, sd: SD })).to.equal(undefined)
  })
})
