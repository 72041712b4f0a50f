import type { Note, Passage, Place } from './reading.js'
import { type Replacement, redact } from './redact.js'
import { type Known, TRACE_KINDS, type Trace, type TraceFinder, type TraceKind, traceFinder } from './traces.js'

/** What the writer decided: terms that reviewers read otherwise, and terms that are meant to be there. */
export interface Blinding {
  replaced: Replacement[]
  kept: string[]
}

/** One thing that reviewers get, with what was read in it. */
export interface ReadPiece {
  id: string
  passages: Passage[]
  /** Read but never shown to reviewers: what the file is called here. */
  fileName?: string
  url?: string
  canReplace: boolean
}

export interface Spot {
  pieceId: string
  place: Place | { kind: 'address' }
  before: string
  found: string
  after: string
}

export type FindingState = 'open' | 'replaced' | 'kept'

/** One term that may give somebody away, everywhere it stands. */
export interface Finding {
  kind: TraceKind
  term: string
  state: FindingState
  /** What reviewers read instead, once it is replaced. */
  put?: string
  /** Where it can be replaced, and where only its owner can change it. */
  spots: Spot[]
  /** Those of the spots that stay even when it is replaced: in a PDF, in an address. */
  staying: Spot[]
}

const CONTEXT = 50
/** Of one term; more places are counted, not listed. */
const MOST_FINDINGS = 200

/** Everything that was found, by term: what is open first, then as in TRACE_KINDS. */
export function findingsIn(
  pieces: ReadPiece[],
  known: Known,
  { replaced, kept }: Blinding,
  find = traceFinder(known),
): Finding[] {
  const groups = new Map<string, Finding & { isKept: boolean }>()
  for (const piece of pieces)
    for (const { trace, spot, stays } of tracesOf(piece, find, known)) {
      const group = groups.get(trace.text) ?? { ...emptyFinding(trace), isKept: kept.includes(trace.text) }
      groups.set(trace.text, group)
      group.spots.push(spot)
      if (stays) group.staying.push(spot)
    }
  const found = [...groups.values()].slice(0, MOST_FINDINGS).map(({ isKept, ...finding }) => {
    const put = redact(finding.term, replaced)
    const isReplaced = put !== finding.term
    const isSettled = isReplaced && finding.staying.length === 0
    const state: FindingState = isKept ? 'kept' : isSettled ? 'replaced' : 'open'
    return { ...finding, state, ...(isReplaced && { put }) }
  })
  return found.sort((one, other) => rank(one) - rank(other))
}

const rank = ({ state, kind }: Finding) => (state === 'open' ? 0 : TRACE_KINDS.length) + TRACE_KINDS.indexOf(kind)

const emptyFinding = ({ kind, text }: Trace): Finding => ({ kind, term: text, state: 'open', spots: [], staying: [] })

interface Located {
  trace: Trace
  spot: Spot
  stays: boolean
}

function tracesOf({ id, passages, url, canReplace }: ReadPiece, find: TraceFinder, known: Known): Located[] {
  const inText = passages.flatMap(({ text, place }) =>
    find(text).map(trace => ({ trace, spot: spotIn(text, trace, id, place), stays: !canReplace })),
  )
  return url === undefined ? inText : [...inText, ...inAddress(id, url, find, known)]
}

function spotIn(text: string, { text: found, start }: Trace, pieceId: string, place: Spot['place']): Spot {
  const end = start + found.length
  const before = text.slice(Math.max(0, start - CONTEXT), start)
  return {
    pieceId,
    place,
    before: start > CONTEXT ? `… ${before}` : before,
    found,
    after: end + CONTEXT < text.length ? `${text.slice(end, end + CONTEXT)} …` : text.slice(end),
  }
}

/** An address is searched as it stands, and as the words that it is made of. */
function inAddress(pieceId: string, url: string, find: TraceFinder, known: Known): Located[] {
  const traces = [...find(url), ...find(wordsOfAddress(url)), ...runTogether(url, known)]
  const spot = { pieceId, place: { kind: 'address' as const }, before: '', found: url, after: '' }
  return traces.length === 0 ? [] : [{ trace: { kind: 'page', text: url, start: 0 }, spot, stays: true }]
}

/** "ada_lovelace-plan.docx" as "Ada Lovelace Plan Docx", each word where it was. */
export const wordsOfAddress = (text: string): string =>
  text.replace(/[-_./?=&%+#~:@]/g, ' ').replace(/(?<![\p{L}])\p{Ll}/gu, letter => letter.toUpperCase())

function runTogether(url: string, { name, handle }: Known): Trace[] {
  const flat = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const isIn = [name, handle].map(flat).some(word => word.length > 4 && flat(url).includes(word))
  return isIn ? [{ kind: 'page', text: url, start: 0 }] : []
}

/** Whether the name of a file would have told; reviewers never see it. */
export const namesSomebody = (fileName: string, find: TraceFinder): boolean =>
  [fileName, wordsOfAddress(fileName)].some(text => find(text).length > 0)

export type PieceNote = { pieceId: string; note: Note | 'fileName' | 'link' }
