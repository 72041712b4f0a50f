/** Cohen's kappa with squared distances (Cohen 1968) of pairs of ranks. Undefined where chance alone would agree. */
export function weightedKappa(pairs: [number, number][]): number | undefined {
  const observed = pairs.reduce((sum, [one, other]) => sum + (one - other) ** 2, 0) / pairs.length
  const chance = pairs.flatMap(([one]) => pairs.map(([, other]) => (one - other) ** 2))
  const expected = chance.reduce((sum, square) => sum + square, 0) / chance.length
  return expected > 0 ? 1 - observed / expected : undefined
}
