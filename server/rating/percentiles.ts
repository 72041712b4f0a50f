/** The value below which this share of the values lies, between neighbours in proportion (Hyndman and Fan 1996, type 7). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** NaN of no values. */
export const median = (values: number[]): number => percentile(values, 0.5)

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
