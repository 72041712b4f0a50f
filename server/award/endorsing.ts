import type { Jobs } from '../platform/jobs.js'
import type { AwardStore, VersionRef } from './awardStore.js'

const ENDORSE_ANEW = 'award.endorseAnew'
const AT_ONCE = 100

export interface EndorsingDeps {
  awards: Pick<AwardStore, 'idsOfVersion'>
  jobs: Pick<Jobs, 'enqueue' | 'handle'>
  endorseAnew(awardId: string): Promise<void>
}

interface Batch extends VersionRef {
  /** Of the change that made this necessary. */
  eventId: string
  after?: string | undefined
}

/** What others say of a micro-credential stands in every award of it: a change is carried to all of them, in batches. */
export function endorsing({ awards, jobs, endorseAnew }: EndorsingDeps) {
  async function carry({ eventId, after, ...ref }: Batch): Promise<void> {
    const ids = await awards.idsOfVersion(ref, { after, limit: AT_ONCE })
    for (const id of ids) await endorseAnew(id)
    if (ids.length === AT_ONCE) await enqueue({ ...ref, eventId, after: ids.at(-1) })
  }

  const enqueue = (batch: Batch) =>
    jobs.enqueue({ key: `${ENDORSE_ANEW}:${batch.eventId}:${batch.after ?? ''}`, kind: ENDORSE_ANEW, payload: batch })

  jobs.handle(ENDORSE_ANEW, carry)

  return enqueue
}
