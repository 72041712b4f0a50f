import { retryOnStale } from '../shared/retryOnStale.js'
import type { Rubric } from '../shared/rubric.js'
import { askToRecalibrate, type Calibration, calibrationIdOf, pauseReviewer } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'
import { type Pair, pairsMet } from './pairs.js'
import type { CalibrationStores } from './store.js'
import { type VersionScore, versionScores } from './versions.js'

/** What the two versions of the anchors of one set have shown. */
export interface Comparison {
  setId: string
  microCredentialId: string
  microCredentialVersion: number
  /** Whose signs the variants bear. */
  group: string
  /** By reviewer, oldest first. */
  reviewers: Map<string, VersionScore[]>
}

export interface ComparingDeps extends CalibrationStores {
  rubricOf(set: CalibrationSet): Promise<Rubric>
  now(): Date
}

/** For those who look whether everybody's work is read alike. */
export function comparing({ sets, calibrations, rubricOf, now }: ComparingDeps) {
  const change = (setId: string, reviewerId: string, decide: (known: Calibration) => Calibration): Promise<void> =>
    retryOnStale(async () => {
      const known = await calibrations.get(calibrationIdOf(setId, reviewerId))
      const changed = decide(known)
      if (changed !== known) await calibrations.save(changed, [])
    })

  async function comparisonOf(set: CalibrationSet, group: string): Promise<Comparison> {
    const [rubric, all] = await Promise.all([rubricOf(set), calibrations.ofSet(set.id)])
    const scored = all.map(each => [each.reviewerId, versionScores(set, each, rubric)] as const)
    const { id: setId, microCredentialId, microCredentialVersion } = set
    const reviewers = new Map(scored.filter(([, scores]) => scores.length > 0))
    return { setId, microCredentialId, microCredentialVersion, group, reviewers }
  }

  return {
    /** Of every open set that has a group. */
    async comparisons(): Promise<Comparison[]> {
      const open = await sets.open()
      return Promise.all(open.flatMap(set => (set.group ? [comparisonOf(set, set.group)] : [])))
    },
    /** The anchors that this reviewer is compared by, in both versions. */
    async pairs(setId: string, reviewerId: string): Promise<Pair[]> {
      const [set, known] = await Promise.all([sets.get(setId), calibrations.find(calibrationIdOf(setId, reviewerId))])
      return known ? pairsMet(set, known, await rubricOf(set)) : []
    },
    putAside: (setId: string, reviewerId: string) => change(setId, reviewerId, known => pauseReviewer(known, now())),
    askAgain: (setId: string, reviewerId: string) => change(setId, reviewerId, known => askToRecalibrate(known, now())),
  }
}
