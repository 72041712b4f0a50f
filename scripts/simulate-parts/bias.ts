import {
  answerAnchor,
  type Calibration,
  newCalibration,
  nextAnchor,
  noteSeeded,
  startAttempt,
} from '../../server/calibration/calibration.js'
import { type Anchor, type CalibrationSet, newSet, openSet } from '../../server/calibration/calibrationSet.js'
import { drawVersions, type VersionScore, versionScores } from '../../server/calibration/versions.js'
import { looksAt } from '../../server/fairness/looking.js'
import { normalDraw, type Random, seededRandom } from '../../server/rating/index.js'
import type { Rubric, Score } from '../../server/shared/rubric.js'
import { CRITERIA, createWorld, judge, LEVELS, levelOf, REQUIRED, type Reviewer, work } from './world.js'

export const HARSHER = 0.4
/** Ten in a test and five between reviews: sixty scores on four criteria. */
const TESTED = 10
const SEEDED = 5
const TRAINING = 2
/** How many other people have scored the same anchors. */
const COLLEAGUES = 40
/** Tried on one set of anchors, each beside the same colleagues. */
const TRIED_ON_A_SET = 20
const AT = new Date(0)

export interface BiasFigures {
  power: number
  falseAlarm: number
}

export interface BiasStudy {
  seed: number
  runs: number
  /** How far a reviewer's impression of a whole anchor colours all their scores of it (a standard deviation, in levels). */
  impression?: number
}

/**
 * How often the look at sixty scores finds a typical reviewer who is harsher by 0.4 of a level on one group, and one
 * who is not: by the rules of the rooms themselves, from the draw of the versions to the finding.
 */
export function biasFigures({ seed, runs, impression = 0 }: BiasStudy): BiasFigures {
  const random = seededRandom(seed)
  const found = { power: 0, falseAlarm: 0 }
  for (let run = 0; run < runs; run += TRIED_ON_A_SET) {
    const house = aHouse(random, impression)
    for (let each = 0; each < TRIED_ON_A_SET; each++) {
      found.power += Number(isFound(house, each, HARSHER))
      found.falseAlarm += Number(isFound(house, each, 0))
    }
  }
  return { power: found.power / runs, falseAlarm: found.falseAlarm / runs }
}

interface House {
  random: Random
  impression: number
  set: CalibrationSet
  qualities: Map<string, Float64Array>
  own: Reviewer[]
  colleagues: [string, VersionScore[]][]
}

function aHouse(random: Random, impression: number): House {
  const { reviewers } = createWorld({ seed: Math.floor(random() * 2 ** 31), submissions: 0 })
  const qualities = new Map<string, Float64Array>()
  const anchors = Array.from({ length: TRAINING + TESTED + SEEDED }, (_, index) => {
    qualities.set(`a${index}`, besideTheLine(random))
    return anAnchor(`a${index}`, index, qualities.get(`a${index}`)!)
  })
  const about = { id: 'set', microCredentialId: 'one', microCredentialVersion: 1, rubricDigest: '' }
  const set = openSet({ ...newSet(about), anchors, group: 'one group' })
  const own = reviewers.slice(COLLEAGUES, COLLEAGUES + TRIED_ON_A_SET).map(each => ({ ...each, noise: 0.5 }))
  const house: House = { random, impression, set, qualities, own, colleagues: [] }
  const colleagues = reviewers.slice(0, COLLEAGUES).map((each, index) => scoredBy(house, `c${index}`, each, 0))
  return { ...house, colleagues }
}

function isFound(house: House, index: number, harsher: number): boolean {
  const { set, own, colleagues, random } = house
  const id = `own ${Math.floor(random() * 2 ** 31)}`
  const about = { setId: set.id, microCredentialId: 'one', microCredentialVersion: 1, group: set.group! }
  const reviewers = new Map([...colleagues, scoredBy(house, id, own[index]!, harsher)])
  const looks = looksAt({ ...about, reviewers }, [id]).get(id) ?? []
  return looks.some(({ found }) => found)
}

const scoredBy = (house: House, id: string, reviewer: Reviewer, harsher: number): [string, VersionScore[]] => [
  id,
  versionScores(house.set, calibrate(house, id, reviewer, harsher), RUBRIC),
]

/** Through the training and the test, and then the anchors between reviews. */
function calibrate(house: House, id: string, reviewer: Reviewer, harsher: number): Calibration {
  const { set } = house
  let calibration = startAttempt(newCalibration(set, id), set, AT)
  for (let next = nextAnchor(calibration, set); next; next = nextAnchor(calibration, set)) {
    const scores = scoresOf(house, reviewer, next.id, calibration, harsher)
    calibration = answerAnchor(calibration, set, { anchorId: next.id, scores, at: AT }, RUBRIC)
  }
  for (const { id: anchorId } of set.anchors.filter(({ use }) => use === 'queue')) {
    calibration = drawVersions(calibration, set, [anchorId], AT)
    const scores = scoresOf(house, reviewer, anchorId, calibration, harsher)
    calibration = noteSeeded(calibration, { anchorId, reviewId: anchorId, scores, at: AT })
  }
  return calibration
}

function scoresOf(
  house: House,
  reviewer: Reviewer,
  anchorId: string,
  { drawn }: Calibration,
  harsher: number,
): Score[] {
  const { random, impression, qualities } = house
  const isOfGroup = drawn?.some(each => each.anchorId === anchorId && each.version === 'variant') ?? false
  const coloured = reviewer.severity + impression * normalDraw(random) + (isOfGroup ? harsher : 0)
  return asScores(judge({ ...reviewer, severity: coloured }, qualities.get(anchorId)!, 0, random))
}

const RUBRIC: Rubric = Array.from({ length: CRITERIA }, (_, criterion) => ({
  ...{ id: `c${criterion}`, name: '', description: '', requiredLevelId: `l${REQUIRED}` },
  levels: Array.from({ length: LEVELS }, (_, level) => ({ id: `l${level}`, name: '', description: '', points: level })),
}))

const asScores = (levels: number[]): Score[] =>
  levels.map((level, criterion) => ({ criterionId: `c${criterion}`, levelId: `l${level}` }))

function anAnchor(id: string, index: number, quality: Float64Array): Anchor {
  const agreed = asScores([...quality].map(levelOf)).map(score => ({ ...score, reason: '' }))
  const use = index < TRAINING ? 'training' : index < TRAINING + TESTED ? 'test' : 'queue'
  const added = { addedBy: '', addedAt: AT }
  return { id, use, agreed, evidence: [], ...added, variant: { texts: {}, ...added } }
}

/** Anchors for this lie a level above or below the line: there a difference shows, and there it decides. */
function besideTheLine(random: Random): Float64Array {
  for (;;) {
    const quality = work(random)
    if (quality.every(each => [REQUIRED - 1, REQUIRED].includes(levelOf(each)))) return quality
  }
}
