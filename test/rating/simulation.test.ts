import { expect } from 'chai'
import { meetsGoal, SEED } from '../../scripts/simulate-parts/figures.js'
import { errorRatio, type Row, RULES, rowOf, study } from '../../scripts/simulate-parts/study.js'
import { figures } from '../../server/review/figures.js'

const SMALLER = 3000

describe('the simulation', () => {
  let rows: Row[]
  before(() => {
    rows = study({ seed: SEED, submissions: SMALLER })
  })

  it('is what the page on the method says, as far as a smaller one can tell', () => {
    expect(figures.seed).to.equal(SEED)
    for (const rule of RULES) {
      const [now, kept] = [rowOf(rows, rule), rowOf(figures.rows, rule)]
      expect(now.accuracy, rule).to.be.closeTo(kept.accuracy, 0.025)
      expect(now.reviewsPerDecision, rule).to.be.closeTo(kept.reviewsPerDecision, 0.06)
      expect(now.turnaroundDays, rule).to.be.closeTo(kept.turnaroundDays, 0.6)
    }
    expect(errorRatio(rows)).to.be.lessThan(0.6)
  })

  it('gives the figures of the first study for the rules that it had', () => {
    const { otherSeeds } = figures
    const meanOf = (value: (rows: Row[]) => number) =>
      otherSeeds.reduce((sum, { rows }) => sum + value(rows), 0) / otherSeeds.length
    expect(meanOf(each => rowOf(each, 'majority of three').accuracy)).to.be.closeTo(0.825, 0.01)
    expect(meanOf(each => rowOf(each, 'two concur').accuracy)).to.be.closeTo(0.825, 0.01)
    expect(meanOf(each => rowOf(each, 'two concur').reviewsPerDecision)).to.be.closeTo(2.27, 0.02)
  })

  it('meets the goal in every one of ten seeds', () => {
    expect(figures.otherSeeds).to.have.length(10)
    expect(meetsGoal(figures)).to.equal(true)
  })

  it('keeps the model ahead however reviewers have changed', () => {
    expect(figures.habits).to.have.length(9)
    for (const { rows } of figures.habits)
      expect(rowOf(rows, 'model').accuracy).to.be.greaterThan(rowOf(rows, 'majority of three').accuracy)
  })

  it('is the same for the same seed', () =>
    expect(study({ seed: 5, submissions: 300 })).to.deep.equal(study({ seed: 5, submissions: 300 })))
})
