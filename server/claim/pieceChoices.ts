import type { Artefact } from '../artefact/index.js'
import type { Piece } from './draft.js'
import type { ClaimableEntry } from './freezeClaim.js'

/** What of the journal is not in the slot yet. */
export function choicesFor(
  artefacts: Artefact[],
  entries: (ClaimableEntry & { happenedOn?: string })[],
  present: Piece[],
) {
  const has = (kind: 'artefact' | 'entry', id: string) =>
    present.some(
      piece =>
        (piece.kind === 'artefact' ? piece.artefactId : piece.kind === 'entry' ? piece.entryId : '') === id &&
        piece.kind === kind,
    )
  return {
    hasJournal: artefacts.length + entries.length > present.length,
    artefacts: artefacts
      .filter(({ id }) => !has('artefact', id))
      .map(({ id, name, kind, addedAt, thumbnailDigest }) => ({
        ...{ value: `artefact:${id}`, name, kindKey: `claim.piece.${kind}`, at: addedAt },
        ...(thumbnailDigest && { thumbHref: `/artefacts/${id}/thumb` }),
      })),
    entries: entries
      .filter(({ id }) => !has('entry', id))
      .map(({ id, title, happenedOn }) => ({
        ...{ value: `entry:${id}`, name: title },
        // Noon, so that the day stays the same in every time zone.
        ...(happenedOn && { at: `${happenedOn}T12:00:00Z` }),
      })),
  }
}
