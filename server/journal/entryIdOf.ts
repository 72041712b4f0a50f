import { NotFound } from '../shared/errors.js'
import { isId } from '../shared/ids.js'

/** Entries get their id from the form that begins them: it must be one of ours. */
export function entryIdOf({ id = '' }: Record<string, string | string[] | undefined>): string {
  if (typeof id !== 'string' || !isId(id)) throw new NotFound('No such entry')
  return id
}
