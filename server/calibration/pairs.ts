import type { Rubric } from '../shared/rubric.js'
import type { Calibration } from './calibration.js'
import { type Anchor, anchorIn, type CalibrationSet, wordsOf } from './calibrationSet.js'
import { type Drawn, type VersionScore, versionScores } from './versions.js'

/** An anchor in its two versions, and how somebody who met one of them judged it. */
export interface Pair {
  met: Drawn['version']
  /** The pieces that the two tell differently. */
  told: { plain: string; variant: string }[]
  judged: { criterion: string; agreed: string; given: string; isSame: boolean }[]
}

/** Those that are compared, in the order in which they were scored. */
export function pairsMet(set: CalibrationSet, calibration: Calibration, rubric: Rubric): Pair[] {
  const scores = versionScores(set, calibration, rubric)
  const ids = [...new Set(scores.map(({ anchorId }) => anchorId))]
  return ids.map(id =>
    pairOf(
      anchorIn(set, id),
      scores.filter(({ anchorId }) => anchorId === id),
      rubric,
    ),
  )
}

const pairOf = (anchor: Anchor, scores: VersionScore[], rubric: Rubric): Pair => ({
  met: scores[0]!.isVariant ? 'variant' : 'plain',
  told: toldTwice(anchor),
  judged: scores.map(score => judgedOf(anchor, score, rubric)),
})

function toldTwice({ evidence, variant }: Anchor): Pair['told'] {
  const told = evidence.map(({ id, text = '' }) => ({ plain: text, variant: variant?.texts[id] ?? text }))
  return told.filter(({ plain, variant: other }) => wordsOf(plain) !== wordsOf(other))
}

function judgedOf({ agreed }: Anchor, { criterionId, below }: VersionScore, rubric: Rubric): Pair['judged'][number] {
  const { name, levels } = rubric.find(({ id }) => id === criterionId)!
  const right = agreed.find(score => score.criterionId === criterionId)!
  const rank = levels.findIndex(({ id }) => id === right.levelId)
  return { criterion: name, agreed: levels[rank]!.name, given: levels[rank - below]!.name, isSame: below === 0 }
}
