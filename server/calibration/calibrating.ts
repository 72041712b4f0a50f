import type { MicroCredentialVersion } from '../microcredential/index.js'
import { Forbidden, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Score } from '../shared/rubric.js'
import {
  answerAnchor,
  type Calibration,
  calibrationIdOf,
  newCalibration,
  nextAnchor,
  standingOf,
  startAttempt,
} from './calibration.js'
import { type Anchor, anchorIn, type CalibrationSet } from './calibrationSet.js'
import type { CalibrationStores } from './store.js'

export interface CalibratingDeps extends CalibrationStores {
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  isReviewer(personId: string): Promise<boolean>
  now(): Date
}

interface Whose {
  setId: string
  reviewerId: string
}

/** One set with what one reviewer has done in it. */
export interface CalibrationSubject {
  set: CalibrationSet
  calibration: Calibration | undefined
  microCredential: MicroCredentialVersion
}

/** What a reviewer does before, and now and then between, real reviews. */
export function calibrating(deps: CalibratingDeps) {
  const subjectOf = async (set: CalibrationSet, calibration: Calibration | undefined): Promise<CalibrationSubject> => ({
    set,
    calibration,
    microCredential: await deps.version(set.microCredentialId, set.microCredentialVersion),
  })

  /** Open sets are for every reviewer; in a closed one a reviewer still sees what they did. */
  async function read({ setId, reviewerId }: Whose): Promise<CalibrationSubject> {
    const [set, calibration] = await Promise.all([
      deps.sets.get(setId),
      deps.calibrations.find(calibrationIdOf(setId, reviewerId)),
    ])
    if (set.state !== 'open' && !calibration) throw new NotFound('No such calibration set')
    if (!calibration) await ensureReviewer(reviewerId)
    return subjectOf(set, calibration)
  }

  async function ensureReviewer(personId: string): Promise<void> {
    if (!(await deps.isReviewer(personId))) throw new Forbidden('Only for reviewers')
  }

  async function openTo(reviewerId: string): Promise<CalibrationSubject[]> {
    const [open, own] = await Promise.all([deps.sets.open(), deps.calibrations.ofReviewer(reviewerId)])
    const ownIn = (set: CalibrationSet) => own.find(({ setId }) => setId === set.id)
    return Promise.all(open.map(set => subjectOf(set, ownIn(set))))
  }

  return {
    read,
    /** Open sets; none for somebody who does not review. */
    all: async (personId: string): Promise<CalibrationSubject[]> =>
      (await deps.isReviewer(personId)) ? openTo(personId) : [],
    start: ({ setId, reviewerId }: Whose): Promise<void> =>
      retryOnStale(async () => {
        await ensureReviewer(reviewerId)
        const set = await deps.sets.get(setId)
        const fresh = newCalibration(set, reviewerId)
        const known = await deps.calibrations.find(fresh.id)
        const started = startAttempt(known ?? fresh, set, deps.now())
        if (known) await deps.calibrations.save(started, [])
        else await deps.calibrations.insert(started, [])
      }),
    answer: ({ setId, reviewerId, anchorId, scores }: Whose & { anchorId: string; scores: Score[] }): Promise<void> =>
      retryOnStale(async () => {
        const { set, calibration, microCredential } = await read({ setId, reviewerId })
        if (!calibration) throw new NotFound('This anchor is not asked of you')
        const answer = { anchorId, scores, at: deps.now() }
        anchorIn(set, anchorId)
        await deps.calibrations.save(answerAnchor(calibration, set, answer, microCredential.anatomy.rubric), [])
      }),
    /** The anchor that is asked of this reviewer now. */
    async next(whose: Whose): Promise<Anchor | undefined> {
      const { set, calibration } = await read(whose)
      return calibration && nextAnchor(calibration, set)
    },
    /** For the home page: sets that wait for this reviewer. */
    async waiting(reviewerId: string): Promise<CalibrationSubject[]> {
      if (!(await deps.isReviewer(reviewerId))) return []
      return (await openTo(reviewerId)).filter(({ calibration }) => standingOf(calibration) !== 'calibrated')
    },
  }
}

export type Calibrating = ReturnType<typeof calibrating>
