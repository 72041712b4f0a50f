/** One figure: a ratio of two things measured in the same run. */
export interface Row {
  group: string
  name: string
  ratio: number
  /** What it is held to, such as `>= 50`; empty while a first figure is all there is. */
  goal: string
  runs: number
}

export type Bench = () => Promise<Row[]>

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

export const round = (ratio: number) => Number(ratio.toPrecision(3))

export function meets({ ratio, goal }: Row): boolean {
  const [sign, bound] = goal.split(' ')
  if (sign === '>=') return ratio >= Number(bound)
  if (sign === '<=') return ratio <= Number(bound)
  return true
}
