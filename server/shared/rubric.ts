/** One step on a criterion (OB 3.0 `RubricCriterionLevel`), lowest first in its criterion. */
export interface Level {
  id: string
  name: string
  description: string
  points: number
}

/** One judged aspect (OB 3.0 `ResultDescription`); it is met from `requiredLevelId` upwards. */
export interface Criterion {
  id: string
  name: string
  description: string
  levels: Level[]
  requiredLevelId: string
  /** Sentences that reviewers may use, one a line. */
  phrases?: string
}

export type Rubric = Criterion[]

/** The level that was chosen for one criterion. */
export interface Score {
  criterionId: string
  levelId: string
}

const rank = (criterion: Criterion, levelId: string) => criterion.levels.findIndex(level => level.id === levelId)

export function isMet(criterion: Criterion, levelId: string | undefined): boolean {
  const reached = levelId === undefined ? -1 : rank(criterion, levelId)
  return reached >= 0 && reached >= rank(criterion, criterion.requiredLevelId)
}

export function levelOf(criterion: Criterion, levelId: string | undefined): Level | undefined {
  return criterion.levels.find(level => level.id === levelId)
}

export function metCriteria(rubric: Rubric, scores: Score[]): string[] {
  const chosen = new Map(scores.map(score => [score.criterionId, score.levelId]))
  return rubric.filter(criterion => isMet(criterion, chosen.get(criterion.id))).map(criterion => criterion.id)
}

export function isFullyScored(rubric: Rubric, scores: Score[]): boolean {
  const chosen = new Map(scores.map(score => [score.criterionId, score.levelId]))
  return rubric.every(criterion => levelOf(criterion, chosen.get(criterion.id)) !== undefined)
}
