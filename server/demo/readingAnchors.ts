import type { Anchor, Calibration } from '../calibration/index.js'
import type { Rubric, Score } from '../shared/rubric.js'
import type { DemoReading } from './content/types.js'

/** Somebody who reads anchors in their own way: what they saw the answer of before, they remember. */
export function readerOf(reading: DemoReading, rubric: Rubric) {
  const due = { plain: reading.plain, other: reading.other }
  const remembered = new Set<string>()

  /** One level below the agreed one whenever that is due, or as soon as there is one below. */
  function judge(version: 'plain' | 'other', { criterionId, levelId }: Score): Score {
    const { levels } = rubric.find(({ id }) => id === criterionId)!
    const below = levels[levels.findIndex(({ id }) => id === levelId) - 1]
    due[version] -= 1
    if (due[version] > 0 || !below) return { criterionId, levelId }
    due[version] += reading[version]
    return { criterionId, levelId: below.id }
  }

  return ({ id, use, agreed }: Anchor, { drawn = [] }: Calibration): Score[] => {
    const isKnown = use === 'training' || remembered.has(id)
    const isOther = drawn.some(({ anchorId, version }) => anchorId === id && version === 'variant')
    remembered.add(id)
    return agreed.map(({ criterionId, levelId }) =>
      isKnown ? { criterionId, levelId } : judge(isOther ? 'other' : 'plain', { criterionId, levelId }),
    )
  }
}
