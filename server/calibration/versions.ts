import { createHash } from 'node:crypto'
import type { Evidence } from '../review/index.js'
import type { Rubric } from '../shared/rubric.js'
import { pairsWith } from './agreement.js'
import type { Calibration } from './calibration.js'
import type { Anchor, CalibrationSet } from './calibrationSet.js'

/** Which version of an anchor one reviewer met. */
export interface Drawn {
  anchorId: string
  version: 'plain' | 'variant'
  at: Date
}

/** One criterion of an anchor that has two versions, as one reviewer scored it. */
export interface VersionScore {
  anchorId: string
  criterionId: string
  isVariant: boolean
  /** How many levels it lay below the agreed one. */
  below: number
  at: Date
}

/**
 * Draws by lot which version of these anchors a reviewer meets, of each as many as of the other. An anchor that was
 * scored before keeps the version it had, so that nobody meets both.
 */
export function drawVersions(
  calibration: Calibration,
  set: CalibrationSet,
  anchorIds: string[],
  at: Date,
): Calibration {
  const { attempts, seeded, drawn: before = [] } = calibration
  const scored = [...attempts.flatMap(({ answers }) => answers), ...seeded, ...before]
  const met = new Set(scored.map(({ anchorId }) => anchorId))
  const hasTwo = (anchorId: string) => set.anchors.some(({ id, variant }) => id === anchorId && variant !== undefined)
  const toDraw = set.group ? anchorIds.filter(id => !met.has(id) && hasTwo(id)) : []
  if (toDraw.length === 0) return calibration
  const drawn = [...before]
  for (const anchorId of toDraw)
    drawn.push({ anchorId, version: nextVersion(drawn, `${calibration.id} ${anchorId}`), at })
  return { ...calibration, drawn }
}

function nextVersion(drawn: Drawn[], lot: string): Drawn['version'] {
  const variants = drawn.filter(({ version }) => version === 'variant').length
  const more = drawn.length - 2 * variants
  const isHeads = createHash('sha256').update(`${lot} version`).digest()[0]! % 2 === 0
  return more > 0 || (more === 0 && isHeads) ? 'variant' : 'plain'
}

/** What this reviewer sees of an anchor. */
export function evidenceShown({ id, evidence, variant }: Anchor, calibration: Calibration | undefined): Evidence[] {
  const drawn = calibration?.drawn?.find(({ anchorId }) => anchorId === id)
  return drawn?.version === 'variant' && variant ? withTexts(evidence, variant.texts) : evidence
}

export const withTexts = (evidence: Evidence[], texts: Record<string, string>): Evidence[] =>
  evidence.map(piece => (texts[piece.id] === undefined ? piece : { ...piece, text: texts[piece.id]! }))

/**
 * What a reviewer's scores say about the two versions, oldest first: of each anchor the first time only, and nothing
 * that was drawn before its versions were written as they are.
 */
export function versionScores(set: CalibrationSet, calibration: Calibration, rubric: Rubric): VersionScore[] {
  const seen = new Set<string>()
  return answersIn(calibration).flatMap(answer => {
    const { anchorId, at } = answer
    const drawn = calibration.drawn?.find(each => each.anchorId === anchorId)
    const anchor = set.anchors.find(({ id }) => id === anchorId)
    const isOfThisPair = drawn && anchor?.variant && drawn.at >= anchor.variant.addedAt
    if (!isOfThisPair || seen.has(anchorId)) return []
    seen.add(anchorId)
    return rubric.flatMap(criterion =>
      pairsWith([anchor], [answer], [criterion]).map(([given, agreed]) => ({
        ...{ anchorId, criterionId: criterion.id, at },
        ...{ isVariant: drawn.version === 'variant', below: agreed - given },
      })),
    )
  })
}

/** In tests and between reviews; training tells at once what was agreed. */
function answersIn({ attempts, seeded }: Calibration) {
  const tested = attempts.flatMap(({ answers, test }) => answers.filter(({ anchorId }) => test.includes(anchorId)))
  return [...tested, ...seeded].sort((one, other) => one.at.getTime() - other.at.getTime())
}
