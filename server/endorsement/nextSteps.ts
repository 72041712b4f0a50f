import type { NextStep } from '../home/index.js'
import type { Clock } from '../platform/clock.js'
import type { Neighbours } from './neighbours.js'
import type { EndorsementStore } from './store.js'

const LOOKED_AT = 20

export interface NextStepsDeps {
  endorsements: Pick<EndorsementStore, 'waitingFor'>
  neighbours: Pick<Neighbours, 'signsFor' | 'people'>
  clock: Clock
}

/** Somebody waits for a word by this person, or by an organization for which they sign. */
export function nextSteps({ endorsements, neighbours, clock }: NextStepsDeps) {
  return async (personId: string): Promise<NextStep[]> => {
    const waiting = await endorsements.waitingFor([personId, ...(await neighbours.signsFor(personId))], LOOKED_AT)
    const open = waiting.filter(({ answerBy, askedBy }) => answerBy >= clock.now() && askedBy !== personId)
    const askers = await neighbours.people(open.map(({ askedBy }) => askedBy))
    return open.map(({ id, title, askedBy, answerBy }) => ({
      messageKey: 'endorsement.nextStep',
      values: { title, asker: askers.get(askedBy)?.name ?? '' },
      href: `/endorsements/${id}`,
      at: answerBy,
      weight: 'awaited',
    }))
  }
}
