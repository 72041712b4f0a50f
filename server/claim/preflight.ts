import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Account, Blinding, Known, PieceToRead, PreflightRoom } from '../preflight/index.js'
import type { Evidence, SelfAssessment } from '../review/index.js'
import { blindingOf } from './blinding.js'
import type { Claim } from './claim.js'
import { evidenceFrom, type Translate } from './freezeClaim.js'
import { type SourceDeps, sourcesOf } from './sources.js'

export interface ClaimPreflightDeps extends SourceDeps {
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  preflight: Pick<PreflightRoom, 'account' | 'copies'>
  /** Who the writer is, and with whom they work. */
  writer(personId: string): Promise<Omit<Known, 'published'>>
  translator(language: string): Translate
}

/** A note on the own work is read by reviewers too, later; its id tells it from evidence. */
export const NOTE_PREFIX = 'note-'

export interface ReadAccount extends Account {
  /** What a spot's `pieceId` stands for. */
  evidence: Evidence[]
  blinding: Blinding
}

/** What reviewers would get of a draft, and what in it could tell them whose it is. */
export function claimPreflight(deps: ClaimPreflightDeps) {
  async function written(claim: Claim) {
    const { anatomy } = await deps.version(claim.microCredentialId, claim.microCredentialVersion)
    const sources = await sourcesOf(claim, deps)
    const fileNames = new Map([...sources.artefacts.values()].map(({ digest, name }) => [digest, name]))
    return {
      anatomy,
      fileNames,
      evidence: evidenceFrom(claim.draft, anatomy, sources, deps.translator(anatomy.language)),
    }
  }

  return {
    async account(claim: Claim): Promise<ReadAccount> {
      const [{ anatomy, fileNames, evidence }, writer] = await Promise.all([
        written(claim),
        deps.writer(claim.personId),
      ])
      const blinding = blindingOf(claim.draft)
      const files = evidence.map((piece): PieceToRead => {
        const fileName = fileNames.get(piece.digest)
        return { ...piece, ...(piece.digest && fileName && { fileName }) }
      })
      const known = { ...writer, published: JSON.stringify(anatomy) }
      return { ...(await deps.preflight.account([...files, ...notesIn(claim)], known, blinding)), evidence, blinding }
    },

    /** Waits for files that have not been read yet. */
    async blind(claim: Claim): Promise<{ evidence: Evidence[]; selfAssessment: SelfAssessment[] }> {
      const { replaced } = blindingOf(claim.draft)
      const [evidence, notes] = await Promise.all([
        written(claim).then(({ evidence: pieces }) => deps.preflight.copies(pieces, replaced)),
        deps.preflight.copies(notesIn(claim), replaced),
      ])
      const selfAssessment = claim.draft.selfAssessment.flatMap(({ criterionId, levelId }) => {
        const note = notes.find(({ id }) => id === NOTE_PREFIX + criterionId)?.text ?? ''
        return levelId ? [{ criterionId, levelId, note }] : []
      })
      return { evidence, selfAssessment }
    },
  }
}

const notesIn = ({ draft }: Claim): (PieceToRead & { text: string })[] =>
  draft.selfAssessment.map(({ criterionId, note }) => ({ id: NOTE_PREFIX + criterionId, text: note }))
