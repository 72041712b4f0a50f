import { fileIn, type PieceToRead } from './account.js'
import type { fileReadings } from './readings.js'
import { type Replacement, redact } from './redact.js'

/** The same pieces as reviewers get them: words replaced, files by the digest of their clean copy. */
export function blindCopies(reader: ReturnType<typeof fileReadings>) {
  return <Piece extends PieceToRead>(pieces: Piece[], replacements: Replacement[]): Promise<Piece[]> =>
    Promise.all(
      pieces.map(async piece => {
        const [file] = fileIn(piece)
        const clean = file && (await reader.of(file, replacements)).clean
        return {
          ...piece,
          ...(piece.text !== undefined && { text: redact(piece.text, replacements) }),
          ...clean,
        }
      }),
    )
}
