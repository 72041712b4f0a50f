import type { DemoReview, DemoSubmission } from '../types.js'

type Judgements = Record<string, [levelId: string, words: string]>

export const reviewBy = (by: string, judgements: Judgements): DemoReview => ({
  by,
  levels: Object.entries(judgements).map(([criterionId, [levelId, comment]]) => ({ criterionId, levelId, comment })),
})

export const selfAssessed = (judgements: Judgements): DemoSubmission['selfAssessment'] =>
  Object.entries(judgements).map(([criterionId, [levelId, note]]) => ({ criterionId, levelId, note }))
