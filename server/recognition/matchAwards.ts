import { type Award, isVisibleToAnyone, stateAt } from '../award/index.js'
import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import type { Neighbours } from './neighbours.js'
import type { Reach } from './reach.js'
import { open, pause, type Recognisable, rematch, request, resume, reverse, takeBack, withdraw } from './recognition.js'
import type { RecognitionStore } from './store.js'

const AWARDS_LOOKED_AT = 200

export interface MatchDeps {
  recognitions: RecognitionStore
  clock: Clock
  neighbours: Neighbours
  reach: Reach
}

/** Keeps the queues of officers in step with what holders show. Each step may be repeated without harm. */
export function matchAwards({ recognitions, clock, neighbours, reach }: MatchDeps) {
  const recognisable = async (award: Award, organizationId: string): Promise<Recognisable> => ({
    awardId: award.id,
    personId: award.earnerId,
    organizationId,
    microCredentialId: award.microCredentialId,
    title: award.title,
    stated: await neighbours.stated(award),
  })

  async function match(award: Award, organizationId: string): Promise<void> {
    const known = await recognitions.of(award.id, organizationId)
    const deed = { at: clock.now() }
    const { state, events } = known
      ? rematch(known, deed)
      : open(await recognisable(award, organizationId), 'matched', deed)
    if (!known) await recognitions.insert(state, events)
    else if (events.length > 0) await recognitions.save(state, events)
  }

  async function matchShown(award: Award): Promise<void> {
    if (!isVisibleToAnyone(award) || stateAt(award, clock.now()) !== 'active') return
    for (const { id } of await reach.recognising(award.earnerId)) await retryOnStale(() => match(award, id))
  }

  const matchPerson = async (personId: string) => {
    for (const award of await neighbours.award.ofPerson(personId, { limit: AWARDS_LOOKED_AT })) await matchShown(award)
  }

  async function eachOf(awardId: string, rule: typeof withdraw): Promise<void> {
    await retryOnStale(async () => {
      for (const recognition of await recognitions.ofAward(awardId)) {
        const { state, events } = rule(recognition, { at: clock.now() })
        if (events.length > 0) await recognitions.save(state, events)
      }
    })
  }

  const takeBackFrom = (awardId: string, organizationId: string): Promise<void> =>
    retryOnStale(async () => {
      const known = await recognitions.of(awardId, organizationId)
      if (!known) return
      const { state, events } = takeBack(known, { by: known.personId, at: clock.now() })
      if (events.length > 0) await recognitions.save(state, events)
    })

  async function follow(awardId: string): Promise<void> {
    const award = (await neighbours.award.many([awardId])).get(awardId)
    if (!award) return
    if (isVisibleToAnyone(award)) await matchShown(award)
    else await eachOf(awardId, withdraw)
  }

  return {
    matchPerson,
    /** Somebody became an officer: what their people show is in their queue from the start. */
    async matchMembersOf(organizationId: string): Promise<void> {
      for (const personId of await neighbours.memberIds(organizationId)) await matchPerson(personId)
    },
    follow,
    reverseAll: (awardId: string, reason: string) =>
      eachOf(awardId, (recognition, deed) => reverse(recognition, reason, deed)),
    pauseAll: (awardId: string, reason: string) =>
      eachOf(awardId, (recognition, deed) => pause(recognition, reason, deed)),
    async resumeAll(awardId: string): Promise<void> {
      await eachOf(awardId, resume)
      await follow(awardId)
    },
    /** Its holder shows it to that organization no longer. */
    endAsking: async (awardId: string, holderId: string, organizationId: string): Promise<void> => {
      await neighbours.award.hideFrom(awardId, holderId, organizationId)
      // The reaction to the event does this too, should we stop right here.
      await takeBackFrom(awardId, organizationId)
    },
    takeBackFrom,
    /** The holder asks. The organization's officers see the award from now on, also while it is private. */
    async ask(awardId: string, holderId: string, organizationId: string): Promise<void> {
      const possible = await reach.recognising(holderId)
      if (!possible.some(({ id }) => id === organizationId)) throw new NotFound('No such organization of theirs')
      const award = await neighbours.award.showTo(awardId, holderId, organizationId)
      const deed = { by: holderId, at: clock.now() }
      await retryOnStale(async () => {
        const known = await recognitions.of(awardId, organizationId)
        const { state, events } = known
          ? request(known, deed)
          : open(await recognisable(award, organizationId), 'requested', deed)
        if (known && events.length > 0) await recognitions.save(state, events)
        if (!known && !(await recognitions.insert(state, events))) throw new StaleWrite('It was matched meanwhile')
      })
    },
  }
}
