import { type Criterion, isMet, type Rubric, type Score } from '../shared/rubric.js'
import type { Highlight } from './highlight.js'

/** Concur on met or not met of every criterion, and it is decided: issue 5, "two concur". */
export const CONCURRING_REVIEWS_NEEDED = 2

export type Outcome = 'earned' | 'notYet'

/** One reviewer's level for one criterion, and why. */
export interface Judgement extends Score {
  comment: string
  /** What in the evidence it points at. */
  highlights?: Highlight[]
}

/** What the earner reads about one criterion. Comments carry no name and no order that would tell one. */
export interface CriterionFeedback {
  criterionId: string
  levelId: string
  met: boolean
  carriedOver: boolean
  comments: string[]
  highlights?: Highlight[]
}

export interface Decision {
  outcome: Outcome
  by: 'agreement' | 'adjudication' | 'model'
  scores: Score[]
  feedback: CriterionFeedback[]
  at: Date
}

export type Verdict = Omit<Decision, 'at'>

/** Met once is met for good: an earlier attempt's criteria are not judged again. */
export function criteriaToJudge(rubric: Rubric, carriedOver: Score[]): Rubric {
  const met = new Set(carriedOver.map(score => score.criterionId))
  return rubric.filter(criterion => !met.has(criterion.id))
}

/** Whether two reviewers say the same about met or not met of every criterion; the level may differ. */
export function concur(toJudge: Rubric, one: Score[], other: Score[]): boolean {
  return toJudge.every(criterion => differsOn(criterion, one, other) === false)
}

export function differsOn(criterion: Criterion, one: Score[], other: Score[]): boolean {
  return isMet(criterion, levelIn(one, criterion)) !== isMet(criterion, levelIn(other, criterion))
}

/**
 * Two who concur may still have chosen different levels on the same side of the line. The lower one stands:
 * a level is claimed in public only when both vouch for it.
 */
export function decideByAgreement(rubric: Rubric, carriedOver: Score[], panel: [Judgement[], Judgement[]]): Verdict {
  const scores = criteriaToJudge(rubric, carriedOver).map(criterion => ({
    criterionId: criterion.id,
    levelId: lowerLevel(
      criterion,
      panel.map(judgements => levelIn(judgements, criterion)!),
    ),
  }))
  return verdict('agreement', rubric, carriedOver, scores, panel)
}

/** The adjudicator's levels stand. Of the panel's comments, those that say the same reach the earner. */
export function decideByRuling(
  rubric: Rubric,
  carriedOver: Score[],
  ruling: Judgement[],
  panel: Judgement[][],
): Verdict {
  const scores = criteriaToJudge(rubric, carriedOver).map(criterion => ({
    criterionId: criterion.id,
    levelId: levelIn(ruling, criterion)!,
  }))
  return verdict('adjudication', rubric, carriedOver, scores, [ruling, ...panel])
}

/** How probable the model thinks that all criteria, and each of them, are met. */
export interface Probabilities {
  allMet: number
  met: { criterionId: string; probability: number }[]
}

/**
 * By the posterior. A "not yet" names at least one criterion: the least probable. The level that stands is the lowest
 * that a reviewer chose on the decided side of the line; undefined where no reviewer is on that side.
 */
export function decideByModel(
  rubric: Rubric,
  carriedOver: Score[],
  panel: Judgement[][],
  { allMet, met }: Probabilities,
): Verdict | undefined {
  const least = Math.min(...met.map(({ probability }) => probability))
  const isFoundMet = ({ id }: Criterion) => {
    const { probability } = met.find(({ criterionId }) => criterionId === id)!
    return probability >= 0.5 && (allMet >= 0.5 || probability > least)
  }
  const scores = criteriaToJudge(rubric, carriedOver).flatMap(criterion => {
    const chosen = panel.map(judgements => levelIn(judgements, criterion)!)
    const onThatSide = chosen.filter(levelId => isMet(criterion, levelId) === isFoundMet(criterion))
    return onThatSide.length > 0 ? [{ criterionId: criterion.id, levelId: lowerLevel(criterion, onThatSide) }] : []
  })
  const isShared = scores.length === criteriaToJudge(rubric, carriedOver).length
  return isShared ? verdict('model', rubric, carriedOver, scores, panel) : undefined
}

function verdict(
  by: Verdict['by'],
  rubric: Rubric,
  carriedOver: Score[],
  judged: Score[],
  reviews: Judgement[][],
): Verdict {
  const scores = rubric.map(criterion => find(judged, criterion) ?? find(carriedOver, criterion)!)
  const feedback = rubric.map(criterion => feedbackOn(criterion, judged, carriedOver, reviews))
  const outcome = feedback.every(({ met }) => met) ? 'earned' : 'notYet'
  return { outcome, by, scores: scores.map(({ criterionId, levelId }) => ({ criterionId, levelId })), feedback }
}

function feedbackOn(
  criterion: Criterion,
  judged: Score[],
  carriedOver: Score[],
  reviews: Judgement[][],
): CriterionFeedback {
  const criterionId = criterion.id
  const score = find(judged, criterion)
  if (!score) {
    const { levelId } = find(carriedOver, criterion)!
    return { criterionId, levelId, met: true, carriedOver: true, comments: [] }
  }
  const met = isMet(criterion, score.levelId)
  const said = reviews
    .map(judgements => find(judgements, criterion)!)
    .filter(judgement => isMet(criterion, judgement.levelId) === met)
  const comments = said.map(({ comment }) => comment)
  const highlights = said.flatMap(judgement => judgement.highlights ?? [])
  const pinned = highlights.length > 0 ? { highlights } : {}
  return { criterionId, levelId: score.levelId, met, carriedOver: false, comments, ...pinned }
}

const find = <T extends Score>(scores: T[], criterion: Criterion) =>
  scores.find(score => score.criterionId === criterion.id)

const levelIn = (scores: Score[], criterion: Criterion) => find(scores, criterion)?.levelId

const lowerLevel = (criterion: Criterion, levelIds: string[]) =>
  criterion.levels.find(level => levelIds.includes(level.id))!.id
