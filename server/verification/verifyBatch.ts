import type { Clock } from '../platform/clock.js'
import type { Jobs } from '../platform/jobs.js'
import { NotFound, TooMany } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { type BatchItem, type BatchResult, GIVEN_UP, MOST_TRIES, resultOf, type StoredItem } from './batch.js'
import type { BatchStore } from './batchStore.js'
import type { Submitted, verifySubmitted } from './verify.js'

const JOB = 'verify-batch'
const NETWORKS_AT_ONCE = 4
const ITEMS_IN_A_TURN = 8
/** Of one network: the others wait for its first one. */
const MOST_UNDER_WAY = 5
const RETRY_SECONDS = 300

export interface BatchDeps {
  batches: BatchStore
  jobs: Pick<Jobs, 'enqueue' | 'handle'>
  clock: Clock
  verify: ReturnType<typeof verifySubmitted>
}

interface Turn {
  batchId: string
  network: string
  turn: number
}

/**
 * One job a turn: a few badges of one batch at once, then whoever has waited longest. A network has one batch in that
 * round at a time, so that many slow badges of one hold up nobody else. What a crash interrupts is taken up where it was.
 */
export function verifyBatch({ batches, jobs, clock, verify }: BatchDeps) {
  jobs.handle(JOB, takeTurn, NETWORKS_AT_ONCE)

  async function takeTurn({ batchId, network, turn }: Turn): Promise<void> {
    const items = await batches.waiting(batchId, ITEMS_IN_A_TURN)
    const ended = await Promise.allSettled(items.map(check))
    const failure = ended.find(each => each.status === 'rejected')
    if (failure) throw failure.reason
    if (items.length === ITEMS_IN_A_TURN) await enqueue({ batchId, network, turn: turn + 1 })
    else await goOn(network)
  }

  async function check(item: StoredItem): Promise<void> {
    await batches.keepResult(item.batchId, item.number, await resultFor(item))
  }

  async function resultFor(item: StoredItem): Promise<BatchResult> {
    if (item.unreadable)
      return resultOf({ verified: false, outcome: 'not-verified', unreadable: '', code: item.unreadable })
    if ((await batches.noteTry(item.batchId, item.number)) > MOST_TRIES) return GIVEN_UP
    // Nobody's eyes: a batch sees what everybody may see.
    return resultOf(await verify(submitted(item), undefined))
  }

  const enqueue = (turn: Turn) => jobs.enqueue({ key: `${JOB} ${turn.batchId} ${turn.turn}`, kind: JOB, payload: turn })

  /** Whoever ends one batch and whoever brings another may both do this: it is begun once. */
  async function goOn(network: string): Promise<void> {
    const [next] = await batches.underWay(network)
    if (next) await enqueue({ batchId: next, network, turn: 0 })
  }

  return {
    /** The id at which whoever knows it finds the results. Throws TooMany. */
    async begin(items: BatchItem[], network: string): Promise<string> {
      if ((await batches.underWay(network)).length >= MOST_UNDER_WAY)
        throw new TooMany('Too many batches wait', RETRY_SECONDS)
      const id = newId(clock.now())
      await batches.add({ id, network, at: clock.now() }, items)
      await goOn(network)
      return id
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
