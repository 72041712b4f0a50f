/** The standard normal distribution function; error below 1.2e-7 (Abramowitz and Stegun's form, Numerical Recipes 6.2). */
export function normalBelow(x: number): number {
  if (x > 8) return 1
  if (x < -8) return 0
  const t = 1 / (1 + Math.abs(x) / (2 * Math.SQRT2))
  let series = 0
  for (let power = COEFFICIENTS.length - 1; power >= 0; power--) series = series * t + COEFFICIENTS[power]!
  const tail = (t * Math.exp((-x * x) / 2 + series)) / 2
  return x >= 0 ? 1 - tail : tail
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
]

/** The value below which a standard normal draw lies with this chance; by bisection, to 1e-9. */
export function normalQuantile(chance: number): number {
  let [low, high] = [-8, 8]
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (normalBelow(middle) < chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}
