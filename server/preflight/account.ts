import { type Blinding, type Finding, findingsIn, namesSomebody, type PieceNote, type ReadPiece } from './findings.js'
import { canReplaceIn, type FileToRead, type fileReadings } from './readings.js'
import { type Known, traceFinder } from './traces.js'

/** Something that reviewers will get: words, a file or a link. */
export interface PieceToRead {
  id: string
  text?: string
  digest?: string
  mediaType?: string
  length?: number
  fileName?: string
  url?: string
}

export interface Account {
  findings: Finding[]
  notes: PieceNote[]
  /** Files that are being read just now. */
  unread: number
}

export const fileIn = ({ digest, mediaType, length }: PieceToRead): FileToRead[] =>
  digest === undefined ? [] : [{ digest, mediaType: mediaType!, length: length! }]

/** Long enough for most files, short enough for whoever waits for the page. */
const PATIENCE_MS = 2_000

/** What may tell whose work it is, as far as it has been read by now. */
export function accountOf(reader: ReturnType<typeof fileReadings>) {
  return async (pieces: PieceToRead[], known: Known, blinding: Blinding): Promise<Account> => {
    const find = traceFinder(known)
    const files = pieces.flatMap(fileIn)
    // As it was written, before anything is replaced: that is where a term and its places are found.
    await within(PATIENCE_MS, Promise.all(files.map(file => reader.of(file, []))))
    const readings = await reader.known(files, [])
    const readPieces = pieces.map((piece): ReadPiece => {
      const inFile = piece.digest === undefined ? undefined : readings.get(piece.digest)
      const inText = piece.text === undefined ? [] : [{ text: piece.text, place: { kind: 'text' as const } }]
      return {
        id: piece.id,
        passages: [...inText, ...(inFile?.passages ?? [])],
        canReplace: piece.mediaType === undefined ? piece.url === undefined : canReplaceIn(piece.mediaType),
        ...(piece.url !== undefined && { url: piece.url }),
      }
    })
    const notes = pieces.flatMap((piece): PieceNote[] => [
      ...(readings.get(piece.digest ?? '')?.notes ?? []).map(note => ({ pieceId: piece.id, note })),
      ...(piece.url === undefined ? [] : [{ pieceId: piece.id, note: 'link' as const }]),
      ...(piece.fileName !== undefined && namesSomebody(piece.fileName, find)
        ? [{ pieceId: piece.id, note: 'fileName' as const }]
        : []),
    ])
    const unread = files.filter(({ digest }) => !readings.has(digest)).length
    return { findings: findingsIn(readPieces, known, blinding, find), notes, unread }
  }
}

/** A failure is told where the result is needed; here only time counts. */
function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    work.then(done, done)
  })
}
