import { drawBelow, estimateReviewers, type RatedSubmission, seededRandom } from '../../server/rating/index.js'
import { createWorld, judge, LEVELS, REQUIRED } from '../simulate-parts/world.js'
import { type Bench, median, type Row, round } from './row.js'

const GROUP = 'rating'
const RUNS = 3
const FEW = 10_000
const MANY = 100_000
const REVIEWS_EACH = 2
/** Estimates of every day begin with those of the day before: this many rounds are then enough. */
const ROUNDS = 2

/** Estimating reviewers from 100,000 reviews, beside a plain pass over the same documents; and how it grows. */
export const bench: Bench = async () => {
  const documents = reviewed(MANY / REVIEWS_EACH)
  const stored = documents.map(document => JSON.stringify(document))
  const few = documents.slice(0, FEW / REVIEWS_EACH)
  const times = { estimate: [] as number[], few: [] as number[], pass: [] as number[] }
  for (let run = 0; run < RUNS; run++) {
    times.pass.push(timeOf(() => pass(stored)))
    times.few.push(timeOf(() => estimate(few)))
    times.estimate.push(timeOf(() => estimate(documents)))
  }
  const [all, fewer, plain] = [median(times.estimate), median(times.few), median(times.pass)]
  const growth = (MANY * Math.log(MANY)) / (FEW * Math.log(FEW))
  return [
    row('estimates from 100,000 reviews to a plain pass', all / plain, ''),
    row('time for 100,000 to 10,000 reviews, over n log n', all / fewer / growth, '<= 1'),
  ]
}

const row = (name: string, ratio: number, goal: string): Row => ({
  ...{ group: GROUP, name, ratio: round(ratio), goal, runs: RUNS },
})

const estimate = (submissions: RatedSubmission[]) => estimateReviewers({ anchors: [], submissions, rounds: ROUNDS })

/** Reads every score as it comes from the database, and adds up the ranks. */
function pass(stored: string[]): number {
  return stored.reduce((sum, text) => {
    const { reviews } = JSON.parse(text) as RatedSubmission
    return sum + reviews.reduce((ranks, { scores }) => ranks + scores.reduce((of, { rank }) => of + rank, 0), 0)
  }, 0)
}

function timeOf(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function reviewed(submissions: number): RatedSubmission[] {
  const { qualities, reviewers } = createWorld({ seed: 1, submissions })
  const random = seededRandom(2)
  return qualities.map(quality => ({
    reviews: Array.from({ length: REVIEWS_EACH }, () => {
      const who = drawBelow(random, reviewers.length)
      const ranks = judge(reviewers[who]!, quality, 0, random)
      const scores = ranks.map((rank, index) => ({
        ...{ criterionId: String(index), rank, required: REQUIRED, levels: LEVELS },
      }))
      return { reviewerId: String(who), scores }
    }),
  }))
}
