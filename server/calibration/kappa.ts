/** Temporary. */
export function weightedKappa(pairs: [number, number][]): number {
  const [given, agreed] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)]
  const observed = pairs.reduce((sum, [a, b]) => sum + (a - b) ** 2, 0) / pairs.length
  let expected = 0
  for (const a of given) for (const b of agreed) expected += (a - b) ** 2
  return 1 - observed / (expected / pairs.length ** 2)
}
