import type { CalibrationSubject } from './calibrating.js'
import { standingOf } from './calibration.js'
import { pathOfSet } from './pages.js'

export interface NextStepsDeps {
  waiting(reviewerId: string): Promise<CalibrationSubject[]>
  now(): Date
}

/** Sets that a reviewer has yet to score before anybody can ask them. */
export function nextSteps({ waiting, now }: NextStepsDeps) {
  return async (personId: string) =>
    (await waiting(personId)).map(({ set, calibration, microCredential }) => ({
      messageKey: `calibration.nextStep.${standingOf(calibration) === 'underWay' ? 'goOn' : 'begin'}`,
      values: { title: microCredential.anatomy.title },
      href: pathOfSet(set.id),
      at: calibration?.attempts.at(-1)?.startedAt ?? now(),
      weight: standingOf(calibration) === 'underWay' ? ('begun' as const) : ('offered' as const),
    }))
}
