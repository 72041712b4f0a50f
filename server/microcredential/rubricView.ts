import type { Rubric } from '../shared/rubric.js'

/** Rows of criteria with their steps, lowest first; the one to reach is marked. */
export function rubricView(rubric: Rubric) {
  const most = Math.max(1, ...rubric.map(({ levels }) => levels.length))
  return {
    columns: most,
    criteria: rubric.map(criterion => {
      const required = criterion.levels.findIndex(level => level.id === criterion.requiredLevelId)
      return {
        name: criterion.name,
        description: criterion.description,
        levels: criterion.levels.map((level, index) => ({
          name: level.name,
          description: level.description,
          isRequired: index === required,
          isMet: required >= 0 && index >= required,
          // A criterion with fewer steps than the others still fills its row.
          span: index === criterion.levels.length - 1 ? most - index : 1,
        })),
      }
    }),
  }
}
