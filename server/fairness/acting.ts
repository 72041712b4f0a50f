import { NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import {
  answerTalk,
  askForRecalibration,
  type CoordinatorAct,
  closeLook,
  ensureToldTo,
  type Look,
  type LookChange,
  openTalk,
  pauseReviewing,
} from './look.js'
import type { LookStore } from './store.js'

export interface ActingDeps {
  looks: LookStore
  /** Micro-credentials of organizations in which this person is an author or an administrator. */
  coordinatedBy(personId: string): Promise<{ id: string; title: string }[]>
  now(): Date
}

export const COORDINATOR_ACTS = {
  talk: openTalk,
  pause: pauseReviewing,
  recalibration: askForRecalibration,
  closure: closeLook,
} satisfies Record<string, (look: Look, act: CoordinatorAct) => LookChange>

export type CoordinatorActName = keyof typeof COORDINATOR_ACTS

/** What coordinators and reviewers do about a finding. */
export function acting({ looks, coordinatedBy, now }: ActingDeps) {
  /** Throws NotFound to anybody who does not look after these reviews, and to the reviewer. */
  async function read(lookId: string, coordinatorId: string): Promise<Look> {
    const look = await looks.find(lookId)
    const own = look?.found ? await coordinatedBy(coordinatorId) : []
    const isOwn = own.some(({ id }) => id === look?.microCredentialId)
    if (!look || !isOwn || look.reviewerId === coordinatorId) throw new NotFound('No such look')
    return look
  }

  async function readTalk(lookId: string, reviewerId: string): Promise<Look> {
    const look = await looks.get(lookId)
    ensureToldTo(look, reviewerId)
    return look
  }

  const change = (lookId: string, decide: (look: Look) => Promise<LookChange>): Promise<void> =>
    retryOnStale(async () => {
      const { state, events } = await decide(await looks.get(lookId))
      await looks.save(state, events)
    })

  return {
    read,
    /** What was found wherever this person looks after reviews, the latest of each micro-credential first. */
    async findings(coordinatorId: string): Promise<Look[]> {
      const own = await coordinatedBy(coordinatorId)
      const made = await looks.of(own.map(({ id }) => id))
      return made.filter(({ found, reviewerId }) => found && reviewerId !== coordinatorId)
    },
    readTalk,
    act: (name: CoordinatorActName, lookId: string, by: { coordinatorId: string; words: string }): Promise<void> =>
      change(lookId, async () => COORDINATOR_ACTS[name](await read(lookId, by.coordinatorId), { ...by, at: now() })),
    answer: (lookId: string, answer: { reviewerId: string; words: string }): Promise<void> =>
      change(lookId, async look => answerTalk(look, { ...answer, at: now() })),
  }
}

export type Acting = ReturnType<typeof acting>
