import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { FileStore } from '../platform/files.js'
import type { ReviewRoom } from '../review/index.js'
import { findCopies } from './findCopies.js'
import { fingerprintStore } from './fingerprintStore.js'
import { matchStore } from './matchStore.js'
import { integrityReactions } from './reactions.js'
import { type IntegrityRoutesDeps, integrityRoutes } from './routes.js'

export interface IntegrityDeps extends Pick<IntegrityRoutesDeps, 'coordinatedBy'> {
  db: Connection
  clock: Clock
  files: FileStore
  review: Pick<ReviewRoom, 'submission' | 'hold' | 'clear' | 'deny'>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** The words of a file that reviewers got. */
  textOf(digest: string): Promise<string>
  notify(announcement: Announcement): Promise<void>
}

/** Whether what is submitted is its earner's own: found by machine, judged by people, never held against anyone unheard. */
export function createIntegrity(deps: IntegrityDeps) {
  const now = () => deps.clock.now()
  const { version, review } = deps
  const matches = matchStore(deps.db)
  const fingerprints = fingerprintStore(deps.db)
  const find = findCopies({
    ...deps,
    ...{ fingerprints, matches, now },
    submission: review.submission,
    published: async (id, number) => JSON.stringify((await version(id, number)).anatomy),
  })
  const titleOf = async (id: string, number: number) => (await version(id, number)).anatomy.title
  return {
    reactions: integrityReactions({ matches, findCopies: find, notify: deps.notify, titleOf }),
    routes: integrityRoutes({ ...deps, matches, now, submission: review.submission, holding: review }),
  }
}
