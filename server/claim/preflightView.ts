import type { Finding, Spot } from '../preflight/index.js'
import type { Evidence } from '../review/index.js'
import { NOTE_PREFIX, type ReadAccount } from './preflight.js'

/** Of each piece, so that one long file does not hide the others; more are counted. */
const SPOTS_OF_A_PIECE = 2
/** What stays in a copy that could not be cleaned: the earner has to know before it goes out. */
const GRAVE = ['locked', 'broken', 'tooHard']

/** What may tell whose work it is, as the earner decides about it. */
export function preflightView({ findings, notes, unread, evidence }: ReadAccount) {
  const nameOf = pieceNames(evidence)
  const told = notes.map(({ pieceId, note }) => ({
    ...nameOf(pieceId),
    messageKey: `claim.preflight.note.${note}`,
    isGrave: GRAVE.includes(note),
    ...(note === 'link' && { url: evidence.find(({ id }) => id === pieceId)?.url }),
  }))
  const open = findings.filter(({ state }) => state === 'open')
  const grave = told.filter(({ isGrave }) => isGrave)
  return {
    unread,
    openCount: open.length + grave.length,
    isClear: open.length + grave.length + unread === 0,
    open: open.map(finding => findingView(finding, nameOf)),
    settled: findings.filter(({ state }) => state !== 'open').map(finding => findingView(finding, nameOf)),
    grave,
    notes: told.filter(({ isGrave }) => !isGrave),
  }
}

/** What the earner goes on with although it may tell something: noted, when it is submitted all the same. */
export const openTerms = ({ findings }: Pick<ReadAccount, 'findings'>): string[] =>
  findings.filter(({ state }) => state === 'open').map(({ term }) => term)

type NameOf = ReturnType<typeof pieceNames>

function pieceNames(evidence: Evidence[]) {
  return (pieceId: string) => {
    if (pieceId.startsWith(NOTE_PREFIX)) return { nameKey: 'claim.preflight.note.selfAssessment', number: 0 }
    const { form, number } = evidence.find(({ id }) => id === pieceId)!
    return { nameKey: `review.evidence.${form}`, number }
  }
}

function findingView({ kind, term, state, put, spots, staying }: Finding, nameOf: NameOf) {
  // What is replaced already is not shown where it stood; what is left is.
  const left = put === undefined ? spots : staying
  const shown = left.filter(
    (spot, index) => left.slice(0, index).filter(({ pieceId }) => pieceId === spot.pieceId).length < SPOTS_OF_A_PIECE,
  )
  return {
    term,
    put,
    kind,
    kindKey: `claim.preflight.kind.${kind}`,
    hintKey: kind === 'learner' || kind === 'colleague' ? `claim.preflight.hint.${kind}` : undefined,
    isKept: state === 'kept',
    isOpen: state === 'open',
    canReplace: put === undefined && staying.length < spots.length,
    putButtonKey: `claim.preflight.by.${kind}`,
    staysIn: staying.length > 0,
    spots: shown.map(spot => spotView(spot, nameOf)),
    more: left.length - shown.length,
  }
}

function spotView({ pieceId, place, before, found, after }: Spot, nameOf: NameOf) {
  const number = 'number' in place ? place.number : undefined
  return {
    ...nameOf(pieceId),
    placeKey: place.kind === 'text' ? undefined : `claim.preflight.place.${place.kind}${number ? 'Number' : ''}`,
    placeNumber: number,
    ...{ before, found, after },
  }
}
