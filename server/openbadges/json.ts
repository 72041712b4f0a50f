export type JsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON-LD writes a single value with or without an array around it; both mean the same. */
export function asArray(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

export function hasType(node: unknown, type: string): boolean {
  return isObject(node) && asArray(node.type).includes(type)
}

/** Whether it can be walked, compared and written without running out of stack. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every(member => isShallow(member, depth - 1))
}

/** An absent member must be absent: `undefined` neither survives JSON nor signing. */
export function defined(object: JsonObject): JsonObject {
  const present: JsonObject = {}
  for (const name of Object.keys(object)) if (object[name] !== undefined) present[name] = object[name]
  return present
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
