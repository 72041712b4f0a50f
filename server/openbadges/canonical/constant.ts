const constants = new WeakSet<object>()

/** Freezes it to the bottom, and for good: what was found out about it once stays true. */
export function constant<T extends object>(value: T): T {
  constants.add(frozen(value))
  return value
}

export function isConstant(value: object): boolean {
  return constants.has(value)
}

export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}
