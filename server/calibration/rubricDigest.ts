import { createHash } from 'node:crypto'
import type { Rubric } from '../shared/rubric.js'

/** Names what reviewers judge by: the same for every version of a micro-credential whose rubric did not change. */
export function rubricDigestOf(rubric: Rubric): string {
  const judged = rubric.map(({ id, name, description, levels, requiredLevelId }) => [
    ...[id, name, description, requiredLevelId],
    levels.map(level => [level.id, level.name, level.description]),
  ])
  return createHash('sha256').update(JSON.stringify(judged)).digest('hex')
}
