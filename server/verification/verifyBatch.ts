import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { type BatchItem, resultOf, type StoredItem } from './batch.js'
import type { BatchStore } from './batchStore.js'
import type { Submitted, verifySubmitted } from './verify.js'

const JOB = 'verify-batch-item'

export interface BatchDeps {
  batches: BatchStore
  jobs: Jobs
  clock: Clock
  verify: ReturnType<typeof verifySubmitted>
}

/** One job a badge: what a crash interrupts is taken up where it was, and a slow issuer holds up only its own badges. */
export function verifyBatch({ batches, jobs, clock, verify }: BatchDeps) {
  jobs.handle(JOB, async ({ batchId, number }: { batchId: string; number: number }) => {
    const item = await batches.find(batchId, number)
    if (!item || item.result) return
    // Nobody's eyes: a batch sees what everybody may see.
    await batches.keepResult(batchId, number, resultOf(await reportOn(item)))
  })

  async function reportOn(item: StoredItem) {
    if (item.unreadable)
      return { verified: false, outcome: 'not-verified', unreadable: '', code: item.unreadable } as const
    return verify(submitted(item), undefined)
  }

  return {
    /** The id at which whoever knows it finds the results. */
    async begin(items: BatchItem[]): Promise<string> {
      const batchId = newId(clock.now())
      await batches.add(batchId, items, clock.now())
      for (const number of items.keys()) {
        const payload = { batchId, number: number + 1 }
        await jobs.enqueue({ key: `${JOB} ${batchId} ${number + 1}`, kind: JOB, payload })
      }
      return batchId
    },
    /** Throws NotFound. */
    async items(batchId: string): Promise<StoredItem[]> {
      const items = await batches.of(batchId)
      if (items.length === 0) throw new NotFound('No such batch')
      return items
    },
  }
}
export type Batches = ReturnType<typeof verifyBatch>

function submitted({ url, text = '', recipient }: StoredItem): Submitted {
  const asked = recipient === undefined ? {} : { recipient }
  return url === undefined ? { bytes: Buffer.from(text), ...asked } : { url, ...asked }
}
