import type { CalibrationRoom } from '../calibration/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Jobs } from '../platform/jobs.js'
import { acting } from './acting.js'
import { coordinatorReactions } from './coordinatorReactions.js'
import { keepLooks } from './keepLooks.js'
import { type Names, ownView } from './pages.js'
import { fairnessReactions } from './reactions.js'
import { fairnessRoutes } from './routes.js'
import { lookStore } from './store.js'

const LOOK_EVERY_MS = 24 * 3600 * 1000

export interface FairnessDeps {
  db: Connection
  clock: Clock
  jobs: Jobs
  /** Wakes the event relay. */
  wake(): void
  calibration: Pick<CalibrationRoom, 'comparisons' | 'pairs' | 'putAside' | 'askAgain' | 'drifted'>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Micro-credentials of organizations in which this person is an author or an administrator. */
  coordinatedBy(personId: string): Promise<{ id: string; title: string }[]>
  /** Authors and administrators of this organization, or of the nearest above it that has others than this person. */
  coordinatorsBut(personId: string, organizationId: string): Promise<string[]>
  people(ids: string[]): Promise<Names>
  notify(announcement: Announcement): Promise<void>
}

/** Whether reviewers read everybody's work alike: found by arithmetic, judged by people, never held against anyone unheard. */
export function createFairness(deps: FairnessDeps) {
  const { calibration, coordinatedBy, people, notify } = deps
  const { drifted, pairs } = calibration
  const now = () => deps.clock.now()
  const looks = lookStore(deps.db, deps.wake)
  const titleOf = async (id: string, version: number) => (await deps.version(id, version)).anatomy.title
  const look = keepLooks({ looks, comparisons: calibration.comparisons, now })
  deps.jobs.every(LOOK_EVERY_MS, 'fairness.look', look)
  const actingNow = acting({ looks, coordinatedBy, now })
  return {
    /** Makes the looks that are due: a job does it every day. */
    look,
    /** For demo and tests, and the pages below. */
    acting: actingNow,
    /** For a reviewer's own eyes, the latest first. */
    ownLooks: async (reviewerId: string) =>
      Promise.all(
        (await looks.ofReviewer(reviewerId)).map(async each =>
          ownView(each, await titleOf(each.microCredentialId, each.microCredentialVersion)),
        ),
      ),
    reactions: {
      ...fairnessReactions({ ...calibration, notify, titleOf }),
      ...coordinatorReactions({ ...deps, looks }),
    },
    routes: fairnessRoutes({ looks, acting: actingNow, coordinatedBy, drifted, pairs, titleOf, people, now }),
  }
}

export type FairnessRoom = ReturnType<typeof createFairness>
