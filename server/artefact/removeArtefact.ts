import type { Clock } from '../platform/clock.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import type { Artefact } from './artefact.js'
import type { ArtefactStore } from './store.js'

export type RemoveArtefact = (artefact: Artefact) => Promise<void>

/** How long bytes outlive their last use: whoever is storing the same bytes just now has time to say so. */
const GRACE_MS = 24 * 3600 * 1000

export interface RemoveArtefactDeps {
  artefacts: ArtefactStore
  files: FileStore
  jobs: Jobs
  clock: Clock
  /** Whether a frozen submission or an award still shows these bytes. */
  isKeptElsewhere(digest: string): Promise<boolean>
}

/** The artefact goes at once; its bytes a day later, unless something else still needs them. */
export function removeArtefact({ artefacts, files, jobs, clock, isKeptElsewhere }: RemoveArtefactDeps): RemoveArtefact {
  jobs.handle('forgetFile', async ({ digest }: { digest: string }) => {
    if ((await artefacts.usesFile(digest)) || (await isKeptElsewhere(digest))) return
    await files.removeIfStoredBefore(digest, new Date(clock.now().getTime() - GRACE_MS / 2))
  })
  return async artefact => {
    const dueAt = new Date(clock.now().getTime() + GRACE_MS)
    // First: were this process killed before the artefact is gone, the job would find it in use and do nothing.
    for (const digest of [artefact.digest, artefact.thumbnailDigest].filter(found => found !== undefined))
      await jobs.enqueue({ key: `forgetFile:${artefact.id}:${digest}`, kind: 'forgetFile', payload: { digest }, dueAt })
    await artefacts.remove(artefact.id)
  }
}
