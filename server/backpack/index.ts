import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Jobs } from '../platform/jobs.js'
import { type BringDeps, bring } from './bring.js'
import { checkAgain } from './checkAgain.js'
import { type ApiPage, badgeStore } from './store.js'

export { type Brought, NotKept } from './bring.js'
export type { BroughtBadge, Origin } from './broughtBadge.js'

const LOOK_EVERY_MS = 30 * 60_000
const OB3 = ['ob3' as const]

export interface BackpackDeps extends Omit<BringDeps, 'badges'> {
  db: Connection
  clock: Clock
  jobs: Jobs
  notify(announcement: Announcement): Promise<void>
}

/** Badges that people brought from elsewhere. */
export function createBackpack(deps: BackpackDeps) {
  const badges = badgeStore(deps.db)
  const checking = checkAgain({ ...deps, badges })
  deps.jobs.every(LOOK_EVERY_MS, 'checkBroughtBadges', checking.checkDue)
  return {
    bring: bring({ ...deps, badges }),
    checkDue: checking.checkDue,
    ofPerson: badges.ofPerson,
    /** As they came: for the systems that their holder connects. */
    credentials: {
      count: (personId: string, since: Date | undefined) => badges.countOf(personId, OB3, since),
      list: (personId: string, page: ApiPage) => badges.contentsOf(personId, OB3, page),
    },
  }
}
