import { exactAgreement, type Pair, tableOf, weightedKappa } from '../rating/index.js'
import type { Rubric, Score } from '../shared/rubric.js'
import type { Observation } from './calibration.js'
import type { Anchor, Tolerance } from './calibrationSet.js'

/** How far levels agree with the agreed ones: shares of judgements, one for each criterion of each anchor. */
export interface PanelAgreement {
  judgements: number
  /** Share with the very same level, 0 to 1. */
  exact: number
  /** Cohen's kappa with quadratic weights, up to 1 (Cohen 1968); undefined where nothing varies. */
  kappa?: number
}

type Answered = Omit<Observation, 'reviewId'>

/** Answers on anchors that are no longer there count for nothing. */
export function agreementWith(anchors: Anchor[], answers: Answered[], rubric: Rubric): PanelAgreement {
  const pairs = pairsWith(anchors, answers, rubric)
  const kappa = weightedKappa(tableOf(pairs, Math.max(1, ...pairs.flat().map(rank => rank + 1))))
  return { judgements: pairs.length, exact: exactAgreement(pairs) ?? 0, ...(kappa !== undefined && { kappa }) }
}

/** Given and agreed level, as ranks from 0, of each criterion of each anchor that is still there. */
export const pairsWith = (anchors: Anchor[], answers: Answered[], rubric: Rubric): Pair[] =>
  answers.flatMap(({ anchorId, scores, agreed }) => {
    const right = agreed ?? anchors.find(({ id }) => id === anchorId)?.agreed
    return right ? pairsOf(scores, right, rubric) : []
  })

/** Where every level is the same kappa says nothing, and exact agreement decides alone. */
export const isWithin = ({ exact, kappa }: PanelAgreement, tolerance: Tolerance): boolean =>
  exact >= tolerance.exactAgreement && (kappa === undefined ? exact === 1 : kappa >= tolerance.weightedKappa)

function pairsOf(given: Score[], agreed: Score[], rubric: Rubric): Pair[] {
  return rubric.flatMap(({ id, levels }) => {
    const rank = (scores: Score[]) =>
      levels.findIndex(level => level.id === scores.find(({ criterionId }) => criterionId === id)?.levelId)
    const pair: Pair = [rank(given), rank(agreed)]
    return pair.every(value => value >= 0) ? [pair] : []
  })
}
