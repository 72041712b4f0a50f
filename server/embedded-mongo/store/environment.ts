import { mkdirSync } from 'node:fs'
import { open, type RootDatabase, type Transaction } from 'lmdb'
import { MongoFailure } from '../errors.js'

export interface Entry {
  key: Buffer
  value: Buffer
}

/** The disk did not take a write, or one failed half-way: the whole transaction has to be undone. */
export class StorageFailure extends Error {}

const FIRST_CHUNK = 32
const LARGEST_CHUNK = 512

/**
 * An option that lmdb's types lack: how many free pages it may remember from one commit to the next. With none, a commit
 * takes up what the last but one gave back; otherwise each writes pieces of the long lists that large writes leave.
 */
const FREE_PAGES_REMEMBERED = { maxFreeSpaceToRetain: 0 }

/** The one ordered map of bytes to bytes that everything is kept in: LMDB, synchronous, flushed on every commit. */
export class Environment {
  private isClosed = false

  private constructor(
    private readonly lmdb: RootDatabase<Buffer, Buffer>,
    private readonly moment?: Transaction,
  ) {}

  static open(folder: string, readOnly = false): Environment {
    if (!readOnly) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lmdb = open<Buffer, Buffer>({
      path: folder,
      noSubdir: false,
      encoding: 'binary',
      keyEncoding: 'binary',
      cache: false,
      readOnly,
      // plain LMDB commits: on disk, data before root, when a transaction returns
      overlappingSync: false,
      ...FREE_PAGES_REMEMBERED,
    })
    return new Environment(lmdb)
  }

  /** Everything as it is now, to read from, whatever is written later. Until it is closed, the file keeps old pages. */
  snapshot(): Environment {
    return new Environment(this.lmdb, this.lmdb.useReadTransaction())
  }

  get(key: Buffer): Buffer | undefined {
    return this.moment ? this.lmdb.get(key, this.at(this.moment)) : this.lmdb.get(key)
  }

  private at(transaction: Transaction): { transaction: Transaction } {
    if (this.isClosed) throw new MongoFailure(239, 'The snapshot is no longer kept: begin again')
    return { transaction }
  }

  put(key: Buffer, value: Buffer): void {
    try {
      this.lmdb.putSync(key, value)
    } catch (error) {
      throw new StorageFailure(String(error), { cause: error })
    }
  }

  remove(key: Buffer): void {
    try {
      this.lmdb.removeSync(key)
    } catch (error) {
      throw new StorageFailure(String(error), { cause: error })
    }
  }

  /** Runs the work in one transaction, which is on disk when this returns; what the work throws undoes it all. */
  transact<T>(work: () => T): T {
    return this.lmdb.transactionSync(work)
  }

  /**
   * The entries with `low <= key < high`, read in chunks: no snapshot is held between two of them, so a slow reader
   * does not make the file grow, and sees (like a MongoDB cursor) writes ahead of it.
   */
  *range(low: Buffer, high: Buffer, reverse = false): Generator<Entry> {
    let start = reverse ? high : low
    let exclusiveStart = reverse
    for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 4, LARGEST_CHUNK)) {
      const moment = this.moment && this.at(this.moment)
      const options = reverse ? { end: low, inclusiveEnd: true } : { end: high }
      const chunk = [...this.lmdb.getRange({ start, ...options, ...moment, exclusiveStart, reverse, limit })]
      yield* chunk
      if (chunk.length < limit) return
      start = chunk.at(-1)!.key
      exclusiveStart = true
    }
  }

  /** Lets go of what processes were reading that have ended without a word. */
  forgetReaders(): void {
    if (!this.isClosed) this.lmdb.readerCheck()
  }

  /** Removes a whole range; inside a transaction. */
  clear(low: Buffer, high: Buffer): void {
    for (const { key } of this.range(low, high)) this.remove(key)
  }

  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    if (this.moment) this.moment.done()
    else await this.lmdb.close()
  }
}
