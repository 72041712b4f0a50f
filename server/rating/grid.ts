/** Quality is integrated over a grid of midpoints, in levels above the line; the line itself lies between two of them. */
export const QUALITIES = evenly(-3.875, 0.25, 32)
/** Where quality that meets the criterion begins in QUALITIES. */
export const FIRST_MET = 16
/** An earner's ability, in the same unit. Criteria spread around it by about a step, so wider steps lose nothing. */
export const ABILITIES = evenly(-3, 0.5, 14)

export function evenly(from: number, step: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => from + step * index)
}

// Plain loops: the methods of typed arrays that take a function cost many times as much.

export function multiplyBy(values: Float64Array, factors: Float64Array): void {
  for (let index = 0; index < values.length; index++) values[index]! *= factors[index]!
}

export function sum(values: Float64Array): number {
  let total = 0
  for (let index = 0; index < values.length; index++) total += values[index]!
  return total
}
