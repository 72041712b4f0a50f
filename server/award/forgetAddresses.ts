import type { Clock } from '../platform/clock.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { forget, keptSince } from './completion.js'
import type { CompletionStore } from './completionStore.js'

const FORGOTTEN_AT_ONCE = 100

/** Addresses that were entered for an award on completion do not stay: each is let go of in its time. */
export function forgetAddresses({ completions, clock }: { completions: CompletionStore; clock: Clock }) {
  const forgetOne = (id: string) =>
    retryOnStale(async () => {
      const { state, events } = forget(await completions.get(id), clock.now())
      if (events.length > 0) await completions.save(state, events)
    })

  return {
    /** Decides whose time is over. What is kept of them goes with the event of it, so that none is left out. */
    async forgetDue(): Promise<void> {
      const now = clock.now()
      for (const { id } of await completions.overdue(now, FORGOTTEN_AT_ONCE)) await forgetOne(id)
      await completions.forgetStray(keptSince(now), FORGOTTEN_AT_ONCE)
    },
    afterForgetting: ({ completionId }: { completionId: string }) => completions.forgetAddresses(completionId),
  }
}
