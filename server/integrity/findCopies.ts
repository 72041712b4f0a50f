import type { FileStore } from '../platform/files.js'
import type { Evidence, Submission } from '../review/index.js'
import { compare, type Fingerprint, type PieceMatch } from './fingerprint.js'
import type { FingerprintStore } from './fingerprintStore.js'
import type { MatchStore } from './matchStore.js'
import { pictureBands, pictureHash } from './picture.js'
import { bandsOf, shinglesOf, signatureOf } from './resemblance.js'

export interface FindCopiesDeps {
  fingerprints: FingerprintStore
  matches: MatchStore
  files: Pick<FileStore, 'read' | 'stat'>
  submission(id: string): Promise<Submission>
  /** The words of the micro-credential itself: what everybody quotes is nobody's. */
  published(microCredentialId: string, version: number): Promise<string>
  textOf(digest: string): Promise<string>
  now(): Date
}

/** Takes the fingerprints of a submission and notes those of others that it is too much like. Harmless to repeat. */
export function findCopies(deps: FindCopiesDeps) {
  return async (submissionId: string): Promise<void> => {
    const submission = await deps.submission(submissionId)
    const published = await deps.published(submission.microCredentialId, submission.microCredentialVersion)
    const common = shinglesOf(published)
    const own: Fingerprint[] = []
    for (const piece of submission.evidence) own.push(await fingerprintOf(submission, piece, common, deps))
    await deps.fingerprints.keep(own)
    const found = new Map<string, { other: Fingerprint; pieces: PieceMatch[] }>()
    for (const fingerprint of own)
      for (const other of await deps.fingerprints.candidatesFor(fingerprint)) {
        const match = compare(fingerprint, other)
        if (!match) continue
        const known = found.get(other.submissionId) ?? { other, pieces: [] }
        found.set(other.submissionId, { other, pieces: [...known.pieces, match] })
      }
    for (const { other, pieces } of found.values()) await note(submission, other, pieces)
  }

  /** The pair has one name, whichever of the two was looked at. */
  async function note({ id, microCredentialId }: Submission, other: Fingerprint, pieces: PieceMatch[]): Promise<void> {
    await deps.matches.note({
      id: [id, other.submissionId].sort().join('~'),
      submissionId: id,
      otherId: other.submissionId,
      microCredentialId,
      otherMicroCredentialId: other.microCredentialId,
      pieces,
      foundAt: deps.now(),
    })
  }
}

async function fingerprintOf(
  { id, earnerId, microCredentialId }: Submission,
  piece: Evidence,
  common: ReadonlySet<number>,
  { files, textOf }: FindCopiesDeps,
): Promise<Fingerprint> {
  const { digest } = piece
  const text = piece.text ?? (digest ? await textOf(digest) : '')
  const signature = signatureOf(text, common)
  const isPicture = piece.form === 'image' && digest !== undefined && (await files.stat(digest)) !== undefined
  const picture = isPicture ? await pictureHash(await files.read(digest)) : undefined
  const keys = [
    ...(digest ? [`b:${digest}`] : []),
    ...(signature ? bandsOf(signature) : []),
    ...(picture ? pictureBands(picture) : []),
  ]
  return {
    ...{ id: `${id}.${piece.id}`, submissionId: id, earnerId, microCredentialId, pieceId: piece.id, keys },
    ...(digest && { digest }),
    ...(signature && { signature }),
    ...(picture && { picture }),
  }
}
