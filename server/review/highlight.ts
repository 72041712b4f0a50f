import { Invalid, NotFound } from '../shared/errors.js'
import type { Evidence } from './frozen.js'

/** What a reviewer pinned to a criterion: words, a page, or a moment of one piece of evidence. */
export interface Highlight {
  id: string
  criterionId: string
  evidenceId: string
  quote: string
  /** Of a document, from one. */
  page?: number
  /** Into a recording. */
  seconds?: number
}

export const LONGEST_QUOTE = 1_000
/** In one review; more would be a copy of the evidence. */
export const MOST_HIGHLIGHTS = 60

/** Throws Invalid, with the field at fault, when it points at nothing: a quote stands in the text that it is from. */
export function ensurePinnable(highlight: Highlight, evidence: Evidence[], criterionIds: string[]): void {
  const piece = evidence.find(({ id }) => id === highlight.evidenceId)
  if (!piece) throw new NotFound('No such evidence')
  if (!criterionIds.includes(highlight.criterionId)) throw new Invalid('No such criterion', 'criterion')
  const { quote, page, seconds } = highlight
  if (quote === '' && page === undefined && seconds === undefined) throw new Invalid('It points at nothing', 'quote')
  if (piece.text !== undefined && !standsIn(quote, piece.text)) throw new Invalid('It does not stand there', 'quote')
}

/** By its letters and figures alone: what is read on the page has lost its asterisks, and lines break anywhere. */
function standsIn(quote: string, text: string): boolean {
  const plain = (words: string) => words.replace(/\]\([^)\s]*\)/g, '').replace(/[^\p{L}\p{N}]/gu, '')
  return plain(text).includes(plain(quote)) && plain(quote) !== ''
}

export const highlightsOf = (highlights: Highlight[], criterionId: string): Highlight[] =>
  highlights.filter(highlight => highlight.criterionId === criterionId)

export const isSame = (one: Highlight, { criterionId, evidenceId, quote, page, seconds }: Highlight): boolean =>
  one.criterionId === criterionId &&
  one.evidenceId === evidenceId &&
  one.quote === quote &&
  one.page === page &&
  one.seconds === seconds
