import type { Artefact } from '../artefact/index.js'
import type { Claim } from './claim.js'
import type { ClaimableEntry, Sources } from './freezeClaim.js'

export interface SourceDeps {
  artefacts: { many(ids: string[]): Promise<Map<string, Artefact>> }
  entries: { many(ids: string[]): Promise<Map<string, ClaimableEntry>> }
}

/** What the draft points to, as far as it exists and is the claimant's own. */
export async function sourcesOf({ personId, draft }: Claim, { artefacts, entries }: SourceDeps): Promise<Sources> {
  const pieces = draft.responses.flatMap(response => response.pieces)
  const artefactIds = pieces.flatMap(piece => (piece.kind === 'artefact' ? piece.artefactId : []))
  const entryIds = pieces.flatMap(piece => (piece.kind === 'entry' ? piece.entryId : []))
  const [foundArtefacts, foundEntries] = await Promise.all([artefacts.many(artefactIds), entries.many(entryIds)])
  return { artefacts: own(foundArtefacts, personId), entries: own(foundEntries, personId) }
}

/** Whole and there: a file whose bytes never arrived is not evidence. */
export const availableIn = ({ artefacts, entries }: Sources): Set<string> =>
  new Set([...[...artefacts.values()].filter(isWhole).map(({ id }) => id), ...entries.keys()])

const isWhole = ({ kind, digest, url }: Artefact) => (kind === 'link' ? url !== undefined : digest !== undefined)

const own = <T extends { ownerId: string }>(found: Map<string, T>, personId: string) =>
  new Map([...found].filter(([, { ownerId }]) => ownerId === personId))
