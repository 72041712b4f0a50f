import { expect } from 'chai'
import { biasFigures } from '../../scripts/simulate-parts/bias.js'
import {
  detectableLeaning,
  findDrift,
  leanings,
  mean,
  median,
  normalDraw,
  seededRandom,
} from '../../server/rating/index.js'

describe('who is harsher on one group', () => {
  it('is found within 60 anchor scores four times in five, at a false alarm of one in twenty', () => {
    const found = [1, 2, 3].map(seed => biasFigures(seed, 1500))
    expect(mean(found.map(({ power }) => power))).to.be.at.least(0.8)
    // Two standard errors of 4,500 runs above 0.05.
    expect(mean(found.map(({ falseAlarm }) => falseAlarm))).to.be.at.most(0.0565)
  })

  it('is found by the difference, not by being harsh on all', () => {
    const scores = Array.from({ length: 60 }, (_, index) => ({
      group: index % 2 ? 'one' : 'two',
      below: 1 + (index % 3),
    }))
    expect(leanings(scores).map(({ found }) => found)).to.deep.equal([false, false])
  })

  it('is not judged by a handful of scores', () => {
    const scores = Array.from({ length: 18 }, (_, index) => ({ group: index % 2 ? 'one' : 'two', below: index % 2 }))
    expect(leanings(scores)).to.deep.equal([])
  })

  it('is plain where every score differs by the same', () => {
    const scores = Array.from({ length: 40 }, (_, index) => ({ group: index % 2 ? 'one' : 'two', below: index % 2 }))
    const found = leanings(scores).map(({ group, found, harsher }) => ({ group, found, harsher }))
    expect(found).to.deep.equal([
      { group: 'one', found: true, harsher: 1 },
      { group: 'two', found: false, harsher: -1 },
    ])
  })

  it('needs fewer scores the larger the difference', () => {
    expect(detectableLeaning(60, 0.6)).to.be.closeTo(0.385, 0.001)
    expect(detectableLeaning(240, 0.6)).to.be.closeTo(0.385 / 2, 0.001)
  })
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
