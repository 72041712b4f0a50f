import { Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated, Unavailable } from '../shared/errors.js'
import { expected, type Kind } from './expected.js'

/** Imsx_StatusInfo of Open Badges 3.0, 6.5, and the HTTP status that goes with it. */
export interface ImsxAnswer {
  status: number
  body: {
    imsx_codeMajor: 'failure'
    imsx_severity: 'error'
    imsx_description: string
    imsx_codeMinor: {
      imsx_codeMinorField: { imsx_codeMinorFieldName: string; imsx_codeMinorFieldValue: CodeMinor }[]
    }
  }
}

export type CodeMinor =
  | 'forbidden'
  | 'internal_server_error'
  | 'invalid_data'
  | 'invalid_query_parameter'
  | 'not_acceptable'
  | 'not_allowed'
  | 'not_found'
  | 'server_busy'
  | 'unauthorizedrequest'

/** A query that says something we do not understand; `field` names the parameter. */
export class InvalidQuery extends Invalid {}

const ANSWERS = new Map<Kind, [number, CodeMinor]>([
  [InvalidQuery, [400, 'invalid_query_parameter']],
  [Invalid, [400, 'invalid_data']],
  [Unauthenticated, [401, 'unauthorizedrequest']],
  [Forbidden, [403, 'forbidden']],
  [NotFound, [404, 'not_found']],
  [Conflict, [409, 'not_allowed']],
  [TooMany, [429, 'server_busy']],
  [Unavailable, [503, 'server_busy']],
])

/** An expected failure in the words of 1EdTech; undefined for a bug. */
export function imsxAnswer(error: unknown): ImsxAnswer | undefined {
  const known = expected(error, ANSWERS)
  if (!known) return undefined
  const [status, minor] = known.answer
  return answer(status, minor, known.error.message, error instanceof Invalid ? error.field : undefined)
}

export function answer(status: number, minor: CodeMinor, description: string, field = 'TargetEndSystem'): ImsxAnswer {
  const codeMinorField = { imsx_codeMinorFieldName: field, imsx_codeMinorFieldValue: minor }
  return {
    status,
    body: {
      imsx_codeMajor: 'failure',
      imsx_severity: 'error',
      imsx_description: description,
      imsx_codeMinor: { imsx_codeMinorField: [codeMinorField] },
    },
  }
}
