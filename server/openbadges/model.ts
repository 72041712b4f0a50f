import { isObject, type JsonObject } from './json.js'

/** A small language for the shape of JSON: a rule looks at a value and names what is wrong with it, and where. */
export type Rule = (value: unknown, path: string) => Problem[]
export interface Problem {
  path: string
  problem: ProblemCode
}

/** English words for each problem; the code is a locale key. */
export const PROBLEMS = {
  required: 'is missing',
  'not-text': 'must be text',
  'not-number': 'must be a number',
  'not-boolean': 'must be true or false',
  'not-object': 'must be an object',
  'not-uri': 'must be a URI',
  'not-date-time': 'must be a date and time with a time zone',
  'not-date': 'must be a date',
  'not-allowed': 'is not one of the values that the standard allows',
  'wrong-type': 'does not have the type that the standard requires',
  'unknown-member': 'is not allowed here',
  keyword: 'is a keyword that may not stand here',
  null: 'must not be null',
  'too-deep': 'is nested too deeply',
} as const
export type ProblemCode = keyof typeof PROBLEMS

export interface Shape {
  required?: Record<string, Rule>
  optional?: Record<string, Rule>
  /** No other members are allowed. */
  closed?: boolean
}

export const text = when(value => typeof value === 'string', 'not-text')
export const number = when(value => typeof value === 'number', 'not-number')
export const boolean = when(value => typeof value === 'boolean', 'not-boolean')

export function when(isFine: (value: unknown) => boolean, problem: ProblemCode): Rule {
  return (value, path) => (isFine(value) ? [] : [{ path, problem }])
}

export function matching(pattern: RegExp, problem: ProblemCode): Rule {
  return when(value => typeof value === 'string' && pattern.test(value), problem)
}

export function oneOf(...allowed: string[]): Rule {
  return when(value => typeof value === 'string' && allowed.includes(value), 'not-allowed')
}

/** One of the words, or an extension of them, which begins with `ext:` (Open Badges 3.0, Extending and Profiling). */
export function extensible(...allowed: string[]): Rule {
  const isExtension = (value: string) => /^ext:[A-Za-z0-9.|_]/.test(value)
  return when(value => typeof value === 'string' && (allowed.includes(value) || isExtension(value)), 'not-allowed')
}

/** A type, or a set of types that holds at least one of each group. */
export function typed(...groups: string[][]): Rule {
  const isText = (value: unknown): value is string => typeof value === 'string'
  return when(value => {
    const types = Array.isArray(value) ? value : [value]
    return types.every(isText) && groups.every(group => group.some(type => types.includes(type)))
  }, 'wrong-type')
}

/** JSON-LD lets a single value stand without its array. */
export function many(rule: Rule): Rule {
  return (value, path) =>
    Array.isArray(value) ? value.flatMap((item, i) => rule(item, `${path}[${i}]`)) : rule(value, path)
}

export function either(isFirst: (value: unknown) => boolean, first: Rule, second: Rule): Rule {
  return (value, path) => (isFirst(value) ? first(value, path) : second(value, path))
}

/** For classes that contain one another. */
export function lazily(rule: () => Rule): Rule {
  return (value, path) => rule()(value, path)
}

export function object({ required = {}, optional = {}, closed = false }: Shape): Rule {
  const known = { ...required, ...optional }
  return (value, path) => {
    if (!isObject(value)) return [{ path, problem: 'not-object' }]
    return [
      ...missing(value, Object.keys(required), path),
      ...Object.entries(known).flatMap(([name, rule]) =>
        Object.hasOwn(value, name) ? rule(value[name], join(path, name)) : [],
      ),
      ...(closed ? unknownMembers(value, known, path) : []),
    ]
  }
}

function missing(value: JsonObject, names: string[], path: string): Problem[] {
  return names
    .filter(name => !Object.hasOwn(value, name))
    .map(name => ({ path: join(path, name), problem: 'required' }))
}

function unknownMembers(value: JsonObject, known: Record<string, Rule>, path: string): Problem[] {
  const unknown = Object.keys(value).filter(name => !Object.hasOwn(known, name))
  return unknown.map(name => ({ path: join(path, name), problem: 'unknown-member' }))
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name
}
