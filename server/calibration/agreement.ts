import type { Rubric, Score } from '../shared/rubric.js'
import type { Answer } from './calibration.js'
import type { Anchor, Tolerance } from './calibrationSet.js'
import { weightedKappa } from './kappa.js'

/** How far levels agree with the agreed ones: shares of judgements, one for each criterion of each anchor. */
export interface PanelAgreement {
  judgements: number
  /** Share with the very same level, 0 to 1. */
  exact: number
  /** Cohen's kappa with quadratic weights, up to 1 (Cohen 1968); undefined where nothing varies. */
  kappa?: number
}

/** Answers on anchors that are no longer there count for nothing. */
export function agreementWith(anchors: Anchor[], answers: Answer[], rubric: Rubric): PanelAgreement {
  const pairs = answers.flatMap(({ anchorId, scores }) => {
    const anchor = anchors.find(({ id }) => id === anchorId)
    return anchor ? pairsOf(scores, anchor.agreed, rubric) : []
  })
  const exact = pairs.length === 0 ? 0 : pairs.filter(([given, agreed]) => given === agreed).length / pairs.length
  const kappa = weightedKappa(pairs)
  return { judgements: pairs.length, exact, ...(kappa !== undefined && { kappa }) }
}

/** Where every level is the same kappa says nothing, and exact agreement decides alone. */
export const isWithin = ({ exact, kappa }: PanelAgreement, tolerance: Tolerance): boolean =>
  exact >= tolerance.exactAgreement && (kappa === undefined ? exact === 1 : kappa >= tolerance.weightedKappa)

/** Given and agreed level of each criterion, as ranks from 0. */
export function pairsOf(given: Score[], agreed: Score[], rubric: Rubric): [number, number][] {
  return rubric.flatMap(({ id, levels }) => {
    const rank = (scores: Score[]) =>
      levels.findIndex(level => level.id === scores.find(({ criterionId }) => criterionId === id)?.levelId)
    const pair: [number, number] = [rank(given), rank(agreed)]
    return pair.every(value => value >= 0) ? [pair] : []
  })
}
