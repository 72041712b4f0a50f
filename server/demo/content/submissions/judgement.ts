import type { DemoReview, DemoSubmission } from '../types.js'

type Judgements = Record<string, [levelId: string, words: string]>

export const reviewBy = (by: string, judgements: Judgements): DemoReview => ({
  by,
  levels: Object.entries(judgements).map(([criterionId, [levelId, comment]]) => ({ criterionId, levelId, comment })),
})

export const selfAssessed = (judgements: Judgements): DemoSubmission['selfAssessment'] =>
  Object.entries(judgements).map(([criterionId, [levelId, note]]) => ({ criterionId, levelId, note }))

/** Has said yes, and has so much of a review. */
export const atWork = (by: string, judgements: Judgements = {}): NonNullable<DemoSubmission['asked']>[number] => ({
  ...reviewBy(by, judgements),
  accepted: true,
})

/** Has not answered yet. */
export const notAnswered = (by: string): NonNullable<DemoSubmission['asked']>[number] => ({
  ...reviewBy(by, {}),
  accepted: false,
})
