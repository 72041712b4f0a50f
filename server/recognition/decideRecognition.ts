import { stateAt } from '../award/index.js'
import type { Clock } from '../platform/clock.js'
import { AppError, Conflict, Forbidden, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Neighbours } from './neighbours.js'
import type { Reach } from './reach.js'
import { decide, type Recognition, undo, type Verdict } from './recognition.js'
import type { RecognitionStore } from './store.js'

/** As many as a page of the queue shows. */
export const MOST_AT_ONCE = 40

export interface DecideDeps {
  recognitions: RecognitionStore
  clock: Clock
  neighbours: Neighbours
  reach: Reach
}

export interface Asked {
  recognitionId: string
  organizationId: string
  by: string
}

/** For officers of the organization, or of one above it. */
export function decideRecognition({ recognitions, clock, neighbours, reach }: DecideDeps) {
  async function find({ recognitionId, organizationId, by }: Asked): Promise<Recognition> {
    if (!(await neighbours.isOfficer(by, organizationId))) throw new Forbidden('Only for officers')
    const recognition = await recognitions.find(recognitionId)
    if (recognition?.organizationId !== organizationId) throw new NotFound('No such recognition')
    return recognition
  }

  /** The holder may have closed the award, left, or lost it, since it came into the queue. */
  async function ensureDecidable({ awardId, personId, organizationId }: Recognition, by: string): Promise<void> {
    const award = await neighbours.award.see(awardId, by)
    if (stateAt(award, clock.now()) !== 'active') throw new Conflict('This award does not stand any more')
    if (!(await reach.belongs(personId, organizationId))) throw new Conflict('This person has left the organization')
  }

  const decideOne = (asked: Asked, verdict: Verdict): Promise<Recognition> =>
    retryOnStale(async () => {
      const recognition = await find(asked)
      await ensureDecidable(recognition, asked.by)
      const { state, events } = decide(recognition, verdict, { by: asked.by, at: clock.now() })
      await recognitions.save(state, events)
      return state
    })

  return {
    find,
    decide: decideOne,
    /** How many of them were approved: one that somebody took meanwhile does not stop the others. */
    async approveAsStated(who: Omit<Asked, 'recognitionId'>, { ids, note }: { ids: string[]; note: string }) {
      let approved = 0
      for (const recognitionId of ids.slice(0, MOST_AT_ONCE)) {
        try {
          const { stated } = await find({ ...who, recognitionId })
          await decideOne({ ...who, recognitionId }, { outcome: 'approved', ...stated, note })
          approved++
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
      }
      return approved
    },
    undo: (asked: Asked): Promise<Recognition> =>
      retryOnStale(async () => {
        const { state, events } = undo(await find(asked), { by: asked.by, at: clock.now() })
        await recognitions.save(state, events)
        return state
      }),
  }
}
