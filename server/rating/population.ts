import { ABILITIES, QUALITIES } from './grid.js'

/** How earners' work is spread, in levels above the line. */
export interface Population {
  abilityMean: number
  abilitySd: number
  /** How far one criterion of an earner lies from the earner's ability. */
  criterionSd: number
}

/** Before anything has been reviewed: half of the work is good enough, and we know little about it. */
export const UNKNOWN_POPULATION: Population = { abilityMean: 0, abilitySd: 1, criterionSd: 0.6 }

/** The population on the grid: the chance of each ability, and for each ability (a row) of each quality. */
export interface PopulationGrid {
  abilities: Float64Array
  qualities: Float64Array
}

export function gridOf({ abilityMean, abilitySd, criterionSd }: Population): PopulationGrid {
  const rows = [...ABILITIES].map(ability => bell(QUALITIES, ability, criterionSd))
  const qualities = Float64Array.from(rows.flatMap(row => [...row]))
  return { abilities: bell(ABILITIES, abilityMean, abilitySd), qualities }
}

/** The chance of each quality for an earner of whom nothing is known. */
export function qualityChances({ abilities, qualities }: PopulationGrid): Float64Array {
  return Float64Array.from(QUALITIES, (_, quality) =>
    abilities.reduce((sum, chance, ability) => sum + chance * qualities[ability * QUALITIES.length + quality]!, 0),
  )
}

function bell(points: Float64Array, mean: number, sd: number): Float64Array {
  const heights = points.map(point => Math.exp(-0.5 * ((point - mean) / sd) ** 2))
  const total = heights.reduce((sum, height) => sum + height, 0)
  return heights.map(height => height / total)
}
