import { AppError } from '../shared/errors.js'

export type Kind = abstract new (...args: never[]) => AppError

/** An expected failure, and what a standard has for the first of these kinds that it is; undefined for a bug. */
export function expected<Answer>(error: unknown, answers: ReadonlyMap<Kind, Answer>) {
  if (!(error instanceof AppError)) return undefined
  const found = [...answers].find(([kind]) => error instanceof kind)
  return found && { error, answer: found[1] }
}
