import type { JsonObject } from '../json.js'

/** What openbadges-validator said of an Open Badges 0.5, 1.0 or 1.1 badge, or why it said nothing. */
export type LegacyVerdict =
  | { outcome: 'valid'; version: string; assertion: JsonObject; badge: JsonObject; issuer: JsonObject }
  | { outcome: 'invalid'; problems: LegacyProblem[] }
  | { outcome: 'crashed' | 'timed-out' }

export interface LegacyProblem {
  /** The validator's own code: structure, resources, deep-equal, verify-signature, … */
  code: string
  message: string
  /** The field that the problem is in, such as `badge.image`. */
  field?: string
  /** HTTP status that a document was answered with. */
  httpStatus?: number
}
