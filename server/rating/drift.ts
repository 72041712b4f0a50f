/** A reviewer's anchor score as they come in: how many levels it lay below the agreed one. */
export interface DriftInput {
  /** Oldest first. */
  below: number[]
  /** What was usual of this reviewer when they were calibrated, and how far their scores strayed from it. */
  usual: number
  sd: number
}

export interface Drift {
  /** The number of the score, from 1, at which re-calibration was called for. */
  at: number
  direction: 'harsher' | 'milder'
}

/** Half of a level is the change looked for; with a usual spread of 0.65 of a level, half of it is 0.4 of a spread. */
const ALLOWANCE = 0.4
/** Chosen so that a steady reviewer is called back about once in 700 anchor scores (measured in a test). */
const LIMIT = 7

/**
 * Whether a reviewer has drifted since calibration: two cumulative sums (Page 1954), one towards harsher and one towards
 * milder. Small steady changes add up, chance ones cancel out. Undefined while nothing calls for re-calibration.
 */
export function findDrift({ below, usual, sd }: DriftInput): Drift | undefined {
  let [harsher, milder] = [0, 0]
  for (const [index, each] of below.entries()) {
    const deviation = (each - usual) / sd
    harsher = Math.max(0, harsher + deviation - ALLOWANCE)
    milder = Math.max(0, milder - deviation - ALLOWANCE)
    if (harsher > LIMIT || milder > LIMIT) return { at: index + 1, direction: harsher > LIMIT ? 'harsher' : 'milder' }
  }
  return undefined
}
