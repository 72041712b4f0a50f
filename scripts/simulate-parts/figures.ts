import type { Figures } from '../../server/review/figures.js'
import { biasFigures } from './bias.js'
import { studies } from './crew.js'
import { errorRatio, type Row, rowOf, study } from './study.js'
import type { Habit } from './world.js'

export type { Figures } from '../../server/review/figures.js'

export const SUBMISSIONS = 20_000
export const SEED = 20_261_122
export const OTHER_SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const BAD_HABITS: Habit[] = ['careless', 'drifting', 'colluding']
const SHARES = [0.05, 0.1, 0.2]
/** Half as many as for the main figures: they are about what changes, not about the last digit. */
const HABIT_SUBMISSIONS = 10_000
const BIAS_RUNS = 2000

export const mainStudy = (seed: number): Row[] => study({ seed, submissions: SUBMISSIONS })

export async function allFigures(seed: number): Promise<Figures> {
  const seeds = [seed, ...OTHER_SEEDS].map(each => ({ seed: each, submissions: SUBMISSIONS }))
  const habits = BAD_HABITS.flatMap(habit => SHARES.map(share => ({ habit, share })))
  const changed = habits.map(each => ({ ...each, seed, submissions: HABIT_SUBMISSIONS }))
  const all = await studies([...seeds, ...changed])
  const bySeed = seeds.map((each, index) => ({
    ...{ seed: each.seed, rows: all[index]!, errorRatio: errorRatio(all[index]!) },
  }))
  const [own, ...otherSeeds] = bySeed
  return {
    ...{ ...own!, submissions: SUBMISSIONS, otherSeeds },
    habits: habits.map((each, index) => ({ ...each, rows: all[seeds.length + index]! })),
    bias: biasFigures({ seed, runs: BIAS_RUNS }),
  }
}

/** The goals of issue 5, section 4: in every one of the ten other seeds. */
export const meetsGoal = ({ otherSeeds }: Figures): boolean =>
  otherSeeds.every(
    ({ rows, errorRatio }) => errorRatio <= GOAL.errorRatio && rowOf(rows, 'model').reviewsPerDecision <= GOAL.reviews,
  )

export const GOAL = { errorRatio: 0.55, reviews: 2.3 }
