import { type HighlightView, highlightViews, type Submission } from '../review/index.js'
import { levelOf, type Rubric } from '../shared/rubric.js'

export interface FeedbackView {
  name: string
  level?: string
  met: boolean
  carriedOver: boolean
  comments: string[]
  highlights: HighlightView[]
}

/** Criterion by criterion, in the reviewers' words; nothing says which reviewer said what. */
export function feedbackView({ decision, claimId, number, evidence }: Submission, rubric: Rubric): FeedbackView[] {
  const path = `/claims/${claimId}/attempts/${number}`
  return (decision?.feedback ?? []).flatMap(({ criterionId, levelId, met, carriedOver, comments, highlights = [] }) => {
    const criterion = rubric.find(({ id }) => id === criterionId)
    const level = criterion && levelOf(criterion, levelId)?.name
    const pinned = { highlights: highlightViews(highlights, evidence, path) }
    return criterion ? [{ name: criterion.name, met, carriedOver, comments, ...pinned, ...(level && { level }) }] : []
  })
}

/** What the newest decided attempt was told; undefined before there is one. */
export function latestFeedback(submissions: Submission[], rubric: Rubric) {
  const decided = submissions.findLast(({ decision }) => decision)
  return decided && { number: decided.number, at: decided.decision!.at, criteria: feedbackView(decided, rubric) }
}
