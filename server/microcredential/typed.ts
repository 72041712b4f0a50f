/** A number as people type it, with a comma or a point; undefined for anything else. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

export function isNumberIn(text: string, { min, max }: { min: number; max: number }, { whole = false } = {}): boolean {
  const value = numberOf(text)
  return value !== undefined && value >= min && value <= max && (!whole || Number.isInteger(value))
}

/** Only addresses that are safe to print as a link. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
