import type { StudyRow } from '../../server/review/figures.js'
import { modelRule } from './modelRule.js'
import { type Outcome, simulate } from './queue.js'
import { majorityOfThree, type Rule, twoConcur } from './rules.js'
import { createWorld, type Population, type World } from './world.js'

export type Row = StudyRow
export type RuleName = Row['rule']
export const RULES: RuleName[] = ['majority of three', 'two concur', 'model']

/** Reviewers' verdicts on the whole compared, as in the first study; its figures come out again. */
const byName: Record<RuleName, (world: World) => Rule> = {
  'majority of three': () => majorityOfThree('verdict'),
  'two concur': () => twoConcur('verdict'),
  model: modelRule,
}

/** The same rules criterion by criterion, as Staffroom's own "two concur" compares. */
const byCriterion: Record<string, () => Rule> = {
  'majority of three, by criterion': () => majorityOfThree('criterion'),
  'two concur, by criterion': () => twoConcur('criterion'),
}

/** Each rule meets the same reviewers and the same work. */
export const study = (population: Population): Row[] =>
  RULES.map(rule => {
    const { accuracy, reviewsPerDecision, turnaroundDays } = outcomeOf(byName[rule], population)
    return { rule, accuracy, reviewsPerDecision, turnaroundDays }
  })

export const studyByCriterion = (population: Population): [string, Outcome][] =>
  Object.entries(byCriterion).map(([name, rule]) => [name, outcomeOf(rule, population)])

function outcomeOf(rule: (world: World) => Rule, population: Population): Outcome {
  const world = createWorld(population)
  return simulate(world, rule(world))
}

export const rowOf = (rows: Row[], rule: RuleName): Row => rows.find(row => row.rule === rule)!

/** The model's share of wrong decisions as a multiple of that of the majority of three. */
export const errorRatio = (rows: Row[]): number =>
  (1 - rowOf(rows, 'model').accuracy) / (1 - rowOf(rows, 'majority of three').accuracy)
