import type { Readable } from 'node:stream'
import type { Clock } from '../platform/clock.js'
import { type FileStore, FileTooLarge, type StagedFile, type StoredFile } from '../platform/files.js'
import { newId } from '../shared/ids.js'
import { ACCEPTED, LARGEST_FILE_BYTES, QUOTA_BYTES, Refused } from './accepted.js'
import type { Artefact } from './artefact.js'
import { truthfulName } from './naming.js'
import { type Prepared, prepare } from './prepare.js'
import type { RemoveArtefact } from './removeArtefact.js'
import type { ArtefactStore } from './store.js'

const BYTES_PER_MEGABYTE = 1024 * 1024

export interface AddFile {
  ownerId: string
  name: string
  stream: Readable
}

export interface AddFileDeps {
  artefacts: ArtefactStore
  files: FileStore
  clock: Clock
  remove: RemoveArtefact
  quotaBytes?: number
}

/** Streams a file into storage and looks at its bytes before anybody can address it. Throws Refused. */
export function addFile({ artefacts, files, clock, remove, quotaBytes = QUOTA_BYTES }: AddFileDeps) {
  return async ({ ownerId, name, stream }: AddFile): Promise<Artefact> => {
    await refuseBeyond(quotaBytes, ownerId)
    const staged = await stage(stream)
    const prepared = await prepare(staged, name).catch(async error => {
      await staged.discard()
      throw error
    })
    const artefact = await describe(ownerId, name, prepared, await keep(staged, prepared))
    await artefacts.add(artefact)
    // Summed after it was added, so that files arriving side by side cannot slip past the limit together.
    await refuseBeyond(quotaBytes, ownerId).catch(async error => {
      await remove(artefact)
      throw error
    })
    return artefact
  }

  async function refuseBeyond(quota: number, ownerId: string): Promise<void> {
    if ((await artefacts.bytesOf(ownerId)) > quota)
      throw new Refused('overQuota', { max: Math.round(quota / BYTES_PER_MEGABYTE) })
  }

  async function stage(stream: Readable): Promise<StagedFile> {
    try {
      return await files.stage(stream, { maxBytes: LARGEST_FILE_BYTES })
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error
      throw new Refused('tooLarge', { max: LARGEST_FILE_BYTES / BYTES_PER_MEGABYTE })
    }
  }

  async function keep(staged: StagedFile, { replacement }: Prepared): Promise<StoredFile> {
    if (!replacement) return staged.keep()
    const stored = await files.store(replacement, { maxBytes: 2 * LARGEST_FILE_BYTES })
    await staged.discard()
    return stored
  }

  async function describe(
    ownerId: string,
    name: string,
    { mediaType, thumbnail }: Prepared,
    stored: StoredFile,
  ): Promise<Artefact> {
    const now = clock.now()
    return {
      id: newId(now),
      ownerId,
      kind: ACCEPTED[mediaType]!.kind,
      name: truthfulName(name, mediaType),
      mediaType,
      ...stored,
      ...(thumbnail && { thumbnailDigest: (await files.storeBytes(thumbnail)).digest }),
      addedAt: now,
    }
  }
}
