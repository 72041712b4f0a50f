import { NotFound } from '../shared/errors.js'

export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new NotFound(`No such ${what}`)
  return thing
}
