import type { Replacement } from '../preflight/index.js'
import type { Editing } from '../shared/editing.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { keepTerms, replaceTerm, undoTerm } from './blinding.js'
import { type Claim, ensureOwn } from './claim.js'
import { addPieces, type Piece, removePiece, type Typed, writeDraft } from './draft.js'
import type { SourceDeps } from './sources.js'
import type { ClaimStore } from './store.js'

export interface FillDeps extends SourceDeps {
  claims: ClaimStore
  now(): Date
}

interface Whose {
  claimId: string
  personId: string
}

export interface PickedPieces extends Whose {
  requirementId: string
  artefactIds?: string[]
  entryIds?: string[]
  writings?: string[]
}

/** Everything that an earner puts into a draft or takes out of it. */
export function fillClaim({ claims, artefacts, entries, now }: FillDeps) {
  const change = ({ claimId, personId }: Whose, rule: (claim: Claim) => Claim): Promise<Claim> =>
    retryOnStale(async () => {
      const claim = rule(ensureOwn(await claims.get(claimId), personId))
      await claims.save(claim, [])
      return claim
    })

  /** Nobody brings in what is somebody else's, by guessing its id. */
  async function ensureOwnSources(personId: string, artefactIds: string[], entryIds: string[]): Promise<void> {
    const [ownArtefacts, ownEntries] = await Promise.all([artefacts.many(artefactIds), entries.many(entryIds)])
    const isOwn = (source: { ownerId: string } | undefined) => source?.ownerId === personId
    if (!artefactIds.every(id => isOwn(ownArtefacts.get(id)))) throw new NotFound('No such artefact')
    if (!entryIds.every(id => isOwn(ownEntries.get(id)))) throw new NotFound('No such entry')
  }

  return {
    /** Saves what was typed, as it is. Throws Overtaken where another form has written meanwhile. */
    write: (whose: Whose, typed: Typed, editing?: Editing) =>
      change(whose, claim => writeDraft(claim, typed, now(), editing)),
    async addPieces({ requirementId, artefactIds = [], entryIds = [], writings = [], ...whose }: PickedPieces) {
      await ensureOwnSources(whose.personId, artefactIds, entryIds)
      const pieces: Piece[] = [
        ...artefactIds.map(artefactId => ({ id: newId(now()), kind: 'artefact' as const, artefactId })),
        ...entryIds.map(entryId => ({ id: newId(now()), kind: 'entry' as const, entryId })),
        ...writings.map(text => ({ id: newId(now()), kind: 'writing' as const, text })),
      ]
      return change(whose, claim => addPieces(claim, requirementId, pieces, now()))
    },
    replaceTerm: (whose: Whose, replacement: Replacement) =>
      change(whose, claim => replaceTerm(claim, replacement, now())),
    keepTerms: (whose: Whose, terms: string[]) => change(whose, claim => keepTerms(claim, terms, now())),
    undoTerm: (whose: Whose, term: string) => change(whose, claim => undoTerm(claim, term, now())),
    removePiece: (whose: Whose, pieceId: string) => change(whose, claim => removePiece(claim, pieceId, now())),
  }
}
