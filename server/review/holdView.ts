import type { Hold } from './hold.js'

/** A hold as both sides read it: the same reason, the same answers, no names. */
export function holdView(
  { reason, placedAt, answerBy, answers, settled }: Hold,
  fileHrefOf?: (index: number) => string,
) {
  return {
    ...{ reason, placedAt, answerBy },
    answers: answers.map(({ at, text, file }, index) => ({
      ...{ at, text, number: index + 1, hasFile: file !== undefined },
      fileHref: file && fileHrefOf?.(index),
    })),
    settled: settled && { at: settled.at, reason: settled.reason, messageKey: `integrity.settled.${settled.outcome}` },
  }
}
