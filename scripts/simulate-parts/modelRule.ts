import {
  type AnchorScore,
  type Estimates,
  estimateOf,
  estimateReviewers,
  gridOf,
  multiplyBy,
  nextStep,
  type PopulationGrid,
  QUALITIES,
  type RatedSubmission,
  scoreChances,
} from '../../server/rating/index.js'
import type { Decided, Given, Rule } from './rules.js'
import { ANCHORS, CRITERIA, judge, LEVELS, levelOf, REQUIRED, REVIEWERS, type World, work } from './world.js'

/** Estimates are made anew after so many decisions, then after every further STEP, from the last WINDOW of them. */
const FIRST = [250, 500, 1000]
const STEP = 2000
const WINDOW = 5000
const ROUNDS = 12
const LATER_ROUNDS = 3

/** Nobody does more than so many even shares of the work: as the second of a panel, and as a further opinion. */
const SECOND_CAP = 1.5
const FURTHER_CAP = 1.75

/**
 * The model as a platform would run it. It sees calibration scores with their agreed levels and, in the order in which
 * submissions are decided, the reviews given; never a true quality, never the figures that the world was drawn from.
 */
export function modelRule(world: World): Rule {
  const anchors = calibrate(world)
  const load = new Int32Array(REVIEWERS)
  let [asked, decisions] = [0, 0]
  let known = prepare(estimateReviewers({ anchors, submissions: [] }))

  const take = (reviewers: number[]): number[] => {
    for (const reviewer of reviewers) load[reviewer]!++
    asked += reviewers.length
    return reviewers
  }
  /** The most consistent of those who have not done more than their share. */
  const bestOf = (able: number[], cap: number): number => {
    const free = able.filter(reviewer => load[reviewer]! <= (cap * asked) / REVIEWERS + 5)
    return (free.length > 0 ? free : able).reduce((one, other) =>
      known.noise[other]! < known.noise[one]! ? other : one,
    )
  }

  return {
    name: 'model',
    confirms: earned => !earned,
    ask(given, available) {
      const able = available()
      // Whoever has done least, and with them the most consistent.
      if (given.length === 0) return take([able[0]!, bestOf(able.slice(1), SECOND_CAP)])
      const next = bestOf(able, FURTHER_CAP)
      const step = nextStep({
        weights: known.weightsOf(given),
        next: known.scoresBy(next),
        grid: known.grid,
        reviews: given.length,
      })
      return step === 'ask' ? take([next]) : step === 'earned'
    },
    learn(decided) {
      decisions++
      if (!FIRST.includes(decisions) && decisions % STEP !== 0) return
      const submissions = decided.slice(-WINDOW).map(rated)
      known = prepare(
        estimateReviewers({
          anchors,
          submissions,
          before: known.estimates,
          rounds: decisions < STEP ? ROUNDS : LATER_ROUNDS,
        }),
      )
    },
  }
}

function calibrate({ random, reviewers }: World): AnchorScore[] {
  return reviewers.flatMap((reviewer, index) =>
    Array.from({ length: ANCHORS }, () => work(random)).flatMap(quality =>
      judge(reviewer, quality, 0, random).map((rank, criterion) => ({
        ...{ reviewerId: String(index), criterionId: String(criterion), rank },
        ...{ agreedRank: levelOf(quality[criterion]!), required: REQUIRED, levels: LEVELS },
      })),
    ),
  )
}

const rated = ({ reviews }: Decided): RatedSubmission => ({
  reviews: reviews.map(({ reviewer, levels }) => ({
    reviewerId: String(reviewer),
    scores: levels.map((rank, criterion) => ({
      criterionId: String(criterion),
      rank,
      required: REQUIRED,
      levels: LEVELS,
    })),
  })),
})

interface Known {
  estimates: Estimates
  grid: PopulationGrid
  weightsOf(given: Given[]): Float64Array[]
  scoresBy(reviewer: number): Float64Array[][]
  noise: number[]
}

function prepare(estimates: Estimates): Known {
  const parameters = Array.from({ length: REVIEWERS }, (_, index) => estimateOf(estimates, String(index)))
  const chances = parameters.map(reviewer =>
    Array.from({ length: LEVELS }, (_, rank) => scoreChances(reviewer, { rank, required: REQUIRED, levels: LEVELS })),
  )
  return {
    estimates,
    grid: gridOf(estimates.population),
    scoresBy: reviewer => Array.from({ length: CRITERIA }, () => chances[reviewer]!),
    weightsOf: given =>
      Array.from({ length: CRITERIA }, (_, criterion) => {
        const weight = new Float64Array(QUALITIES.length).fill(1)
        for (const { reviewer, levels } of given) multiplyBy(weight, chances[reviewer]![levels[criterion]!]!)
        return weight
      }),
    noise: parameters.map(({ noise }) => noise),
  }
}
