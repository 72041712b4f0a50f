import type { AnchorScore } from '../rating/index.js'
import type { Rubric } from '../shared/rubric.js'
import type { Calibration, Observation } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'

/** What reviewers said of anchors without knowing the answer: in their last test, and between real reviews. */
export function anchorScoresIn(set: CalibrationSet, calibrations: Calibration[], rubric: Rubric): AnchorScore[] {
  const anchors = new Map(set.anchors.map(anchor => [anchor.id, anchor]))
  return calibrations.flatMap(({ reviewerId, attempts, seeded }) => {
    const tested = attempts.at(-1)
    const answers: Omit<Observation, 'reviewId'>[] = [
      ...(tested?.answers.filter(({ anchorId }) => tested.test.includes(anchorId)) ?? []),
      ...seeded,
    ]
    return answers.flatMap(({ anchorId, scores, agreed: since }) =>
      scores.flatMap(({ criterionId, levelId }) => {
        const criterion = rubric.find(({ id }) => id === criterionId)
        const known = since ?? anchors.get(anchorId)?.agreed
        const agreed = known?.find(score => score.criterionId === criterionId)
        if (!criterion || !agreed) return []
        const rankOf = (level: string) => criterion.levels.findIndex(({ id }) => id === level)
        return [
          {
            ...{ reviewerId, criterionId, rank: rankOf(levelId), agreedRank: rankOf(agreed.levelId) },
            ...{ required: rankOf(criterion.requiredLevelId), levels: criterion.levels.length },
          },
        ]
      }),
    )
  })
}
