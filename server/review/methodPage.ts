import type { Figures, StudyRow } from './figures.js'

/** How reviewing is decided, with the figures that `scripts/simulate --write` has kept. */
export function methodPage(figures: Figures, decisionHours: number[]) {
  const { submissions, rows, otherSeeds, habits, bias } = figures
  const models = otherSeeds.map(({ rows }) => rowOf(rows, 'model'))
  return {
    titleKey: 'review.method.title',
    submissions,
    isToldLater: decisionHours.length > 0,
    rules: rows.map(ruleView),
    seeds: {
      count: otherSeeds.length,
      half: inHundred(Math.max(...otherSeeds.map(({ errorRatio }) => errorRatio))),
      reviews: oneDecimal(Math.max(...models.map(({ reviewsPerDecision }) => reviewsPerDecision))),
    },
    habits: habits.map(({ habit, share, rows }) => ({
      habitKey: `review.method.habit.${habit}`,
      percent: inHundred(share),
      majority: wrong(rowOf(rows, 'majority of three')),
      model: wrong(rowOf(rows, 'model')),
    })),
    bias: { found: inHundred(bias.power), falseAlarm: inHundred(bias.falseAlarm) },
  }
}

const RULE_KEYS: Record<StudyRow['rule'], string> = {
  'majority of three': 'majority',
  'two concur': 'twoConcur',
  model: 'model',
}

const ruleView = (row: StudyRow) => ({
  nameKey: `review.method.rule.${RULE_KEYS[row.rule]}`,
  wrong: wrong(row),
  reviews: Math.round(100 * row.reviewsPerDecision) / 100,
  days: oneDecimal(row.turnaroundDays),
})

const rowOf = (rows: StudyRow[], rule: StudyRow['rule']) => rows.find(row => row.rule === rule)!

/** Wrong decisions of a hundred. */
const wrong = ({ accuracy }: StudyRow): number => oneDecimal(100 * (1 - accuracy))

const inHundred = (share: number): number => Math.round(100 * share)
const oneDecimal = (value: number): number => Math.round(10 * value) / 10
