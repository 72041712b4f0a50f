import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import type { AnchorScore } from '../rating/index.js'
import type { Submission } from '../review/index.js'
import { anchorScoresIn } from './anchorScores.js'
import { calibrationAuthorRoutes } from './authorRoutes.js'
import { calibrating } from './calibrating.js'
import { passedIn } from './calibration.js'
import type { CalibrationSet } from './calibrationSet.js'
import { comparing } from './comparing.js'
import { giving } from './giving.js'
import { givingRoutes } from './givingRoutes.js'
import { nextSteps } from './nextSteps.js'
import { telling } from './reactions.js'
import { calibrationRoutes } from './routes.js'
import { rubricDigestOf } from './rubricDigest.js'
import { type SeedingDeps, seeding } from './seeding.js'
import { settingUp } from './settingUp.js'
import { calibrationStores } from './store.js'

export type { PanelAgreement } from './agreement.js'
export type { Calibration } from './calibration.js'
export type { AgreedScore, Anchor, AnchorUse, CalibrationSet } from './calibrationSet.js'
export type { Comparison } from './comparing.js'
export type { ReviewerLapsed } from './events.js'
export type { Pair } from './pairs.js'
export type { VersionScore } from './versions.js'

const PAUSES_EVERY_MS = 24 * 3600 * 1000

export interface CalibrationDeps {
  db: Connection
  clock: Clock
  /** Wakes the event relay. */
  wake(): void
  files: FileStore
  jobs: Jobs
  /** The newest published version; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  submission(id: string): Promise<Submission>
  offerAnchor: SeedingDeps['offerAnchor']
  isAuthor(personId: string, organizationId: string): Promise<boolean>
  isReviewer(personId: string): Promise<boolean>
  notify(announcement: Announcement): Promise<void>
}

/** Reviewers score what is agreed upon, before real work and now and then between. */
export function createCalibration(deps: CalibrationDeps) {
  const now = () => deps.clock.now()
  const stores = calibrationStores(deps.db, deps.wake)
  const known = { ...deps, ...stores, now }
  const rubricOf = async ({ microCredentialId, microCredentialVersion }: CalibrationSet) =>
    (await deps.version(microCredentialId, microCredentialVersion)).anatomy.rubric

  async function openSetFor(microCredentialId: string, version: number): Promise<CalibrationSet | undefined> {
    const { anatomy } = await deps.version(microCredentialId, version)
    const set = await stores.sets.forRubric(microCredentialId, rubricDigestOf(anatomy.rubric))
    return set?.state === 'open' ? set : undefined
  }

  const { notePauses, ...reactions } = seeding({ ...known, openSetFor, rubricOf })
  deps.jobs.every(PAUSES_EVERY_MS, 'calibration.pauses', notePauses)
  const calibratingNow = calibrating(known)
  const settingUpNow = settingUp(known)
  const givingNow = giving(known)

  return {
    /** For demo and tests, and the pages below. */
    ...calibratingNow,
    settingUp: settingUpNow,
    giving: givingNow,
    notePauses,
    ...comparing({ ...known, rubricOf }),
    /** Who may review by this rubric; undefined where no calibration is asked for. */
    async calibratedFor(microCredentialId: string, version: number): Promise<Set<string> | undefined> {
      const set = await openSetFor(microCredentialId, version)
      return set && stores.calibrations.calibratedIn(set.id)
    },
    /** What reviewers said of all anchors there are. A set counts once, however many versions share its rubric. */
    async anchorScores(): Promise<AnchorScore[]> {
      const scores: AnchorScore[] = []
      let sets = await stores.sets.after('')
      while (sets.length > 0) {
        for (const set of sets)
          scores.push(...anchorScoresIn(set, await stores.calibrations.ofSet(set.id), await rubricOf(set)))
        sets = await stores.sets.after(sets.at(-1)!.id)
      }
      return scores
    },
    /** What was agreed on an anchor, as long as it is one. */
    async agreedOn(setId: string, anchorId: string) {
      return (await stores.sets.find(setId))?.anchors.find(({ id }) => id === anchorId)?.agreed
    },
    /** How close the last passed test of each set came, of those that still count. */
    passedBy: async (reviewerId: string) => (await stores.calibrations.ofReviewer(reviewerId)).flatMap(passedIn),
    /** Those whose levels have moved, and who have not calibrated again since. */
    drifted: stores.calibrations.drifted,
    keepsFile: stores.sets.keepsFile,
    nextSteps: nextSteps({ waiting: calibratingNow.waiting, now }),
    reactions: { ...reactions, ...telling(deps) },
    routes: [
      calibrationRoutes({ calibrating: calibratingNow, files: deps.files }),
      calibrationAuthorRoutes({ settingUp: settingUpNow, files: deps.files }),
      givingRoutes(givingNow),
    ],
  }
}
export type CalibrationRoom = ReturnType<typeof createCalibration>
