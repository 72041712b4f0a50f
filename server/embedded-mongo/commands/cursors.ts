import { Long } from 'bson'
import { MongoFailure } from '../errors.js'
import { nextTurn, PAUSE, type Pause, type TimeLimit } from '../plan/turns.js'
import { encodeCursor } from '../wire/message.js'

export interface Batches {
  namespace: string
  documents: Iterator<Buffer | Pause>
  limit: TimeLimit
}
interface OpenCursor extends Batches {
  lastUsed: number
  /** Read from the documents, and left for the next batch. */
  peeked: Buffer | undefined
  state: 'idle' | 'busy' | 'killed'
}
interface Batch {
  documents: Buffer[]
  hasMore: boolean
}

/** As in MongoDB. */
const IDLE_MILLIS = 10 * 60_000
export const MAX_OPEN = 1_000
const FIRST_BATCH = 101
const MAX_BATCH_BYTES = 16 * 1024 * 1024

/** The cursors that clients have not read to the end: so many at the most, and none that is forgotten. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>()
  private lastId = BigInt(Date.now()) * 1_000n

  get count(): number {
    return this.open.size
  }

  /** The first answer, at once when that takes no more than a turn; what is left is kept under the id in it. */
  start(batches: Batches, batchSize: number | undefined, isSingle = false): Buffer | Promise<Buffer> {
    const cursor: OpenCursor = { ...batches, lastUsed: Date.now(), peeked: undefined, state: 'idle' }
    const answer = ({ documents, hasMore }: Batch) =>
      encodeCursor('firstBatch', documents, hasMore && !isSingle ? this.keep(cursor) : 0n, batches.namespace)
    const batch = pull(cursor, batchSize ?? FIRST_BATCH)
    return batch instanceof Promise ? batch.then(answer) : answer(batch)
  }

  private keep(cursor: OpenCursor): bigint {
    // the one that has been idle longest gives way
    if (this.open.size >= MAX_OPEN) this.open.delete(this.open.keys().next().value!)
    this.lastId += 1n + BigInt(Math.floor(Math.random() * 1_000))
    this.open.set(this.lastId, cursor)
    return this.lastId
  }

  async next(id: bigint, batchSize: number | undefined, until: number): Promise<Buffer> {
    const cursor = this.open.get(id)
    if (!cursor) throw new MongoFailure(43, `cursor id ${id} not found`)
    if (cursor.state === 'busy') throw new MongoFailure(12051, `cursor id ${id} is already in use`)
    cursor.limit.restart(until)
    cursor.state = 'busy'
    this.open.delete(id)
    this.open.set(id, cursor)
    try {
      const { documents, hasMore } = await pull(cursor, batchSize ?? Number.POSITIVE_INFINITY)
      if (!hasMore) this.open.delete(id)
      return encodeCursor('nextBatch', documents, hasMore ? id : 0n, cursor.namespace)
    } catch (error) {
      this.open.delete(id)
      throw error
    } finally {
      cursor.lastUsed = Date.now()
      if (cursor.state === 'busy') cursor.state = 'idle'
    }
  }

  /** A cursor that is being read ends at its next pause. */
  kill(ids: bigint[]): { killed: Long[]; notFound: Long[] } {
    const [killed, notFound]: [Long[], Long[]] = [[], []]
    for (const id of ids) {
      const cursor = this.open.get(id)
      if (cursor) cursor.state = 'killed'
      ;(this.open.delete(id) ? killed : notFound).push(Long.fromBigInt(id))
    }
    return { killed, notFound }
  }

  /** Forgets what nobody has asked for in a long time. */
  sweep(now = Date.now()): void {
    for (const [id, cursor] of this.open)
      if (cursor.state === 'idle' && now - cursor.lastUsed > IDLE_MILLIS) this.open.delete(id)
  }
}

/** Reads the next batch: at once, or turn by turn when that takes longer. */
function pull(cursor: OpenCursor, count: number, documents: Buffer[] = [], bytes = 0): Batch | Promise<Batch> {
  let size = bytes
  while (documents.length < count) {
    const document = cursor.peeked ?? take(cursor)
    if (document === PAUSE) return afterPause(cursor, () => pull(cursor, count, documents, size))
    if (!document) return { documents, hasMore: false }
    cursor.peeked = document
    if (documents.length > 0 && size + document.length > MAX_BATCH_BYTES) return { documents, hasMore: true }
    cursor.peeked = undefined
    documents.push(document)
    size += document.length
  }
  if (count === 0) return { documents, hasMore: true }
  const next = cursor.peeked ?? take(cursor)
  if (next === PAUSE) return afterPause(cursor, () => pull(cursor, count, documents, size))
  cursor.peeked = next
  return { documents, hasMore: next !== undefined }
}

async function afterPause(cursor: OpenCursor, goOn: () => Batch | Promise<Batch>): Promise<Batch> {
  await nextTurn()
  if (cursor.state === 'killed') throw new MongoFailure(237, 'the cursor was killed')
  return goOn()
}

function take(cursor: OpenCursor): Buffer | Pause | undefined {
  const next = cursor.documents.next()
  return next.done ? undefined : next.value
}
