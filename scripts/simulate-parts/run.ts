import { writeFileSync } from 'node:fs'

import { mean } from '../../server/rating/index.js'
import { allFigures, type Figures, GOAL, mainStudy, meetsGoal, SEED, SUBMISSIONS } from './figures.js'
import { errorRatio, type Row, RULES, rowOf, studyByCriterion } from './study.js'

/** Where the page on the method reads them. */
const FIGURES_FILE = 'server/review/simulated.json'

const args = process.argv.slice(2)
const asked = args.includes('--seed') ? Number(args[args.indexOf('--seed') + 1]) : undefined
if (asked !== undefined && !Number.isSafeInteger(asked)) {
  console.error('--seed wants a whole number')
  process.exit(2)
}
const seed = asked ?? SEED

if (args.includes('--json')) console.log(JSON.stringify(mainStudy(seed)))
else if (asked !== undefined) printMain(seed, mainStudy(seed))
else {
  const figures = await allFigures(seed)
  print(figures)
  if (args.includes('--write')) writeFileSync(FIGURES_FILE, `${JSON.stringify(figures, null, 2)}\n`)
  process.exitCode = meetsGoal(figures) ? 0 : 1
}

function print(figures: Figures): void {
  printMain(figures.seed, figures.rows)
  for (const [name, outcome] of studyByCriterion({ seed: figures.seed, submissions: SUBMISSIONS }))
    console.log(line({ ...outcome, rule: name }))
  printSeeds(figures)
  console.log('\nIf some reviewers are not what they were when calibrated (half as many submissions)')
  for (const { habit, share, rows } of figures.habits)
    for (const row of rows) console.log(line({ ...row, rule: `${percent(share, 0)} ${habit}: ${row.rule}` }))
  const { power, falseAlarm } = figures.bias
  console.log('\nA reviewer harsher by 0.4 of a level on one group, after 60 anchor scores')
  console.log(`  found in ${percent(power)}; somebody who treats all alike in ${percent(falseAlarm)}`)
}

function printMain(seed: number, rows: Row[]): void {
  console.log(`Seed ${seed}, ${SUBMISSIONS} submissions          accuracy  reviews a decision  days`)
  for (const row of rows) console.log(line(row))
  console.log(`  the model errs ${errorRatio(rows).toFixed(3)} times as often as the majority of three`)
}

function printSeeds({ otherSeeds }: Figures): void {
  console.log('\nTen other seeds: mean (worst)')
  for (const rule of RULES) {
    const rows = otherSeeds.map(({ rows }) => rowOf(rows, rule))
    const [accuracy, reviews] = [rows.map(row => row.accuracy), rows.map(row => row.reviewsPerDecision)]
    const worst = `${percent(Math.min(...accuracy))}), reviews ${mean(reviews).toFixed(3)} (${Math.max(...reviews).toFixed(3)})`
    console.log(`  ${rule.padEnd(36)} ${percent(mean(accuracy))} (${worst}`)
  }
  const ratios = otherSeeds.map(({ errorRatio }) => errorRatio)
  console.log(`  the model's errors to the majority's  ${mean(ratios).toFixed(3)} (${Math.max(...ratios).toFixed(3)})`)
  console.log(`  goal: at most ${GOAL.errorRatio} at ${GOAL.reviews} reviews or fewer, in every seed`)
}

function line({ rule, accuracy, reviewsPerDecision, turnaroundDays }: Omit<Row, 'rule'> & { rule: string }): string {
  const figures = [percent(accuracy).padStart(8), reviewsPerDecision.toFixed(3).padStart(12)]
  return `  ${rule.padEnd(36)}${figures.join('')}${turnaroundDays.toFixed(1).padStart(14)}`
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`
}
