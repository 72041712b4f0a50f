import { anyOf, type TraceFinder } from './traces.js'

/** One term and what reviewers read in its place, wherever it stands. */
export interface Replacement {
  term: string
  put: string
}

/** A stretch of text, `end` exclusive, and what comes in its place. */
export interface Splice {
  start: number
  end: number
  put: string
}

/** Where the terms stand, in order, the longest first where one is in another. */
export function splicesFor(replacements: Replacement[]): (text: string) => Splice[] {
  const puts = new Map(replacements.map(({ term, put }) => [folded(term), put]))
  const pattern = anyOf([...puts.keys()], 'gu')
  if (!pattern) return () => []
  return text =>
    [...text.matchAll(pattern)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      put: puts.get(folded(match[0]))!,
    }))
}

export function redact(text: string, replacements: Replacement[]): string {
  return splice([text], splicesFor(replacements)(text))[0]!
}

/** What stands in the place of whatever may tell whose words these are. */
const LEFT_OUT = '[…]'

export function withoutTraces(text: string, find: TraceFinder): string {
  const splices = find(text).map(({ start, text: { length } }) => ({ start, end: start + length, put: LEFT_OUT }))
  return splice([text], splices)[0]!
}

/** Splices a text that lies in several pieces; what is put in lands in the piece in which its stretch begins. */
export function splice(pieces: string[], splices: Splice[]): string[] {
  let start = 0
  return pieces.map(piece => {
    const end = start + piece.length
    const offset = start
    start = end
    return splices
      .filter(each => each.start < end && each.end > offset)
      .toReversed()
      .reduce((text, each) => {
        const put = each.start >= offset ? each.put : ''
        return (
          text.slice(0, Math.max(0, each.start - offset)) + put + text.slice(Math.min(piece.length, each.end - offset))
        )
      }, piece)
  })
}

const folded = (term: string) => term.replace(/\s+/g, ' ').trim()
