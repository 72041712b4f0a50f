import { Long } from 'bson'
import { MongoFailure } from '../errors.js'
import type { TimeLimit } from '../plan/execute.js'
import { encodeCursor } from '../wire/message.js'

export interface Batches {
  namespace: string
  documents: Iterator<Buffer>
  limit: TimeLimit
}
interface OpenCursor extends Batches {
  lastUsed: number
  peeked: Buffer | undefined
}

/** As in MongoDB. */
const IDLE_MILLIS = 10 * 60_000
const MAX_OPEN = 1_000
const FIRST_BATCH = 101
const MAX_BATCH_BYTES = 16 * 1024 * 1024

/** The cursors that clients have not read to the end: so many at the most, and none that is forgotten. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>()
  private lastId = BigInt(Date.now()) * 1_000n

  get count(): number {
    return this.open.size
  }

  /** The first answer; what is left is kept under the id in it. */
  start(batches: Batches, batchSize: number | undefined, isSingle = false): Buffer {
    const cursor: OpenCursor = { ...batches, lastUsed: Date.now(), peeked: undefined }
    const { documents, hasMore } = pull(cursor, batchSize ?? FIRST_BATCH)
    const id = hasMore && !isSingle ? this.keep(cursor) : 0n
    return encodeCursor('firstBatch', documents, id, batches.namespace)
  }

  private keep(cursor: OpenCursor): bigint {
    // the one that has been idle longest gives way
    if (this.open.size >= MAX_OPEN) this.open.delete(this.open.keys().next().value!)
    this.lastId += 1n + BigInt(Math.floor(Math.random() * 1_000))
    this.open.set(this.lastId, cursor)
    return this.lastId
  }

  next(id: bigint, batchSize: number | undefined, until: number): Buffer {
    const cursor = this.open.get(id)
    if (!cursor) throw new MongoFailure(43, `cursor id ${id} not found`)
    this.open.delete(id)
    cursor.limit.restart(until)
    const { documents, hasMore } = pull(cursor, batchSize ?? Number.POSITIVE_INFINITY)
    if (hasMore) this.open.set(id, cursor)
    cursor.lastUsed = Date.now()
    return encodeCursor('nextBatch', documents, hasMore ? id : 0n, cursor.namespace)
  }

  kill(ids: bigint[]): { killed: Long[]; notFound: Long[] } {
    const [killed, notFound]: [Long[], Long[]] = [[], []]
    for (const id of ids) (this.open.delete(id) ? killed : notFound).push(Long.fromBigInt(id))
    return { killed, notFound }
  }

  /** Forgets what nobody has asked for in a long time. */
  sweep(now = Date.now()): void {
    for (const [id, cursor] of this.open) if (now - cursor.lastUsed > IDLE_MILLIS) this.open.delete(id)
  }
}

function pull(cursor: OpenCursor, count: number): { documents: Buffer[]; hasMore: boolean } {
  const documents: Buffer[] = []
  let bytes = 0
  while (documents.length < count) {
    const document = cursor.peeked ?? take(cursor)
    if (!document) return { documents, hasMore: false }
    cursor.peeked = undefined
    if (documents.length > 0 && bytes + document.length > MAX_BATCH_BYTES) {
      cursor.peeked = document
      return { documents, hasMore: true }
    }
    documents.push(document)
    bytes += document.length
  }
  cursor.peeked ??= count === 0 ? undefined : take(cursor)
  return { documents, hasMore: count === 0 || cursor.peeked !== undefined }
}

function take(cursor: OpenCursor): Buffer | undefined {
  const next = cursor.documents.next()
  return next.done ? undefined : next.value
}
