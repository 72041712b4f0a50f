import { type GroupedScore, leanings, mean, type Random, seededRandom } from '../../server/rating/index.js'
import { createWorld, judge, levelOf, REQUIRED, type Reviewer, work } from './world.js'

export const ANCHOR_SCORES = 60
export const HARSHER = 0.4
const GROUP = 'one group'
const OTHERS = 'another'
/** How many other people have scored the same anchor. */
const COLLEAGUES = 40

export interface BiasFigures {
  power: number
  falseAlarm: number
}

/** How often 60 anchor scores find a typical reviewer who is harsher by 0.4 of a level on one group, and one who is not. */
export function biasFigures(seed: number, runs: number): BiasFigures {
  const random = seededRandom(seed)
  const found = (harsher: number) =>
    Array.from({ length: runs }, () => isFound(harsher, random)).filter(Boolean).length / runs
  return { power: found(HARSHER), falseAlarm: found(0) }
}

function isFound(harsher: number, random: Random): boolean {
  const { reviewers } = createWorld({ seed: Math.floor(random() * 2 ** 31), submissions: 0 })
  const colleagues = reviewers.slice(0, COLLEAGUES)
  const own = { ...reviewers[COLLEAGUES]!, noise: 0.5 }
  const scores = Array.from({ length: ANCHOR_SCORES }, (_, index) => {
    const group = index % 2 === 0 ? GROUP : OTHERS
    return anchorScore(group, { ...own, severity: own.severity + (group === GROUP ? harsher : 0) }, colleagues, random)
  })
  return leanings(scores).find(({ group }) => group === GROUP)!.found
}

function anchorScore(group: string, own: Reviewer, colleagues: Reviewer[], random: Random): GroupedScore {
  const quality = besideTheLine(random)
  const agreed = levelOf(quality[0]!)
  const below = (reviewer: Reviewer) => agreed - judge(reviewer, quality, 0, random)[0]!
  return { group, below: below(own), usual: mean(colleagues.map(below)) }
}

/** Anchors for this lie a level above or below the line: there a difference shows, and there it decides. */
function besideTheLine(random: Random): Float64Array {
  for (;;) {
    const quality = work(random).slice(0, 1)
    if ([REQUIRED - 1, REQUIRED].includes(levelOf(quality[0]!))) return quality
  }
}
