import { expect } from 'chai'
import { createWorld, judge, levelOf, type World, work } from '../../scripts/simulate-parts/world.js'
import {
  type AnchorScore,
  estimateOf,
  estimateReviewers,
  gridOf,
  NO_ESTIMATES,
  nextStep,
  posteriorMet,
  QUALITIES,
  type RatedSubmission,
  type ReviewerParameters,
  type ReviewScore,
  scoreChances,
  seededRandom,
  UNKNOWN_POPULATION,
  weightsOf,
} from '../../server/rating/index.js'

const RUBRIC = { required: 2, levels: 4 }
const scored = (ranks: number[]): ReviewScore[] =>
  ranks.map((rank, index) => ({ criterionId: `criterion-${index}`, rank, ...RUBRIC }))
const reviewer = (values: Partial<ReviewerParameters> = {}): ReviewerParameters => ({
  ...{ severity: 0, severitySd: 0.05, noise: 0.5 },
  ...values,
})
const allMet = (...reviews: [ReviewerParameters, number[]][]) =>
  posteriorMet(
    UNKNOWN_POPULATION,
    reviews.map(([who, ranks]) => ({ reviewer: who, scores: scored(ranks) })),
  ).allMet

describe('the chance of a score', () => {
  it('adds up to one over the levels, at every quality', () => {
    const levels = [0, 1, 2, 3].map(rank => scoreChances(reviewer({ severity: 0.7 }), { rank, ...RUBRIC }))
    QUALITIES.forEach((_, at) => {
      expect(levels.reduce((sum, level) => sum + level[at]!, 0)).to.be.closeTo(1, 1e-9)
    })
  })

  it('is the same for the same distance from the line, however many levels lie below it', () => {
    const one = scoreChances(reviewer(), { rank: 2, required: 2, levels: 5 })
    const other = scoreChances(reviewer(), { rank: 3, required: 3, levels: 5 })
    const middle = QUALITIES.findIndex(quality => quality > 0.5)
    expect(one[middle]).to.be.closeTo(other[middle]!, 1e-9)
  })
})

describe('the posterior that all is met', () => {
  it('rises with every level', () => {
    expect(allMet([reviewer(), [2, 2, 2, 2]])).to.be.greaterThan(allMet([reviewer(), [2, 2, 2, 1]]))
    expect(allMet([reviewer(), [3, 3, 3, 3]])).to.be.greaterThan(allMet([reviewer(), [2, 2, 2, 2]]))
  })

  it('makes allowance for a harsh reviewer, and trusts a consistent one more', () => {
    const [harsh, mild] = [reviewer({ severity: 0.8 }), reviewer({ severity: -0.8 })]
    expect(allMet([harsh, [2, 2, 2, 2]])).to.be.greaterThan(allMet([mild, [2, 2, 2, 2]]))
    const [consistent, erratic] = [reviewer({ noise: 0.25 }), reviewer({ noise: 1.5 })]
    expect(allMet([consistent, [3, 3, 3, 3]])).to.be.greaterThan(allMet([erratic, [3, 3, 3, 3]]))
  })

  it('lets one criterion bear on another of the same earner', () => {
    const met = (first: number) =>
      posteriorMet(UNKNOWN_POPULATION, [{ reviewer: reviewer(), scores: scored([first, 2]) }]).met[1]!.probability
    expect(met(3)).to.be.greaterThan(met(0))
  })

  it('does not depend on the order of reviews', () => {
    const [one, other] = [reviewer({ severity: 0.4 }), reviewer({ noise: 0.9 })]
    expect(allMet([one, [2, 3, 2, 3]], [other, [1, 2, 3, 2]])).to.be.closeTo(
      allMet([other, [1, 2, 3, 2]], [one, [2, 3, 2, 3]]),
      1e-12,
    )
  })

  it('agrees with simulation: of work to which it gives 70 to 80 %, three in four are good enough', () => {
    const random = seededRandom(17)
    const population = { abilityMean: 0.7, abilitySd: 0.7, criterionSd: 0.5 }
    const world = createWorld({ seed: 4, submissions: 12_000 })
    const parameters = world.reviewers.map(({ severity, noise }) => ({ severity, noise, severitySd: 0 }))
    const cases = world.qualities.flatMap(quality => {
      const pair = [0, 1].map(() => Math.floor(random() * 120))
      const reviews = pair.map(who => ({
        reviewer: parameters[who]!,
        scores: scored(judge(world.reviewers[who]!, quality, 0, random)),
      }))
      const { allMet } = posteriorMet(population, reviews)
      return allMet > 0.7 && allMet < 0.8 ? [quality.every(each => each >= 2.5)] : []
    })
    expect(cases.length).to.be.greaterThan(300)
    expect(cases.filter(Boolean).length / cases.length).to.be.within(0.7, 0.8)
  })
})

describe('estimates of reviewers', () => {
  const world = createWorld({ seed: 8, submissions: 1500 })
  const anchors = calibrated(world)
  const submissions = reviewed(world)
  const error = (estimates: ReturnType<typeof estimateReviewers>, of: 'severity' | 'noise') =>
    Math.sqrt(
      world.reviewers.reduce((sum, truth, who) => {
        const found = estimateOf(estimates, String(who))
        return sum + (of === 'severity' ? found.severity - truth.severity : Math.log(found.noise / truth.noise)) ** 2
      }, 0) / world.reviewers.length,
    )

  it('find severity and consistency from ten anchors, and better from overlap', () => {
    const calibratedOnly = estimateReviewers({ anchors, submissions: [] })
    const all = estimateReviewers({ anchors, submissions, before: calibratedOnly })
    expect(error(calibratedOnly, 'severity')).to.be.lessThan(0.17)
    expect(error(all, 'severity')).to.be.lessThan(0.12)
    expect(error(all, 'noise')).to.be.lessThan(error(calibratedOnly, 'noise'))
  })

  it('learn how the work is spread', () => {
    const { population } = estimateReviewers({ anchors, submissions, rounds: 20 })
    expect(population.abilityMean).to.be.closeTo(0.7, 0.12)
    expect(population.abilitySd).to.be.closeTo(0.7, 0.08)
    expect(population.criterionSd).to.be.closeTo(0.5, 0.08)
  })

  it('are the same for the same scores', () => {
    const once = () => estimateReviewers({ anchors, submissions: submissions.slice(0, 100), rounds: 2 })
    expect([...once().reviewers.values()]).to.deep.equal([...once().reviewers.values()])
  })

  it('take somebody unknown for typical, and nothing for granted of nobody', () => {
    const { pool } = estimateReviewers({ anchors: [], submissions: [] })
    expect(estimateOf(NO_ESTIMATES, 'new')).to.include({ noise: pool.noiseMedian, scores: 0 })
  })

  it('see through somebody who always gives the highest level', () => {
    const flattering = submissions.map(({ reviews }) => ({
      reviews: reviews.map(review =>
        review.reviewerId === '5' ? { ...review, scores: scored([3, 3, 3, 3]) } : review,
      ),
    }))
    const estimate = estimateOf(estimateReviewers({ anchors, submissions: flattering }), '5')
    expect(estimate.severity).to.be.lessThan(-0.5)
  })
})

describe('the next step', () => {
  const grid = gridOf(UNKNOWN_POPULATION)
  const next = scored([0, 0]).map(() => [0, 1, 2, 3].map(rank => scoreChances(reviewer(), { rank, ...RUBRIC })))
  const stepAfter = (...ranks: number[][]) =>
    nextStep({
      weights: weightsOf(ranks.map(each => ({ reviewer: reviewer({ noise: 0.4 }), scores: scored(each) }))),
      next,
      grid,
      reviews: ranks.length,
    })

  it('is never to decide with fewer than two reviews', () => expect(stepAfter([3, 3])).to.equal('ask'))

  it('is to decide where two say the same clearly', () => {
    expect(stepAfter([3, 3], [3, 3])).to.equal('earned')
    expect(stepAfter([0, 0], [0, 1])).to.equal('notYet')
  })

  it('is to ask while it is uncertain, and never a sixth', () => {
    expect(stepAfter([2, 2], [2, 1])).to.equal('ask')
    expect(stepAfter([2, 2], [2, 1], [2, 2], [1, 2], [2, 2])).to.not.equal('ask')
  })
})

function calibrated({ reviewers, random }: World): AnchorScore[] {
  return reviewers.flatMap((who, index) =>
    Array.from({ length: 10 }, () => work(random)).flatMap(quality =>
      scored(judge(who, quality, 0, random)).map((score, criterion) => ({
        ...{ ...score, reviewerId: String(index), agreedRank: levelOf(quality[criterion]!) },
      })),
    ),
  )
}

function reviewed({ reviewers, qualities, random }: World): RatedSubmission[] {
  return qualities.map(quality => ({
    reviews: [0, 1].map(() => {
      const who = Math.floor(random() * reviewers.length)
      return { reviewerId: String(who), scores: scored(judge(reviewers[who]!, quality, 0, random)) }
    }),
  }))
}
