import type { Connection } from '../platform/database.js'
import { QUOTA_BYTES } from './accepted.js'
import { type AddFileDeps, addFile } from './addFile.js'
import { addLink } from './addLink.js'
import { type RemoveArtefactDeps, removeArtefact } from './removeArtefact.js'
import { artefactRoutes } from './routes.js'
import { artefactStore } from './store.js'

export { ACCEPT_ATTRIBUTE, type ArtefactKind, LARGEST_FILE_BYTES, Refused } from './accepted.js'
export type { AddFile } from './addFile.js'
export type { AddLink } from './addLink.js'
export type { Artefact } from './artefact.js'
export { type ArtefactView, artefactView } from './pages.js'

export interface ArtefactRoomDeps
  extends Pick<AddFileDeps, 'files' | 'clock' | 'quotaBytes'>,
    Pick<RemoveArtefactDeps, 'jobs' | 'isKeptElsewhere'> {
  db: Connection
  /** Whether someone who does not own it may see an artefact: it is in something that they may read. */
  mayOpen(personId: string | undefined, artefactId: string): Promise<boolean>
}

const MOST_LISTED = 200
const SWEEP_EVERY_MS = 3600 * 1000
/** Longer than any upload takes. */
const UNFINISHED_MS = 24 * 3600 * 1000

export function createArtefact(deps: ArtefactRoomDeps) {
  const artefacts = artefactStore(deps.db)
  const remove = removeArtefact({ ...deps, artefacts })
  deps.jobs.every(SWEEP_EVERY_MS, 'artefact.sweepUnfinished', () =>
    deps.files.sweepUnfinished(new Date(deps.clock.now().getTime() - UNFINISHED_MS)),
  )
  return {
    many: artefacts.many,
    /** Newest first. */
    ofOwner: (personId: string, page: { before?: string; limit?: number } = {}) =>
      artefacts.ofOwner(personId, { limit: MOST_LISTED, ...page }),
    addFile: addFile({ ...deps, artefacts, remove }),
    addLink: addLink({ ...deps, artefacts }),
    remove,
    /** Whether any artefact has these bytes. */
    usesFile: artefacts.usesFile,
    routes: artefactRoutes({ ...deps, artefacts, remove, quotaBytes: deps.quotaBytes ?? QUOTA_BYTES }),
  }
}
export type ArtefactRoom = ReturnType<typeof createArtefact>
