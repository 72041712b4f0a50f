import {
  type Estimates,
  estimateOf,
  type Population,
  type ReviewerParameters,
  type ReviewScore,
  unknownReviewer,
  type Weighing,
  weighReviews,
} from '../rating/index.js'
import type { Rubric, Score } from '../shared/rubric.js'
import { criteriaToJudge } from './decision.js'
import type { Review, Submission } from './submission.js'

/** Estimates as they were at one time, kept for good so that what was decided by them can be computed again. */
export interface KeptEstimates extends Estimates {
  id: string
  at: Date
}

/** What the model was given and what it said, once all of a panel had locked: enough to compute it again. */
export interface PanelWeighing extends Weighing {
  at: Date
  model: Estimates['model']
  /** Absent while nothing had been estimated yet. */
  estimatesId?: string
  population: Population
  reviewers: (ReviewerParameters & { reviewId: string })[]
  next: ReviewerParameters
}

type Given = Omit<PanelWeighing, keyof Weighing>

export function weighPanel(
  submission: Submission,
  panel: Review[],
  rubric: Rubric,
  estimates: KeptEstimates | Estimates,
  at: Date,
): PanelWeighing {
  const { model, population, pool } = estimates
  const given = {
    ...{ at, model, population, next: parametersOf(unknownReviewer('', pool)) },
    ...('id' in estimates && { estimatesId: estimates.id }),
    reviewers: panel.map(({ id, reviewerId }) => ({
      reviewId: id,
      ...parametersOf(estimateOf(estimates, reviewerId)),
    })),
  }
  return { ...given, ...weigh(submission, rubric, given) }
}

/** What a recorded weighing says when it is computed again from what is recorded. */
export const weighAgain = (submission: Submission, rubric: Rubric, recorded: PanelWeighing): Weighing =>
  weigh(submission, rubric, recorded)

function weigh(submission: Submission, rubric: Rubric, { population, reviewers, next }: Given): Weighing {
  const toJudge = criteriaToJudge(rubric, submission.carriedOver)
  const reviews = reviewers.map(reviewer => ({
    reviewer,
    scores: reviewScores(toJudge, submission.reviews.find(({ id }) => id === reviewer.reviewId)!.judgements),
  }))
  return weighReviews({ population, reviews, next })
}

/** Levels as ranks, in the order of the rubric. */
export function reviewScores(rubric: Rubric, scores: Score[]): ReviewScore[] {
  return rubric.flatMap(({ id: criterionId, levels, requiredLevelId }) => {
    const chosen = scores.find(score => score.criterionId === criterionId)
    const rank = levels.findIndex(({ id }) => id === chosen?.levelId)
    const required = levels.findIndex(({ id }) => id === requiredLevelId)
    return rank < 0 ? [] : [{ criterionId, rank, required, levels: levels.length }]
  })
}

const parametersOf = ({ severity, severitySd, noise }: ReviewerParameters) => ({ severity, severitySd, noise })
